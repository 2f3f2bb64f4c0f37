"""Words that only fill a field: 无, /, 详见附件."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanli.catalogue.power import Power
from quanli.errors import Path, Problem, Rule
from quanli.records.fields import fields_of

PLACEHOLDER = Rule(
    "PLACEHOLDER", "warning",
    zh="“{text}”是占位文字，没有内容", en='"{text}" is a placeholder',
    hint_zh="写明内容，或删去这个字段", hint_en="say what it is, or leave the field out",
)

_KINDS = frozenset({"text", "prose"})
_PLACEHOLDERS = frozenset(
    {
        "无",
        "暂无",
        "没有",
        "略",
        "同上",
        "待定",
        "待补充",
        "不详",
        "未知",
        "空",
        "无要求",
        "暂缺",
        "详见附件",
        "见附件",
        "详见附表",
        "见附表",
        "详见指南",
        "详见办事指南",
        "/",
        "//",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "*",
        "x",
        "xx",
        "xxx",
        "×",
        "××",
        "×××",
        "?",
        "？",
        "n/a",
        "na",
        "none",
        "null",
        "nil",
        "tbd",
        "...",
        "…",
        "……",
    }
)
_EDGES = " \t\n\u3000。.．;；,，、（）()“”\"'"


def is_placeholder(text: str) -> bool:
    """Tell whether a text says nothing."""
    plain = text.strip()
    return bool(plain) and (plain.lower() in _PLACEHOLDERS or plain.strip(_EDGES).lower() in _PLACEHOLDERS)


def check_placeholders(power: Power, file: str) -> Iterator[Problem]:
    """Find the text fields of a power that hold a placeholder."""
    yield from _record(power, file, ())


def _record(record: Any, file: str, path: Path) -> Iterator[Problem]:
    for key, field in fields_of(type(record)).items():
        value = getattr(record, field.attribute)
        if not value or field.about.kind == "open":
            continue
        here: Path = (*path, key)
        if field.shape == "record":
            yield from _record(value, file, here)
        elif field.shape == "records":
            for index, entry in enumerate(value):
                yield from _record(entry, file, (*here, index))
        elif field.shape == "mapping":
            yield from _mapping(value, file, here)
        elif field.about.kind in _KINDS:
            yield from _texts(value, file, here, field.shape == "scalars")


def _mapping(value: Mapping[str, Any], file: str, path: Path) -> Iterator[Problem]:
    for key, entry in value.items():
        if hasattr(type(entry), "__dataclass_fields__"):
            yield from _record(entry, file, (*path, key))


def _texts(value: Any, file: str, path: Path, several: bool) -> Iterator[Problem]:
    for step, text in (((index,), text) for index, text in enumerate(value)) if several else [((), value)]:
        if isinstance(text, str) and is_placeholder(text):
            yield PLACEHOLDER.at(file, (*path, *step), text=text.strip())
