"""A tree of strict YAML to a typed record, with every problem of the file at once."""

from __future__ import annotations

from typing import Any, TypeVar

from quanli.errors import Path, Problem, problem
from quanli.records.fields import Field, fields_of
from quanli.records.places import placed
from quanli.records.scalars import convert, stray_faults
from quanli.records.strict_yaml import SIZE_LIMIT, Tree, parse
from quanli.records.suggestions import meant

R = TypeVar("R")


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


class _Reader:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems

    def add(self, code: str, path: Path, **args: Any) -> None:
        self.problems.append(problem(code, self.file, path, **args))

    def record(self, tree: Tree, record: type[R], path: Path) -> R | None:
        if tree.__class__ is not dict:
            self.add(
                "BAD_TYPE",
                path,
                key=path[-1] if path else "",
                wanted_zh="一组字段",
                wanted_en="fields",
                hint_zh="可用字段：" + "、".join(fields_of(record)),
                hint_en="fields: " + ", ".join(fields_of(record)),
            )
            return None
        fields = fields_of(record)
        values = {}
        for key, field in fields.items():
            if key in tree:
                values[field.attribute] = self.field(tree[key], field, (*path, key))
            else:
                values[field.attribute] = field.default
                if field.about.required:
                    self.required(field, (*path, key))
        for key in tree.keys() - fields.keys():
            self.unknown(key, tree[key], record, (*path, key))
        made = object.__new__(record)
        made.__dict__.update(values)  # what the frozen class's own __init__ would do, three times faster
        return made

    def required(self, field: Field, path: Path) -> None:
        about = field.about
        self.add(
            "REQUIRED",
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
            return self.scalar(tree, field, path)
        if shape == "record":
            return self.record(tree, field.element, path)
        if shape == "mapping":
            return self.mapping(tree, field, path)
        if tree.__class__ is not list:
            self.add(
                "BAD_TYPE",
                path,
                key=field.key,
                wanted_zh="列表",
                wanted_en="a list",
                hint_zh="每项以“- ”开头，各占一行",
                hint_en='start each entry with "- " on a line of its own',
            )
            return field.default
        one = self.record if shape == "records" else None
        values = [
            one(entry, field.element, (*path, i)) if one else self.scalar(entry, field, (*path, i))
            for i, entry in enumerate(tree)
        ]
        if field.about.required and not values:
            self.required(field, path)
        return tuple(value for value in values if value is not None)

    def mapping(self, tree: Tree, field: Field, path: Path) -> Any:
        if tree.__class__ is not dict:
            self.add(
                "BAD_TYPE",
                path,
                key=field.key,
                wanted_zh="“名称: 值”的对应",
                wanted_en="pairs of name: value",
                hint_zh="写成 {是: 下一步, 否: 下一步} 这样",
                hint_en="write it like {yes: step, no: step}",
            )
            return None
        if field.about.kind == "open":
            return tree
        if hasattr(field.element, "__dataclass_fields__"):
            return {
                key: value
                for key, entry in tree.items()
                if (value := self.record(entry, field.element, (*path, key))) is not None
            }
        return {key: self.scalar(entry, field, (*path, key)) for key, entry in tree.items()}

    def scalar(self, tree: Tree, field: Field, path: Path) -> Any:
        if tree is None:
            self.required(field, path)
            return None
        if not isinstance(tree, str):
            self.add(
                "BAD_TYPE",
                path,
                key=field.key,
                wanted_zh="一个值",
                wanted_en="a single value",
                hint_zh="这里不能再分层",
                hint_en="it cannot hold further levels",
            )
            return field.default if field.shape == "scalar" else None
        if not tree and field.about.required:
            self.required(field, path)
            return tree
        value, faults = convert(tree, field)
        for code, args in faults:
            self.add(code, path, **args)
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
        self.add("UNKNOWN_FIELD", path, key=key, meant_zh=zh, meant_en=en, hint_zh=hint_zh, hint_en=hint_en)
        self.stray(tree, path)

    def stray(self, tree: Tree, path: Path) -> None:
        if isinstance(tree, dict):
            for key, value in tree.items():
                self.stray(value, (*path, key))
        elif isinstance(tree, list):
            for i, value in enumerate(tree):
                self.stray(value, (*path, i))
        elif isinstance(tree, str):
            for code, args in stray_faults(tree):
                self.add(code, path, **args)
