"""The texts of a record, with the path of each: every field of words, in it and in what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from quanli.errors import Path
from quanli.records.fields import Field, fields_of

_WORDS = frozenset({"text", "prose"})
_FIELDS: dict[type, tuple[tuple[str, str, str], ...]] = {}


def texts_in(record: Any, wanted: Callable[[str], bool]) -> Iterator[tuple[Path, str]]:
    """Give path and text of each field of words that is ``wanted``, in the order in which fields are declared."""
    found: list[tuple[Path, str]] = []
    _gather(record, (), wanted, found)
    yield from found


def _gather(record: Any, path: Path, wanted: Callable[[str], bool], found: list[tuple[Path, str]]) -> None:
    values = record.__dict__
    for attribute, key, shape in _fields(type(record)):
        value = values[attribute]
        if not value:
            continue
        if shape == "scalar":
            if wanted(value):
                found.append(((*path, key), value))
        elif shape == "scalars":
            found += [((*path, key, at), text) for at, text in enumerate(value) if wanted(text)]
        elif shape == "record":
            _gather(value, (*path, key), wanted, found)
        else:
            for step, entry in value.items() if shape == "mapping" else enumerate(value):
                _gather(entry, (*path, key, step), wanted, found)


def _fields(kind: type) -> tuple[tuple[str, str, str], ...]:
    """Give attribute, key and shape of the fields that hold words, themselves or in what they hold."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple((one.attribute, one.key, one.shape) for one in fields_of(kind).values() if _holds_words(one))
    return _FIELDS[kind]


def _holds_words(field: Field) -> bool:
    if hasattr(field.element, "__dataclass_fields__"):
        return bool(_fields(field.element))
    return field.about.kind in _WORDS and field.shape in {"scalar", "scalars"}
