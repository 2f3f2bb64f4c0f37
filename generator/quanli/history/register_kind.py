"""Of which kind a change of a register is: entries that were made, staff that changed, or wrong data that was mended.

The founding rules let departments enter their cases (扬州第十条, 盐城第十条), but have the legal office look at a change of staff and at the
removal of wrong data, and the leader in charge approve it (扬州第十三条第二、三项, 盐城第十七条第二、三项).
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from quanli.history.kinds import Kind

_STAFF = "officers"
"""The register of those who hold a certificate to enforce the law."""
_GOES_ON = frozenset({"state", "status", "outcome"})
"""Columns of which the value changes as a case goes on; in the others only what was empty is filled in."""


def register_kind(name: str, before: bytes, after: bytes) -> Kind:
    """Tell the kind of a change of the register of a name; a file that is not there is empty."""
    if name == _STAFF:
        return "staff"
    old, new = _rows(before), _rows(after)
    if old is None or new is None:
        return "correction"
    gone = list((Counter(old[1]) - Counter(new[1])).elements())
    if not gone:
        return "register" if not old[0] or old[0] == new[0] else "correction"
    came = list((Counter(new[1]) - Counter(old[1])).elements())
    return "register" if old[0] == new[0] and all(_goes_on(new[0], row, came) for row in gone) else "correction"


def _rows(data: bytes) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    except (UnicodeDecodeError, csv.Error):
        return None
    return (rows[0], [row for row in rows[1:] if any(row)]) if rows else ((), [])


def _goes_on(columns: tuple[str, ...], row: tuple[str, ...], came: list[tuple[str, ...]]) -> bool:
    """Tell whether a row that is gone goes on in a new one: nothing of what it said is taken back."""
    for new in came:
        if len(new) == len(row) == len(columns) and new[0] == row[0]:
            cells = zip(columns, row, new, strict=True)
            if all(old in {"", now} or column in _GOES_ON for column, old, now in cells):
                came.remove(new)
                return True
    return False
