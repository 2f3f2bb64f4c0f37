"""The index: one row a power in SQLite, so that no list, count or link needs the whole catalogue in memory."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from quanli.catalogue.row import PowerRow
from quanli.frozen import frozen

_COLUMNS = tuple(field.name for field in fields(PowerRow))
_JSON = frozenset({"applicants", "life_events", "keywords", "laws", "forms"})

SCHEMA = f"""
create table power ({", ".join(f"{name}{' primary key' if name == 'code' else ''}" for name in _COLUMNS)}) without rowid;
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

_TABLES = {"law": "cites", "form": "uses", "life_event": "topic", "audience": "serves"}
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

    def add(self, rows: Iterable[PowerRow], pointers: Iterable[Pointer]) -> list[tuple[PowerRow, str]]:
        """Add rows; give those whose code is taken, with the file that has it."""
        taken = []
        for row in rows:
            try:
                self.db.execute(f"insert into power values ({', '.join('?' * len(_COLUMNS))})", _packed(row))  # noqa: S608
            except sqlite3.IntegrityError:
                (file,) = self.db.execute("select file from power where code = ?", (row.code,)).fetchone()
                taken.append((row, file))
                continue
            for table, keys in _keys(row):
                self.db.executemany(f"insert into {table} values (?, ?)", [(key, row.code) for key in keys])  # noqa: S608
            self._tally(row, 1)
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
        row = _unpacked(found)
        for table in ("power", *_TABLES.values(), "points"):
            self.db.execute(f"delete from {table} where code = ?", (row.code,))  # noqa: S608 - our own words
        self._tally(row, -1)
        return row

    def finish_filling(self) -> None:
        """Make the lookups fast."""
        self.db.executescript(_SECONDARY)

    def row(self, code: str) -> PowerRow | None:
        """Look up one power."""
        found = self.db.execute("select * from power where code = ?", (code,)).fetchone()
        return _unpacked(found) if found else None

    def rows(self, start: str = "", end: str = "", **where: str) -> Iterator[PowerRow]:
        """Give the powers of a category, office, state, initial, guide, parent, law, form, life event or audience, sorted.

        ``start`` is the first code that may come, ``end`` the first that may not (empty: to the last).
        """
        table, clause, values = _selection(start, end, where)
        join = "power" if table == "power" else f"{table} join power using (code)"
        query = f"select power.* from {join} where {clause} order by {table}.code"  # noqa: S608 - our own words
        for found in self.db.execute(query, values):
            yield _unpacked(found)

    def codes(self, start: str = "", **where: str) -> Iterator[str]:
        """Give the codes of the powers that :meth:`rows` would give."""
        table, clause, values = _selection(start, "", where)
        for (code,) in self.db.execute(f"select code from {table} where {clause} order by code", values):  # noqa: S608
            yield code

    def counts(self) -> Mapping[tuple[str, str, str], int]:
        """Count powers by office, category and state."""
        found = self.db.execute("select key, count from tally where kind = 'power' order by key")
        return {tuple(json.loads(key)): count for key, count in found}

    def count(self, kind: str, key: str) -> int:
        """Give one figure of a kind that :func:`tallied` counts, such as the powers of one law."""
        found = self.db.execute("select count from tally where kind = ? and key = ?", (kind, key)).fetchone()
        return int(found[0]) if found else 0

    def counts_of(self, kind: str) -> Mapping[str, int]:
        """Give every figure of a kind that :func:`tallied` counts, such as the powers of each law that has any."""
        return dict(self.db.execute("select key, count from tally where kind = ? order by key", (kind,)).fetchall())

    def total_of(self, kind: str, key: str) -> int:
        """Count the powers in one list of a kind."""
        if kind not in _CELLS:
            return self.count(kind, key)
        return sum(count for cell, count in self.counts().items() if _cell_key(kind, cell) == key)

    def keys_of(self, kind: str) -> set[str]:
        """Give the lists of a kind that have any power. What is in force is the rule: lists by state hold the rest."""
        if kind not in _CELLS:
            return set(self.counts_of(kind))
        by_state = _STATE in _CELLS[kind]
        return {_cell_key(kind, cell) for cell in self.counts() if not by_state or cell[_STATE] != "active"}

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
        """Give the files of the powers whose state turns after one day, up to another."""
        query = "select file from power where next_on > ? and next_on <= ?"
        return [file for (file,) in self.db.execute(query, (after.isoformat(), until.isoformat()))]

    def _tally(self, row: PowerRow, one: int) -> None:
        for kind, key, amount in tallied(row):
            self.db.execute(
                "insert into tally values (?, ?, ?) on conflict do update set count = count + excluded.count",
                (kind, key, one * amount),
            )
            if one < 0:
                self.db.execute("delete from tally where kind = ? and key = ? and count = 0", (kind, key))


def tallied(row: PowerRow) -> list[tuple[str, str, int]]:
    """Give what a power adds to the figures that are kept at hand: kind, key, amount.

    Figures of an office have keys such as ``gjj/promised``: days promised, days allowed by statute and the powers where
    both are known; per cent of completeness; powers by online depth and visits where they are applied for.
    """
    found = [("power", json.dumps([row.office, row.category, row.state]), 1), ("initial", row.initial, 1)]
    found += [("law", law, 1) for law in _laws(row)]
    found += [("life_event", event, 1) for event in dict.fromkeys(row.life_events)]
    found += [("audience", one, 1) for one in audiences(row)]
    found += [("completeness", f"{row.office}/{_band(row.completeness)}", 1), ("completeness", f"{row.office}/sum", row.completeness)]
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


def _band(percent: int) -> str:
    """Name the step of completeness: 100, 80 (to 99), 50 (to 79) or 0 (to 49)."""
    return next(str(least) for least in (100, 80, 50, 0) if percent >= least)


_CELLS = {"office": (0,), "category": (1,), "state": (2,), "office_category": (0, 1), "category_state": (1, 2)}
"""Where the parts of a list's key stand in the cells that :meth:`Index.counts` gives."""
_STATE = 2


def _cell_key(kind: str, cell: tuple[str, ...]) -> str:
    return "/".join(cell[at] for at in _CELLS[kind])


def _selection(start: str, end: str, where: Mapping[str, str]) -> tuple[str, str, list[str]]:
    """Choose the table to walk along, by at most one condition, and word the clause."""
    table, clauses, values = "power", [], list[str]()
    for name, value in where.items():
        table = _TABLES.get(name, "power")
        columns = _PAIRS.get(name, (name,)) if table == "power" else ("key",)
        clauses += [f"{table}.{column} = ?" for column in columns]
        values += value.split("/") if name in _PAIRS else [value]
    clauses.append(f"{table}.code >= ?")
    values.append(start)
    if end:
        clauses.append(f"{table}.code < ?")
        values.append(end)
    return table, " and ".join(clauses), values


def _keys(row: PowerRow) -> tuple[tuple[str, Iterable[str]], ...]:
    return (
        ("cites", _laws(row)),
        ("uses", dict.fromkeys(row.forms)),
        ("topic", dict.fromkeys(row.life_events)),
        ("serves", audiences(row)),
    )


def _laws(row: PowerRow) -> dict[str, None]:
    return dict.fromkeys(law for law, _, _ in row.laws)


def _pointer(row: tuple[str, str, str, str, str]) -> Pointer:
    return Pointer(*row[:4], tuple(json.loads(row[4])))


def _packed(row: PowerRow) -> list[Any]:
    values = []
    for name in _COLUMNS:
        value = getattr(row, name)
        if name in _JSON:
            value = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, datetime.date):
            value = value.isoformat()
        values.append(value)
    return values


def _unpacked(values: tuple[Any, ...]) -> PowerRow:
    named = dict(zip(_COLUMNS, values, strict=True))
    for name in _JSON:
        named[name] = tuple(
            tuple(entry) if isinstance(entry, list) else entry for entry in json.loads(named[name])
        )
    for name in ("state_on", "next_on"):
        named[name] = datetime.date.fromisoformat(named[name]) if named[name] else None
    named["free"] = None if named["free"] is None else bool(named["free"])
    return PowerRow(**named)
