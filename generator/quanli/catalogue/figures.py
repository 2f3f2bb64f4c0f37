"""Figures of the catalogue: how many powers stand in each list, and the sums that statistics show."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import Cell, counted_by_cells, summed, tallied, totals


class Figures:
    """The figures in the index's tables."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._totals: dict[str, Mapping[str, int]] = {}
        self._cells: Mapping[Cell, int] = {}

    def counts(self) -> Mapping[Cell, int]:
        """Count powers by office, category and state."""
        if not self._cells:
            found = self.db.execute("select key, count from tally where kind = 'power' order by key")
            self._cells = {tuple(json.loads(key)): count for key, count in found}
        return self._cells

    def count(self, kind: str, key: str) -> int:
        """Give one figure of a kind that :func:`tallied` counts, such as the powers of one law."""
        found = self.db.execute("select count from tally where kind = ? and key = ?", (kind, key)).fetchone()
        return int(found[0]) if found else 0

    def counts_of(self, kind: str) -> Mapping[str, int]:
        """Give every figure of a kind that :func:`tallied` counts, such as the powers of each law that has any."""
        return dict(self.db.execute("select key, count from tally where kind = ? order by key", (kind,)).fetchall())

    def total_of(self, kind: str, key: str) -> int:
        """Count the powers in one list of a kind."""
        return self._counted(kind).get(key, 0) if counted_by_cells(kind) else self.count(kind, key)

    def keys_of(self, kind: str) -> set[str]:
        """Give the lists of a kind that have any power."""
        return set(self._counted(kind) if counted_by_cells(kind) else self.counts_of(kind))

    def _counted(self, kind: str) -> Mapping[str, int]:
        """Count the lists of a kind, once until the powers change."""
        if kind not in self._totals:
            self._totals[kind] = totals(kind, self.counts())
        return self._totals[kind]

    def total(self) -> int:
        """Count all powers."""
        return int(self.db.execute("select coalesce(sum(count), 0) from tally where kind = 'power'").fetchone()[0])

    def _tally(self, rows: Iterable[PowerRow], one: int) -> None:
        self._totals, self._cells = {}, {}
        figures = summed(figure for row in rows for figure in tallied(row))
        self.db.executemany(
            "insert into tally values (?, ?, ?) on conflict do update set count = count + excluded.count",
            [(kind, key, one * amount) for (kind, key), amount in figures.items()],
        )
        if one < 0:
            self.db.executemany("delete from tally where kind = ? and key = ? and count = 0", figures)
