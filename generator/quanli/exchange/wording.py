"""A field's plain value as the words of a cell: those that :mod:`quanli.exchange.reading` reads back, else YAML.

Whether words carry the whole value is not reasoned about but tried: they are read as an import would read them, and
only when the very same value comes back do they stand in the cell. So everything that a power holds survives.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue import basis_words
from quanli.catalogue.terms import ONLINE_DEPTHS, RESULT_TYPES
from quanli.discretion.grade_words import columns_of
from quanli.exchange import durations, reading, tiers, yaml_cell
from quanli.exchange.citations import LAW_ID
from quanli.exchange.headings import Column
from quanli.exchange.registers import named, told_by_name
from quanli.exchange.remarks import NotUnderstoodError
from quanli.exchange.targets import label, targets
from quanli.frozen import frozen
from quanli.records.fields import Term
from quanli.sheets.clean import one_line


@frozen
class Names:
    """Names by id: laws, each with whether its id must be said; and of one office, itself, its units and windows."""

    laws: Mapping[str, tuple[str, bool]]
    office: Mapping[str, str]
    units: Mapping[str, str]
    windows: Mapping[str, str]


def words_of(target: str, value: Any, names: Names) -> str:
    """Write a field for a cell."""
    writer = _WRITERS.get(target)
    text = writer(value, names) if writer else _plain_words(target, value)
    if text and not yaml_cell.is_yaml(text) and _read(target, text) == value:
        return text
    return yaml_cell.written(target, value)


def _read(target: str, text: str) -> Any:
    """Read a cell as an import does, with the ids that it would find."""
    try:
        value: Any = one_line(text) if target == "office" else reading.value_of(Column(0, label(target), target=target), text)
    except NotUnderstoodError:
        return None
    if target in {"office", "unit"} and value:
        return named(value)[1] or named(value)[0]
    if target == "channels.windows":
        return [named(one)[1] or named(one)[0] for one in value or ()]
    if target == "basis":
        return [_with_id(entry) for entry in value or ()]
    return value


def _with_id(entry: dict[str, Any]) -> dict[str, Any]:
    law = entry.pop(LAW_ID, "") or entry["law"]
    return {**entry, "law": law}


def _plain_words(target: str, value: Any) -> str:
    field = targets()[target]
    choices = field.about.choices
    if field.about.kind == "choice" and choices:
        keys = value if isinstance(value, list) else [value]
        return "、".join(choices[key].zh for key in keys if key in choices)
    if isinstance(value, list):
        separator = "\n" if field.about.kind == "prose" else "、"
        return separator.join(map(str, value)) if field.shape == "scalars" else ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if isinstance(value, Mapping) else str(value)


def _named(value: str, names: Mapping[str, str]) -> str:
    name = names.get(value, value)
    return name if told_by_name(value, name) else f"{name}〔{value}〕"


def _with_term(text: str, key: str, choices: Mapping[str, Term]) -> str:
    return f"{text}〔{choices[key].zh}〕" if key in choices else text


def _phone(value: Mapping[str, Any], _names: Names) -> str:
    return str(value.get("phone") or value.get("note") or "")


def _fees(value: Any, _names: Names) -> str:
    return str(value[0].get("standard", "")) if value else "不收费"


def _materials(value: Any, _names: Names) -> str:
    return "\n".join(str(entry.get("name", "")) for entry in value) if value else "无需材料"


_WRITERS: Mapping[str, Callable[[Any, Names], str]] = MappingProxyType({
    "office": lambda value, names: f"{names.office.get(value, value)}〔{value}〕",  # always: a bare name may mean --office
    "unit": lambda value, names: _named(value, names.units),
    "channels.windows": lambda value, names: "\n".join(_named(one, names.windows) for one in value),
    "channels.online": lambda value, _: _with_term(str(value.get("url", "")), value.get("depth", ""), ONLINE_DEPTHS),
    "basis": lambda value, names: basis_words.written(value, names.laws),
    "time_limits.statutory": lambda value, _: durations.written(value),
    "time_limits.promised": lambda value, _: durations.written(value),
    "time_limits.correction": lambda value, _: durations.written(value),
    "contact": _phone,
    "complaint": _phone,
    "fees": _fees,
    "materials": _materials,
    "results": lambda value, _: "\n".join(_with_term(one["name"], one.get("type", ""), RESULT_TYPES) for one in value),
    "faq": lambda value, _: "\n".join(f"问：{one['q']}\n答：{one['a']}" for one in value),
})


def grades_of(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Write a discretion table as (grade, cell) pairs; nothing when cells would not give it back."""
    columns = columns_of(value)
    names = [grade for grade, _ in columns]
    fit = all(grade == one_line(grade).strip() and grade and "续" not in grade for grade in names)
    if not columns or not fit or len(set(names)) < len(names) or any(not text.strip() for _, text in columns):
        return []
    made, _ = tiers.benchmark(columns)
    return columns if made == value else []
