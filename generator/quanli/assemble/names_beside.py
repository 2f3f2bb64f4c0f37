"""Names beside what only a program knows: ``office_name`` beside ``office``, ``required_name`` beside ``required``.

One rule for all that is published of an item: wherever a field holds a word of a vocabulary or the id of a record, the
field of the same name with ``_name`` says what people call it; beside a list stands a list in the same order. An amount of
time always has its number and its ``text``. The published JSON Schema is written by the same rule (:mod:`quanli.assemble.power_schema`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from quanli.catalogue.power import Basis, Channels, Limit, Material, Power, Quantity, Step
from quanli.catalogue.wording import duration
from quanli.records.fields import Shape, Term, fields_of

Name = Callable[[str, str], str]
"""Gives what people call the record of a kind with an id."""

IDS: Mapping[tuple[type, str], str] = MappingProxyType({
    (Power, "office"): "office",
    (Power, "unit"): "unit",
    (Power, "parent"): "power",
    (Power, "related"): "power",
    (Power, "guide"): "guide",
    (Basis, "law"): "law",
    (Material, "form"): "form",
    (Material, "for"): "option",
    (Channels, "windows"): "window",
    (Step, "unit"): "unit",
})  # fmt: skip
"""The fields that hold ids, by record and key, and of which kind of record."""
TIMES = (Quantity, Limit)
"""The records that are said as a time."""


class Named(NamedTuple):
    """A field as it is published: ``word`` is one that holds where nothing is written, ``choices`` and ``kind`` say where its name is from."""

    key: str
    word: str
    shape: Shape
    inner: type | None
    choices: Mapping[str, Term] | None
    kind: str


@functools.cache
def named_fields(record: type) -> tuple[Named, ...]:
    """Describe the fields of a record that the public may know, in the order in which they are declared."""
    return tuple(
        Named(
            key,
            field.default if field.about.choices and isinstance(field.default, str) else "",
            field.shape,
            field.element if hasattr(field.element, "__dataclass_fields__") else None,
            field.about.choices,
            IDS.get((record, key), ""),
        )
        for key, field in fields_of(record).items()
        if field.about.public
    )


def with_names(values: Mapping[str, Any], record: type, name: Name) -> dict[str, Any]:
    """Put names beside the values of a record, as :func:`quanli.records.write.plain` gives them."""
    made: dict[str, Any] = {}
    for key, word, shape, inner, choices, kind in named_fields(record):
        value = values.get(key, word or None)
        if value is None:
            continue
        made[key] = _inner(value, shape, inner, name) if inner else value
        if choices:
            made[f"{key}_name"] = _each(lambda one, words=choices: _term(words, one), value)  # type: ignore[misc]
        elif kind:
            made[f"{key}_name"] = _each(lambda one, kind=kind: name(kind, one), value)  # type: ignore[misc]
    if record not in TIMES:
        return made
    amount = values.get("amount", 0)
    return {"amount": amount, **made, "text": duration(Quantity(amount, values["unit"]))}


def _inner(value: Any, shape: Shape, inner: type, name: Name) -> Any:
    if shape == "record":
        return with_names(value, inner, name)
    if shape == "mapping":
        return {key: with_names(one, inner, name) for key, one in value.items()}
    return [with_names(one, inner, name) for one in value]


def _each(name: Callable[[str], str], value: Any) -> str | list[str]:
    return [name(one) for one in value] if isinstance(value, list) else name(value)


def _term(choices: Mapping[str, Term], key: str) -> str:
    term = choices.get(str(key))
    return term.zh if term else str(key)
