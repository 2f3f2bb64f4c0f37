"""How a power's row lies in the index: a column a field, those that are lists together in the last one, as JSON."""

from __future__ import annotations

import datetime
import json
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any

from quanli.catalogue.row import PowerRow

_NAMES = tuple(field.name for field in fields(PowerRow))
_LISTS = ("applicants", "life_events", "keywords", "laws", "forms", "missing")
_SINGLE = tuple(name for name in _NAMES if name not in _LISTS)
_DATES = tuple(_SINGLE.index(name) for name in ("state_on", "next_on"))
_FREE = _SINGLE.index("free")
_single, _lists = attrgetter(*_SINGLE), attrgetter(*_LISTS)
_declared = itemgetter(*((*_SINGLE, *_LISTS).index(name) for name in _NAMES))
"""Puts what is stored into the order in which the fields are declared."""

COLUMNS = (*_SINGLE, "lists")
"""The columns, in order."""


def packed(row: PowerRow) -> list[Any]:
    """Give what is stored of a row."""
    values = [*_single(row), json.dumps(_lists(row), ensure_ascii=False)]
    for at in _DATES:
        values[at] = values[at] and values[at].isoformat()
    return values


def unpacked(stored: tuple[Any, ...]) -> PowerRow:
    """Give the row that was stored."""
    *values, lists = stored
    for at in _DATES:
        values[at] = values[at] and datetime.date.fromisoformat(values[at])
    values[_FREE] = None if values[_FREE] is None else bool(values[_FREE])
    applicants, events, keywords, laws, forms, missing = json.loads(lists)
    held = (*values, tuple(applicants), tuple(events), tuple(keywords), tuple(map(tuple, laws)), tuple(forms), tuple(missing))
    return PowerRow(*_declared(held))
