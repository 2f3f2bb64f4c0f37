"""Finds the heading rows of a sheet and says which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quanli.exchange.targets import headings
from quanli.frozen import frozen
from quanli.sheets.clean import key_of, one_line
from quanli.sheets.grid import Grid

LOOKED_AT = 40
"""Rows among which the heading is sought: ledgers begin with titles, notes and who filled them in."""
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")
_UNIT = re.compile(r"[（(](?:单位[:：])?(个?工作日|日|天|个?月|年)[)）]$")
_CONTINUED = re.compile(r"[（(]续\d+[)）]$")
_GRADED = frozenset({"discretion", "discretion.tiers"})


@frozen
class Column:
    """A column: its heading, a second heading below it, the field that it holds ("" unknown) and the unit it names."""

    index: int
    heading: str
    below: str = ""
    target: str = ""
    unit: str = ""
    continues: bool = False
    """The cell goes on where the column of the same heading stopped."""

    @property
    def title(self) -> str:
        """Give the whole heading as it is reported."""
        return f"{self.heading}/{self.below}" if self.below else self.heading


@frozen
class Headings:
    """The heading rows, by their place, and the columns."""

    first: int
    last: int
    columns: tuple[Column, ...]


def find_headings(grid: Grid, mapping: Mapping[str, str]) -> Headings | None:
    """Find the row that names most fields, and a second heading row below it; None when no row names a power."""
    best, most = -1, 0
    for number in range(min(LOOKED_AT, len(grid.rows))):
        found = {target for text in grid.own(number).values() if (target := target_of(text, mapping)[0])}
        if len(found) > most and found & {"name", "code"}:
            best, most = number, len(found)
    if best < 0 or (most < 2 and len(grid.own(best)) > 1):
        return None
    below = _second_row(grid, best, mapping)
    last = best + 1 if below else best
    texts = _spread(grid, best, below)
    columns = (_column(at, text, below.get(at, ""), mapping) for at, text in texts.items())
    return Headings(best, last, tuple(columns))


def target_of(text: str, mapping: Mapping[str, str]) -> tuple[str, str]:
    """Give the field that a heading names and the unit in brackets after it."""
    key = key_of(text).strip("*＊:：")
    unit = _UNIT.search(key)
    for name in (key, _REMARK.sub("", key)):
        for known in (mapping, headings()):
            if name in known:
                return known[name], unit[1] if unit else ""
    return "", ""


def _second_row(grid: Grid, first: int, mapping: Mapping[str, str]) -> dict[int, str]:
    """Give the texts of a second heading row: each stands where the first row spreads or is empty."""
    if first + 1 >= len(grid.rows):
        return {}
    upper, lower = grid.own(first), grid.own(first + 1)
    spread = {at for (row, at), (_, start) in grid.origins.items() if row == first and at != start}
    wide = {start for (row, at), (_, start) in grid.origins.items() if row == first and at != start}
    free = spread | wide | {at for at in lower if at not in upper and any(up < at for up in upper)}
    starts = {at for at in upper if at in lower and at + 1 in free and target_of(upper[at], mapping)[0] in _GRADED}
    if not lower or not lower.keys() <= free | starts or not (lower.keys() & (spread | wide) or starts):
        return {}
    return {at: one_line(text) for at, text in lower.items()}


def _spread(grid: Grid, first: int, below: Mapping[int, str]) -> dict[int, str]:
    """Give each column its first heading; an empty one above a second heading takes that of its left neighbour."""
    texts: dict[int, str] = {}
    left = ""
    for at, raw in enumerate(grid.rows[first]):
        text = one_line(raw) or (left if at in below else "")
        if text:
            texts[at] = left = text
    return texts


def _column(at: int, text: str, below: str, mapping: Mapping[str, str]) -> Column:
    heading, slash, grade = text.partition("/")
    if slash and not below and target_of(text, mapping)[0] == "" and target_of(heading, mapping)[0]:
        text, below = heading, grade
    continues = bool(_CONTINUED.search(text))
    text = _CONTINUED.sub("", text)
    target, unit = target_of(text, mapping)
    if below:
        target = "discretion.tiers" if target in _GRADED else target_of(below, mapping)[0] or target_of(text + below, mapping)[0]
    elif target == "discretion.tiers":
        target = "discretion"
    return Column(at, text, below, target, unit, continues)
