"""The index: one row a power in SQLite, so that no list, count or link needs the whole catalogue in memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quanli.catalogue.approved_tables import ApprovedTables, Head
from quanli.catalogue.figures import Figures
from quanli.catalogue.index_tables import SECONDARY
from quanli.catalogue.lists import Lists
from quanli.catalogue.pointer import Pointer, Pointers
from quanli.catalogue.resting import Resting
from quanli.catalogue.row import PowerRow
from quanli.catalogue.stored_row import COLUMNS, packed, unpacked

_INSERT = f"insert or ignore into power values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608


_ALIKE = (("power", "a.code < b.code"), ("awaited", "a.code <> b.code"))
"""Which codes are compared with those of powers in force, and which pairs are told."""


class Awaited(NamedTuple):
    """An item that has a file and is not in force yet: no list, figure or search speaks of it before its day."""

    code: str
    file: str
    name: str


class Index(Lists, Pointers, Resting, Figures, ApprovedTables):
    """Rows of powers with their pointers, in tables of a database that is opened and committed elsewhere."""

    def add(self, rows: Iterable[PowerRow], pointers: Iterable[Pointer]) -> list[tuple[PowerRow, str]]:
        """Add rows; give those whose code is taken, with the file that has it."""
        added, taken = list[PowerRow](), list[tuple[PowerRow, str]]()
        some_awaited = self.db.execute("select 1 from awaited").fetchone() is not None
        for row in rows:
            if some_awaited and self.awaited(row.code):
                taken.append((row, self.file_of(row.code)))
            elif self.db.execute(_INSERT, packed(row)).rowcount:
                added.append(row)
            else:
                taken.append((row, self.file_of(row.code)))
        self._list(added)
        self._tally(added, 1)
        self._add_pointers(pointers)
        return taken

    def await_item(self, item: Awaited) -> str:
        """Add an item that is not in force yet; where its code is taken, give the file that has it."""
        taken = self.file_of(item.code)
        if not taken:
            self.db.execute("insert into awaited values (?, ?, ?)", item)
        return taken

    def awaited(self, code: str) -> Awaited | None:
        """Look up an item that is not in force yet."""
        found = self.db.execute("select * from awaited where code = ?", (code,)).fetchone()
        return Awaited(*found) if found else None

    def _no_longer_await(self, file: str) -> None:
        for (code,) in self.db.execute("select code from awaited where file = ?", (file,)).fetchall():
            for table in ("awaited", "points"):
                self.db.execute(f"delete from {table} where code = ?", (code,))  # noqa: S608 - our own words

    def remove(self, file: str) -> PowerRow | None:
        """Take out the power of a file, and give it."""
        self._no_longer_await(file)
        found = self.db.execute("select * from power where file = ?", (file,)).fetchone()
        if found is None:
            return None
        row = unpacked(found)
        for table in ("power", "points", "unfiled"):
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

    def note_unfiled(self, codes: Iterable[str]) -> None:
        """Note powers that are in force for some time yet though their files are gone."""
        self.db.executemany("insert or ignore into unfiled values (?)", ((code,) for code in codes))

    def has(self, code: str) -> bool:
        """Tell whether there is a power with a code that others may refer to: in force or to come, and not about to end."""
        return self.stands(code) and self.db.execute("select 1 from unfiled where code = ?", (code,)).fetchone() is None

    def stands(self, code: str) -> bool:
        """Tell whether there is a power with a code, in force or to come."""
        return any(self.db.execute(f"select 1 from {table} where code = ?", (code,)).fetchone() for table in ("power", "awaited"))  # noqa: S608 - our own words

    def file_of(self, code: str) -> str:
        """Give the file of a power, in force or to come; empty where there is none."""
        found = self.db.execute("select file from power where code = ? union all select file from awaited where code = ?", (code, code)).fetchone()
        return str(found[0]) if found else ""

    def codes_alike(self, code: str = "") -> Iterator[tuple[str, str]]:
        """Give pairs of files whose codes differ by letter case alone: one page on many file systems."""
        for table, pair in _ALIKE:
            query = f"select a.file, b.file from {table} a join power b on lower(a.code) = lower(b.code) and {pair}"  # noqa: S608 - our own words
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
