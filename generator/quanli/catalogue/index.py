"""The index: one row a power in SQLite, so that no list, count or link needs the whole catalogue in memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from quanli.catalogue.approved_tables import ApprovedTables, Head
from quanli.catalogue.figures import Figures
from quanli.catalogue.index_tables import SECONDARY
from quanli.catalogue.lists import Lists
from quanli.catalogue.pointer import Pointer, Pointers
from quanli.catalogue.row import PowerRow
from quanli.catalogue.stored_row import COLUMNS, packed, unpacked

_INSERT = f"insert or ignore into power values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608


class Index(Lists, Pointers, Figures, ApprovedTables):
    """Rows of powers with their pointers, in tables of a database that is opened and committed elsewhere."""

    def add(self, rows: Iterable[PowerRow], pointers: Iterable[Pointer]) -> list[tuple[PowerRow, str]]:
        """Add rows; give those whose code is taken, with the file that has it."""
        added, taken = list[PowerRow](), list[tuple[PowerRow, str]]()
        for row in rows:
            if self.db.execute(_INSERT, packed(row)).rowcount:
                added.append(row)
            else:
                (file,) = self.db.execute("select file from power where code = ?", (row.code,)).fetchone()
                taken.append((row, file))
        self._list(added)
        self._tally(added, 1)
        self._add_pointers(pointers)
        return taken

    def remove(self, file: str) -> PowerRow | None:
        """Take out the power of a file, and give it."""
        found = self.db.execute("select * from power where file = ?", (file,)).fetchone()
        if found is None:
            return None
        row = unpacked(found)
        for table in ("power", "points"):
            self.db.execute(f"delete from {table} where code = ?", (row.code,))  # noqa: S608 - our own words
        self._unlist(row.code)
        self._tally([row], -1)
        return row

    def finish_filling(self) -> None:
        """Make the lookups fast."""
        self.db.executescript(SECONDARY)

    def row(self, code: str) -> PowerRow | None:
        """Look up one power."""
        found = self.db.execute("select * from power where code = ?", (code,)).fetchone()
        return unpacked(found) if found else None

    def has(self, code: str) -> bool:
        """Tell whether there is a power with a code."""
        return self.db.execute("select 1 from power where code = ?", (code,)).fetchone() is not None

    def codes_alike(self, code: str = "") -> Iterator[tuple[str, str]]:
        """Give pairs of files whose codes differ by letter case alone: one page on many file systems."""
        query = "select a.file, b.file from power a join power b on lower(a.code) = lower(b.code) and a.code < b.code"
        if code:
            yield from self.db.execute(f"{query} where lower(a.code) = lower(?)", (code,))
        else:
            yield from self.db.execute(query)

    def codes_near(self, code: str) -> list[str]:
        """Give some codes that begin like one, sorted."""
        query = "select code from power where code between ? and ? order by code limit 200"
        return [one for (one,) in self.db.execute(query, (code[:3], code[:3] + "\uffff"))]

    def published(self, head: Head) -> dict[str, int]:
        """Count the powers of which an approved list speaks by category."""
        found: dict[str, int] = {}
        for (office, category, state), count in self.counts().items():
            if office in head.offices and category in head.categories and state != "abolished":
                found[category] = found.get(category, 0) + count
        return found

    def turning(self, after: datetime.date, until: datetime.date) -> list[str]:
        """Give the codes of the powers whose state turns after one day, up to another."""
        query = "select code from power where next_on > ? and next_on <= ?"
        return [code for (code,) in self.db.execute(query, (after.isoformat(), until.isoformat()))]
