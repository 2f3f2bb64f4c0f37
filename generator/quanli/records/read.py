"""A tree of strict YAML to a typed record, with every problem of the file at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.personal.masking import is_masked
from quanli.records.fields import Field, fields_of
from quanli.records.places import placed
from quanli.records.scalars import BAD_TYPE, CONVERTERS, Converter, stray_faults
from quanli.records.strict_yaml import Quoted, Tree, parse
from quanli.records.suggestions import meant
from quanli.records.text_file import SIZE_LIMIT

UNKNOWN_FIELD = Rule(
    "UNKNOWN_FIELD", "error",
    zh="没有“{key}”这个字段{meant_zh}", en='unknown field "{key}"{meant_en}',
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
REQUIRED = Rule(
    "REQUIRED", "error",
    zh="必填字段“{key}”（{label}）是空的", en='"{key}" is empty but required',
    hint_zh="填写{label}：{help_zh}", hint_en="fill it in: {help_en}",
)

R = TypeVar("R")
_TEXTS = frozenset({str, Quoted})


def read_record(
    data: bytes, file: str, record: type[R], limit: int = SIZE_LIMIT
) -> tuple[R | None, list[Problem]]:
    """Read one file into a record.

    The record is None only when the file could not be parsed; a record that comes with errors is as full as it could
    be made, good enough to name it in other messages, not to publish it.
    """
    tree, problems = parse(data, file, limit)
    if tree is None:
        return None, problems
    reader = _Reader(file, problems)
    value = reader.record(tree, record, ())
    return value, placed(problems, data, file)


def read_value(tree: Tree, record: type, key: str, file: str) -> tuple[Any, list[Problem]]:
    """Read one field of a record from its part of a tree: the value, and its problems without their lines."""
    problems: list[Problem] = []
    return _Reader(file, problems).field(tree, fields_of(record)[key], (key,)), problems


@frozen
class _Table:
    """A record's fields by their keys, each with its attribute and, for a single value, how its text is typed."""

    known: Mapping[str, tuple[Field, str, Converter | None]]
    defaults: Mapping[str, Any]
    required: frozenset[str]


_TABLES: dict[type, _Table] = {}


def _table(record: type) -> _Table:
    if record not in _TABLES:
        fields = fields_of(record)
        _TABLES[record] = _Table(
            {
                key: (field, field.attribute, CONVERTERS[field.about.kind] if field.shape == "scalar" else None)
                for key, field in fields.items()
            },
            {field.attribute: field.default for field in fields.values()},
            frozenset(key for key, field in fields.items() if field.about.required),
        )
    return _TABLES[record]


def _open(tree: Tree) -> Any:
    """Give a tree that no schema knows, its text as plain text."""
    if tree.__class__ is dict:
        return {key: _open(value) for key, value in tree.items()}
    if tree.__class__ is list:
        return [_open(value) for value in tree]
    return str(tree) if tree.__class__ is Quoted else tree


class _Reader:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems

    def add(self, rule: Rule, path: Path, **args: Any) -> None:
        self.problems.append(rule.at(self.file, path, **args))

    def record(self, tree: Tree, record: type[R], path: Path) -> R | None:
        if tree.__class__ is not dict:
            self.add(
                BAD_TYPE,
                path,
                key=next((step for step in reversed(path) if isinstance(step, str)), ""),
                wanted_zh="一组字段",
                wanted_en="fields",
                hint_zh="可用字段：" + "、".join(fields_of(record)),
                hint_en="fields: " + ", ".join(fields_of(record)),
            )
            return None
        table = _table(record)
        known = table.known
        made = object.__new__(record)
        values = made.__dict__  # filled as the frozen class's own __init__ would, three times faster
        values.update(table.defaults)
        unknown: tuple[str, ...] = ()
        for key, given in tree.items():
            if key not in known:
                unknown = (*unknown, key)
                continue
            field, attribute, convert = known[key]
            if convert is None or given.__class__ not in _TEXTS:
                values[attribute] = self.field(given, field, (*path, key))
                continue
            value, faults = convert(given, field)
            values[attribute] = self.text(given, field, path, key) if faults or not given else value
        if not table.required <= tree.keys():
            for key, (field, _, _) in known.items():
                if field.about.required and key not in tree:
                    self.required(field, (*path, key))
        for key in unknown:
            self.unknown(key, tree[key], record, (*path, key))
        return made

    def required(self, field: Field, path: Path) -> None:
        about = field.about
        self.add(
            REQUIRED,
            path,
            key=field.key,
            label=about.zh,
            help_zh=about.help_zh or about.zh,
            help_en=about.help_en or about.en,
        )

    def field(self, tree: Tree, field: Field, path: Path) -> Any:
        if tree is None:
            if field.about.required:
                self.required(field, path)
            return field.default
        shape = field.shape
        if shape == "scalar":
            return self.scalar(tree, field, path[:-1], path[-1])
        if shape == "record":
            made = self.record(tree, field.element, path)
            return field.default if made is None else made
        if shape == "mapping":
            return self.mapping(tree, field, path)
        if tree.__class__ is not list:
            self.add(
                BAD_TYPE,
                path,
                key=field.key,
                wanted_zh="列表",
                wanted_en="a list",
                hint_zh="每项以“- ”开头，各占一行",
                hint_en='start each entry with "- " on a line of its own',
            )
            return field.default
        if field.about.required and not tree:
            self.required(field, path)
        values = (
            [self.record(entry, field.element, (*path, i)) for i, entry in enumerate(tree)]
            if shape == "records"
            else [self.scalar(entry, field, path, i) for i, entry in enumerate(tree)]
        )
        return tuple([value for value in values if value is not None])

    def mapping(self, tree: Tree, field: Field, path: Path) -> Any:
        if tree.__class__ is not dict:
            self.add(
                BAD_TYPE,
                path,
                key=field.key,
                wanted_zh="“名称: 值”的对应",
                wanted_en="pairs of name: value",
                hint_zh="写成 {是: 下一步, 否: 下一步} 这样",
                hint_en="write it like {yes: step, no: step}",
            )
            return None
        if field.about.kind == "open":
            return _open(tree)
        if hasattr(field.element, "__dataclass_fields__"):
            return {
                key: value
                for key, entry in tree.items()
                if (value := self.record(entry, field.element, (*path, key))) is not None
            }
        return {key: self.scalar(entry, field, path, key) for key, entry in tree.items()}

    def scalar(self, tree: Tree, field: Field, parent: Path, step: str | int) -> Any:
        if tree.__class__ in _TEXTS:
            return self.text(tree, field, parent, step)
        if tree is None:
            self.required(field, (*parent, step))
            return None
        self.add(
            BAD_TYPE,
            (*parent, step),
            key=field.key,
            wanted_zh="一个值",
            wanted_en="a single value",
            hint_zh="这里不能再分层",
            hint_en="it cannot hold further levels",
        )
        return field.default if field.shape == "scalar" else None

    def text(self, text: str, field: Field, parent: Path, step: str | int) -> Any:
        """Type a text; its path is put together only where it has a fault."""
        if not text and field.about.required:
            self.required(field, (*parent, step))
            return ""
        value, faults = CONVERTERS[field.about.kind](text, field)
        if faults and is_masked(text):  # the number in it has been reported, and is no fault of its form
            return value
        for rule, args in faults:
            self.add(rule, (*parent, step), **args)
        return value

    def unknown(self, key: str, tree: Tree, record: type, path: Path) -> None:
        fields = fields_of(record)
        labels = {field.about.zh: name for name, field in fields.items()}
        zh, en = (
            (f"；是不是“{labels[key]}”？", f'; did you mean "{labels[key]}"?')
            if key in labels
            else meant(key, fields)
        )
        hint_zh, hint_en = "可用字段：" + "、".join(fields), "fields: " + ", ".join(fields)
        if key.startswith("staff"):
            hint_zh, hint_en = (
                f"“{key}”属于 internal: 之下，放在内部目录",
                f"{key} belongs under internal: in the internal tree",
            )
        self.add(UNKNOWN_FIELD, path, key=key, meant_zh=zh, meant_en=en, hint_zh=hint_zh, hint_en=hint_en)
        self.stray(tree, path)

    def stray(self, tree: Tree, path: Path) -> None:
        if isinstance(tree, dict):
            for key, value in tree.items():
                self.stray(value, (*path, key))
        elif isinstance(tree, list):
            for i, value in enumerate(tree):
                self.stray(value, (*path, i))
        elif isinstance(tree, str):
            for rule, args in stray_faults(tree):
                self.add(rule, path, **args)
