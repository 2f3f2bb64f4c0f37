"""Words that only fill a field: 无, /, 详见附件, and what ``quanli new`` writes for a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quanli.errors import Path, Problem, Rule
from quanli.records.fields import Field, fields_of

PLACEHOLDER = Rule(
    "PLACEHOLDER", "warning",
    zh="“{text}”是占位文字，没有内容", en='"{text}" is a placeholder',
    hint_zh="写明内容，或删去这个字段", hint_en="say what it is, or leave the field out",
)

POWER_NAME = "（事项名称）"
"""What ``quanli new`` writes where the name of a power must be."""
_KINDS = frozenset({"text", "prose"})
_WORDS = frozenset(
    ["无", "暂无", "没有", "略", "同上", "待定", "待补充", "待完善", "不详", "未知", "空", "无要求", "暂缺", "详见附件", "见附件", "详见附表", "见附表", "详见指南", "详见办事指南", "n/a", "na", "none", "null", "nil", "tbd"]
)
_MARKS = "xｘ×*＊○/\\-－—_?？.…"
_ANSWERS = frozenset({"options", "sample"})
"""Fields whose words are what somebody answers: 没有 is an answer like any other."""
_EDGES = " \t\n\u3000。.．;；,，、（）()“”\"'"
_FIRST = frozenset("".join((*(word[0] for word in _WORDS), _MARKS, _EDGES)))
_FIRST |= {char.upper() for char in _FIRST}
"""What a placeholder begins with: few texts do, and a catalogue has very many."""


def to_be_written(field: Field) -> str:
    """Give what ``quanli new`` writes where a text must be: the field's name, in brackets."""
    return f"（{field.about.zh}）"


def is_placeholder(text: str) -> bool:
    """Tell whether a text says nothing."""
    if text[:1] not in _FIRST:
        return False
    plain = text.strip().lower()
    inside = plain.strip(_EDGES)
    return plain == POWER_NAME or inside in _WORDS or bool(plain and not (inside or plain).strip(_MARKS))


def check_placeholders(record: Any, file: str) -> Iterator[Problem]:
    """Find the text fields of a record that hold a placeholder."""
    found: list[tuple[Path, str]] = []
    _look(record, (), found)
    yield from (PLACEHOLDER.at(file, path, text=text.strip()) for path, text in found)


def _look(record: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    """Gather the placeholders of a record and of what it holds."""
    values = record.__dict__
    for attribute, key, shape, unwritten in _fields(type(record)):
        value = values[attribute]
        if not value:
            continue
        if shape == "scalar":
            if value[0] in _FIRST and (value == unwritten or is_placeholder(value)):
                found.append(((*path, key), value))
        elif shape == "record":
            _look(value, (*path, key), found)
        elif shape == "scalars":
            found += [((*path, key, i), text) for i, text in enumerate(value) if is_placeholder(text)]
        else:
            for step, entry in value.items() if shape == "mapping" else enumerate(value):
                _look(entry, (*path, key, step), found)


_FIELDS: dict[type, tuple[tuple[str, str, str, str], ...]] = {}


def _fields(kind: type) -> tuple[tuple[str, str, str, str], ...]:
    """Give attribute, key, shape and what is still to be written of the fields that may hold text, themselves or in what they hold."""
    if kind not in _FIELDS:
        fields = {key: field for key, field in fields_of(kind).items() if key not in _ANSWERS and _holds_text(field)}
        _FIELDS[kind] = tuple((field.attribute, key, field.shape, to_be_written(field)) for key, field in fields.items())
    return _FIELDS[kind]


def _holds_text(field: Field) -> bool:
    if hasattr(field.element, "__dataclass_fields__"):
        return bool(_fields(field.element))
    return field.about.kind in _KINDS and field.shape in {"scalar", "scalars"}
