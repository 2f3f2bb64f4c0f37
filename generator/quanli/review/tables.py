"""A table in two versions: rows that are new, gone or changed, each said by its columns in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from quanli.frozen import frozen
from quanli.history.change import Change
from quanli.history.kinds import Kind

Row = tuple[str, ...]
_EMPTY = "（空）"
"""What an empty cell says: that a cell of a row is filled in adds no row."""
Cell = Callable[[str, str], str]
"""Says a value of a column in words."""


@frozen
class Table:
    """A table: its headings and rows. ``keys`` are the headings by which a row is known."""

    headings: Row
    rows: tuple[Row, ...]

    def cells(self, row: Row) -> dict[str, str]:
        """Give what stands in a row, by heading; what stands beyond the headings, by its number."""
        return {(self.headings[at] if at < len(self.headings) else f"第 {at + 1} 栏"): text.strip() for at, text in enumerate(row)}


@frozen
class Wording:
    """How the rows of a kind of table are called."""

    noun: Callable[[Mapping[str, str]], str]
    keys: tuple[str, ...]
    """The columns by which a row is known and called; the first one where a table has none of them."""
    heading: Callable[[str], str]
    cell: Cell
    also: tuple[str, ...] = ()
    """Columns by which a row is called besides."""


def table_of(rows: Sequence[Row]) -> Table:
    """Take the first row for the headings; rows without a word are none."""
    own = [row for row in rows if any(cell.strip() for cell in row)]
    return Table(tuple(cell.strip().lstrip("\ufeff") for cell in own[0]), tuple(own[1:])) if own else Table((), ())


def table_changes(before: Table, after: Table, words: Wording, kind: Kind) -> Iterator[Change]:
    """Say how a table changed. Rows are told apart by their keys, those of one key by their order; the order of rows says nothing."""
    if before.headings and after.headings and before.headings != after.headings:
        was, now = ("、".join(map(words.heading, one.headings)) for one in (before, after))
        yield Change(("columns",), "栏目", "changed", was, now, kind)
    old, new = _by_key(before, words), _by_key(after, words)
    for key, cells in old.items():
        if key not in new:
            yield Change(key, _name(cells, words), "removed", _said(cells, words), "", kind)
    for key, cells in new.items():
        if key not in old:
            yield Change(key, _name(cells, words), "added", "", _said(cells, words), kind)
        else:
            yield from _cells(key, old[key], cells, words, kind)


def _cells(key: tuple[str, ...], old: Mapping[str, str], new: Mapping[str, str], words: Wording, kind: Kind) -> Iterator[Change]:
    for column in (*new, *(one for one in old if one not in new)):
        was, now = old.get(column, ""), new.get(column, "")
        if was != now:
            said = words.cell(column, was), words.cell(column, now)
            if said[0] == said[1]:  # masked alike, or two codes of one name
                said = f"{said[0]}（改动前）", f"{said[1]}（改动后，文字不同）"
            before, after = (text or _EMPTY for text in said)
            yield Change((*key, column), f"{_name(new, words)}的{words.heading(column)}", "changed", before, after, kind)


def _by_key(table: Table, words: Wording) -> dict[tuple[str, ...], dict[str, str]]:
    keys = [key for key in words.keys if key in table.headings] or list(table.headings[:1])
    found: dict[tuple[str, ...], dict[str, str]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for row in table.rows:
        cells = table.cells(row)
        own = tuple(cells.get(key, "") for key in keys)
        seen[own] += 1
        found[(*own, str(seen[own])) if seen[own] > 1 else own] = cells
    return found


def _name(cells: Mapping[str, str], words: Wording) -> str:
    called = " ".join(filter(None, (cells.get(key, "") for key in (*words.keys, *words.also)))) or next(iter(cells.values()), "")
    return f"{words.noun(cells)}“{called}”"


def _said(cells: Mapping[str, str], words: Wording) -> str:
    return "，".join(f"{words.heading(column)}：{words.cell(column, text)}" for column, text in cells.items() if text)
