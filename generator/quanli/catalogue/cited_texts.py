"""The words of a record that may cite the law, each with its path: every field of words but names and labels."""

from __future__ import annotations

from typing import Any

from quanli.errors import Path
from quanli.records.fields import Field, fields_of

_WORDS = frozenset({"text", "prose"})
_SHORT = 60
"""Characters. Fields with no more room, and names, cite nothing: a catalogue has very many of them."""
_NAMES = frozenset({"name", "email", "address", "hours", "traffic", "per"})
_FIELDS: dict[type, tuple[tuple[str, str, str], ...]] = {}


def cited_texts(record: Any) -> list[tuple[Path, str]]:
    """Give path and text of each field of a record, and of what it holds, that may cite, in the order in which fields are declared."""
    found: list[tuple[Path, str]] = []
    _gather(record, (), found)
    return found


def _gather(record: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    values = record.__dict__
    for attribute, key, shape in _FIELDS.get(type(record)) or _fields(type(record)):
        value = values[attribute]
        if not value:
            continue
        if shape == "scalar":
            if "《" in value or ("条" in value and "第" in value):
                found.append(((*path, key), value))
        elif shape == "records":
            for at, entry in enumerate(value):
                _gather(entry, (*path, key, at), found)
        elif shape == "scalars":
            for at, text in enumerate(value):
                if "《" in text or ("条" in text and "第" in text):
                    found.append(((*path, key, at), text))
        elif shape == "record":
            _gather(value, (*path, key), found)
        else:
            for step, entry in value.items():
                _gather(entry, (*path, key, step), found)


def _fields(kind: type) -> tuple[tuple[str, str, str], ...]:
    """Give attribute, key and shape of the fields whose words may cite, themselves or in what they hold."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple((one.attribute, one.key, one.shape) for one in fields_of(kind).values() if _may_cite(one))
    return _FIELDS[kind]


def _may_cite(field: Field) -> bool:
    if hasattr(field.element, "__dataclass_fields__"):
        return bool(_fields(field.element))
    about = field.about
    roomy = not about.limit or about.limit > _SHORT
    return about.kind in _WORDS and roomy and field.key not in _NAMES and field.shape in {"scalar", "scalars"}
