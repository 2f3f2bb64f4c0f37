"""The figures that are kept at hand: what each power adds to them, and how the lists of a kind are counted from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from quanli.catalogue.row import PowerRow

Cell = tuple[str, ...]
"""Office, category and state: powers are counted by all three at once."""
_CELLS = {"office": (0,), "category": (1,), "state": (2,), "office_category": (0, 1), "category_state": (1, 2)}
"""Where the parts of a list's key stand in a cell."""
_STATE = 2


def tallied(row: PowerRow) -> list[tuple[str, str, int]]:
    """Give what a power adds to the figures that are kept at hand: kind, key, amount.

    Figures of an office have keys such as ``gjj/promised``: days promised, days allowed by statute and the powers where
    both are known; per cent of completeness, also by category, of powers that are not abolished; powers that lack an element, with
    keys such as ``gjj/phone``; powers by online depth and visits where they are applied for.
    """
    found = [("power", json.dumps([row.office, row.category, row.state]), 1), ("initial", row.initial, 1)]
    found += [("law", law, 1) for law in laws_of(row)]
    found += [("life_event", event, 1) for event in dict.fromkeys(row.life_events)]
    found += [("audience", one, 1) for one in audiences(row)]
    if row.state != "abolished":
        for kind, key in (("completeness", row.office), ("category_completeness", row.category)):
            found += [(kind, f"{key}/{_band(row.completeness)}", 1), (kind, f"{key}/sum", row.completeness)]
        found += [("lacks", f"{row.office}/{element}", 1) for element in row.missing]
        found += [("lacking", office, 1) for office in lacking(row)]
    if row.applied_for:
        visits = "" if row.visits is None else str(min(row.visits, 2))
        found += [("depth", f"{row.office}/{row.depth}", 1), ("visits", f"{row.office}/{visits}", 1)]
    if row.comparable and row.state == "active":
        amounts = {"powers": 1, "promised": row.promised, "statutory": row.statutory}
        found += [("limit", f"{row.office}/{name}", amount) for name, amount in amounts.items() if amount]
    return found


def audiences(row: PowerRow) -> tuple[str, ...]:
    """Give those who may apply for a power."""
    return tuple(dict.fromkeys(row.applicants)) if row.applied_for else ()


def lacking(row: PowerRow) -> tuple[str, ...]:
    """Give the list of powers that lack elements in which a power stands: that of its office."""
    return (row.office,) if row.missing and row.state != "abolished" else ()


def laws_of(row: PowerRow) -> dict[str, None]:
    """Give the laws that a power cites, each once."""
    return dict.fromkeys(law for law, _, _ in row.laws)


def counted_by_cells(kind: str) -> bool:
    """Tell whether the lists of a kind are counted from cells; the others have figures of their own."""
    return kind in _CELLS


def totals(kind: str, cells: Mapping[Cell, int]) -> dict[str, int]:
    """Count the powers in each list of a kind. What is in force is the rule: lists by state hold the rest."""
    where, found = _CELLS[kind], dict[str, int]()
    for cell, count in cells.items():
        key = "/".join(cell[at] for at in where)
        if _STATE not in where or cell[_STATE] != "active":
            found[key] = found.get(key, 0) + count
    return found


def summed(figures: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    """Add up amounts by kind and key."""
    found = dict[tuple[str, str], int]()
    for kind, key, amount in figures:
        found[kind, key] = found.get((kind, key), 0) + amount
    return found


def _band(percent: int) -> str:
    """Name the step of completeness: 100, 80 (to 99), 50 (to 79) or 0 (to 49)."""
    return next(str(least) for least in (100, 80, 50, 0) if percent >= least)


def beginnings(row: PowerRow) -> tuple[str, ...]:
    """Give what its name begins with, one character and two; letters, digits and characters alone, for an address is made of it."""
    return tuple(row.name[:length] for length in (1, 2) if len(row.name) >= length and row.name[:length].isalnum())
