"""The index: one row a power in SQLite, so that no list, count or link needs the whole catalogue in memory."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping

from quanli.catalogue.row import PowerRow
from quanli.catalogue.stored_row import COLUMNS, packed, unpacked
from quanli.catalogue.tally import Cell, audiences, counted_by_cells, laws_of, summed, tallied, totals
from quanli.frozen import frozen

SCHEMA = f"""
create table power ({", ".join(f"{name}{' primary key' if name == 'code' else ''}" for name in COLUMNS)}) without rowid;
create table cites (key, code, primary key (key, code)) without rowid;
create table uses (key, code, primary key (key, code)) without rowid;
create table topic (key, code, primary key (key, code)) without rowid;
create table serves (key, code, primary key (key, code)) without rowid;
create table points (kind, target, code, file, path, primary key (kind, target, code, path)) without rowid;
create table tally (kind, key, count, primary key (kind, key)) without rowid;
"""

_SECONDARY = """
create index power_by_category on power (category, code);
create index power_by_office on power (office, code);
create index power_by_office_category on power (office, category, code);
create index power_by_state on power (state, category, code);
create index power_by_initial on power (initial, code);
create index power_by_guide on power (guide, code) where guide <> '';
create index power_by_parent on power (parent, code) where parent <> '';
create index power_by_file on power (file);
create index power_by_letters on power (lower(code));
create index power_by_next on power (next_on) where next_on is not null;
create index cites_by_code on cites (code);
create index uses_by_code on uses (code);
create index topic_by_code on topic (code);
create index serves_by_code on serves (code);
create index points_by_code on points (code);
"""
"""Made when a new index has been filled: the catalogue is read in the order of its files."""

_INSERT = f"insert or ignore into power values ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_KEYS: Mapping[str, Callable[[PowerRow], Iterable[str]]] = {
    "cites": laws_of,
    "uses": lambda row: dict.fromkeys(row.forms),
    "topic": lambda row: dict.fromkeys(row.life_events),
    "serves": audiences,
}
"""The tables of lists that one power may stand in several times, and the keys under which it stands there."""
_TABLES = {"law": "cites", "form": "uses", "life_event": "topic", "audience": "serves"}
_SELDOM = frozenset({"guide", "parent"})
"""Columns that most powers leave empty: their indexes hold the rest, and are found when the query says so."""
_PAIRS = {"office_category": ("office", "category"), "category_state": ("category", "state")}
"""Filters by two columns at once; their keys are joined by a slash."""


@frozen
class Pointer:
    """A reference from one power's file to something that only the whole catalogue can confirm."""

    kind: str
    target: str
    code: str
    file: str
    path: tuple[str | int, ...]


class Index:
    """Rows of powers with their pointers, in tables of a database that is opened and committed elsewhere."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._totals: dict[str, Mapping[str, int]] = {}
        self._cells: Mapping[Cell, int] = {}

    def add(self, rows: Iterable[PowerRow], pointers: Iterable[Pointer]) -> list[tuple[PowerRow, str]]:
        """Add rows; give those whose code is taken, with the file that has it."""
        added, taken = list[PowerRow](), list[tuple[PowerRow, str]]()
        for row in rows:
            if self.db.execute(_INSERT, packed(row)).rowcount:
                added.append(row)
            else:
                (file,) = self.db.execute("select file from power where code = ?", (row.code,)).fetchone()
                taken.append((row, file))
        for table, keys in _KEYS.items():
            pairs = ((key, row.code) for row in added for key in keys(row))
            self.db.executemany(f"insert into {table} values (?, ?)", pairs)  # noqa: S608 - our own words
        self._tally(added, 1)
        self.db.executemany(
            "insert or ignore into points values (?, ?, ?, ?, ?)",
            [(p.kind, p.target, p.code, p.file, json.dumps(p.path)) for p in pointers],
        )
        return taken

    def remove(self, file: str) -> PowerRow | None:
        """Take out the power of a file, and give it."""
        found = self.db.execute("select * from power where file = ?", (file,)).fetchone()
        if found is None:
            return None
        row = unpacked(found)
        for table in ("power", *_TABLES.values(), "points"):
            self.db.execute(f"delete from {table} where code = ?", (row.code,))  # noqa: S608 - our own words
        self._tally([row], -1)
        return row

    def finish_filling(self) -> None:
        """Make the lookups fast."""
        self.db.executescript(_SECONDARY)

    def row(self, code: str) -> PowerRow | None:
        """Look up one power."""
        found = self.db.execute("select * from power where code = ?", (code,)).fetchone()
        return unpacked(found) if found else None

    def has(self, code: str) -> bool:
        """Tell whether there is a power with a code."""
        return self.db.execute("select 1 from power where code = ?", (code,)).fetchone() is not None

    def rows(self, start: str = "", end: str = "", **where: str) -> Iterator[PowerRow]:
        """Give the powers of a category, office, state, initial, guide, parent, law, form, life event or audience, sorted.

        ``start`` is the first code that may come, ``end`` the first that may not (empty: to the last).
        """
        table, clause, values = _selection(start, end, where)
        join = "power" if table == "power" else f"{table} join power using (code)"
        query = f"select power.* from {join} where {clause} order by {table}.code"  # noqa: S608 - our own words
        for found in self.db.execute(query, values):
            yield unpacked(found)

    def codes(self, start: str = "", **where: str) -> Iterator[str]:
        """Give the codes of the powers that :meth:`rows` would give."""
        table, clause, values = _selection(start, "", where)
        for (code,) in self.db.execute(f"select code from {table} where {clause} order by code", values):  # noqa: S608
            yield code

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

    def codes_alike(self, code: str = "") -> Iterator[tuple[str, str]]:
        """Give pairs of files whose codes differ by letter case alone: one page on many file systems."""
        query = "select a.file, b.file from power a join power b on lower(a.code) = lower(b.code) and a.code < b.code"
        if code:
            yield from self.db.execute(f"{query} where lower(a.code) = lower(?)", (code,))
        else:
            yield from self.db.execute(query)

    def pointing(self, kind: str, target: str) -> Iterator[Pointer]:
        """Give the pointers to one target."""
        query = "select kind, target, code, file, path from points where kind = ? and target = ?"
        yield from map(_pointer, self.db.execute(query, (kind, target)))

    def pointers(self, kind: str, code: str = "") -> Iterator[Pointer]:
        """Give the pointers of a kind, of one power or of all."""
        query = "select kind, target, code, file, path from points where kind = ?"
        values = (kind,)
        if code:
            query, values = f"{query} and code = ?", (kind, code)  # type: ignore[assignment]
        yield from map(_pointer, self.db.execute(query, values))

    def files_of(self, **where: str) -> list[str]:
        """Give the files of the powers that :meth:`rows` would give."""
        return [row.file for row in self.rows(**where)]

    def turning(self, after: datetime.date, until: datetime.date) -> list[str]:
        """Give the codes of the powers whose state turns after one day, up to another."""
        query = "select code from power where next_on > ? and next_on <= ?"
        return [code for (code,) in self.db.execute(query, (after.isoformat(), until.isoformat()))]

    def _tally(self, rows: Iterable[PowerRow], one: int) -> None:
        self._totals, self._cells = {}, {}
        figures = summed(figure for row in rows for figure in tallied(row))
        self.db.executemany(
            "insert into tally values (?, ?, ?) on conflict do update set count = count + excluded.count",
            [(kind, key, one * amount) for (kind, key), amount in figures.items()],
        )
        if one < 0:
            self.db.executemany("delete from tally where kind = ? and key = ? and count = 0", figures)


def _selection(start: str, end: str, where: Mapping[str, str]) -> tuple[str, str, list[str]]:
    """Choose the table to walk along, by at most one condition, and word the clause."""
    table, clauses, values = "power", [], list[str]()
    for name, value in where.items():
        table = _TABLES.get(name, "power")
        columns = _PAIRS.get(name, (name,)) if table == "power" else ("key",)
        clauses += [f"{table}.{column} = ?" for column in columns]
        clauses += [f"{table}.{name} <> ''"] if name in _SELDOM else []
        values += value.split("/") if name in _PAIRS else [value]
    clauses.append(f"{table}.code >= ?")
    values.append(start)
    if end:
        clauses.append(f"{table}.code < ?")
        values.append(end)
    return table, " and ".join(clauses), values


def _pointer(row: tuple[str, str, str, str, str]) -> Pointer:
    return Pointer(*row[:4], tuple(json.loads(row[4])))
