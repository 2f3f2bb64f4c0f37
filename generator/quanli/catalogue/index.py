"""The index: one row a power in SQLite, so that no list, count or link needs the whole catalogue in memory."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from quanli.catalogue.row import PowerRow

_COLUMNS = tuple(field.name for field in fields(PowerRow))
_JSON = frozenset({"applicants", "life_events", "keywords", "laws", "forms"})
_SCHEMA = f"""
create table power ({", ".join(f"{name}{' primary key' if name == 'code' else ''}" for name in _COLUMNS)}) without rowid;
create table cites (law, code, primary key (law, code)) without rowid;
create table topic (event, code, primary key (event, code)) without rowid;
create table points (kind, target, code, file, path, primary key (kind, target, code, path)) without rowid;
create table file (path primary key, sha256, size) without rowid;
"""


@dataclass(frozen=True)
class Pointer:
    """A reference from one power's file to something that only the whole catalogue can confirm."""

    kind: str
    target: str
    code: str
    file: str
    path: tuple[str | int, ...]


class Index:
    """Rows of powers, their pointers, and the files written; opened for writing by one process, for reading by any."""

    def __init__(self, path: Path, *, create: bool = False, writable: bool = False) -> None:
        if create:
            path.unlink(missing_ok=True)
            self.db = sqlite3.connect(path)
            self.db.executescript("pragma journal_mode=off; pragma synchronous=off;" + _SCHEMA)
        else:
            self.db = sqlite3.connect(f"{path.as_uri()}?mode={'rw' if writable else 'ro'}", uri=True)

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
            self.db.executemany(
                "insert or ignore into cites values (?, ?)", [(law, row.code) for law, _, _ in row.laws]
            )
            self.db.executemany(
                "insert or ignore into topic values (?, ?)", [(event, row.code) for event in row.life_events]
            )
        self.db.executemany(
            "insert or ignore into points values (?, ?, ?, ?, ?)",
            [(p.kind, p.target, p.code, p.file, json.dumps(p.path)) for p in pointers],
        )
        return taken

    def close_writing(self) -> None:
        """Make the lookups fast and the rows visible to other processes."""
        self.db.executescript(
            "create index if not exists by_category on power (category, code); create index if not exists by_office on power (office, code);"
            "create index if not exists by_guide on power (guide, code); create index if not exists by_parent on power (parent, code);"
        )
        self.db.commit()

    def row(self, code: str) -> PowerRow | None:
        """Look up one power."""
        found = self.db.execute("select * from power where code = ?", (code,)).fetchone()
        return _unpacked(found) if found else None

    def rows(
        self,
        category: str = "",
        office: str = "",
        law: str = "",
        guide: str = "",
        life_event: str = "",
        parent: str = "",
    ) -> Iterator[PowerRow]:
        """Give the powers that meet every condition, sorted by code."""
        tables, wheres, values = ["power"], [], []
        for column, value in (
            ("category", category),
            ("office", office),
            ("guide", guide),
            ("parent", parent),
        ):
            if value:
                wheres.append(f"power.{column} = ?")
                values.append(value)
        for table, column, value in (("cites", "law", law), ("topic", "event", life_event)):
            if value:
                tables.append(f"join {table} on {table}.code = power.code")
                wheres.append(f"{table}.{column} = ?")
                values.append(value)
        where = f"where {' and '.join(wheres)}" if wheres else ""
        query = f"select power.* from {' '.join(tables)} {where} order by power.code"  # noqa: S608 - our own words
        for found in self.db.execute(query, values):
            yield _unpacked(found)

    def counts(self) -> Mapping[tuple[str, str, str], int]:
        """Count powers by office, category and state."""
        return {
            key[:3]: key[3]
            for key in self.db.execute(
                "select office, category, state, count(*) from power group by 1, 2, 3 order by 1, 2, 3"
            )
        }

    def law_counts(self) -> Mapping[str, int]:
        """Count the powers that rest on each law."""
        return dict(self.db.execute("select law, count(*) from cites group by law order by law").fetchall())

    def life_events(self) -> Mapping[str, int]:
        """Count the powers of each life event."""
        return dict(
            self.db.execute("select event, count(*) from topic group by event order by event").fetchall()
        )

    def total(self) -> int:
        """Count all powers."""
        return int(self.db.execute("select count(*) from power").fetchone()[0])

    def codes_alike(self) -> Iterator[tuple[str, str]]:
        """Give pairs of files whose codes differ by letter case alone: one page on many file systems."""
        yield from self.db.execute(
            "select a.file, b.file from power a join power b on lower(a.code) = lower(b.code) and a.code < b.code"
        )

    def dangling(self, kind: str, known: Iterable[str] = ()) -> Iterator[Pointer]:
        """Give the pointers to powers that are not there, or to targets that are not among those known."""
        if kind == "power":
            found = self.db.execute(
                "select kind, target, code, file, path from points where kind = 'power' and target not in (select code from power)"
            )
        else:
            found = self.db.execute(
                "select kind, target, code, file, path from points where kind = ?", (kind,)
            )
        names = set(known)
        for row in found:
            if kind == "power" or row[1] not in names:
                yield Pointer(*row[:4], path=tuple(json.loads(row[4])))

    def wrote(self, files: Iterable[tuple[str, str, int]]) -> None:
        """Note files of the output: path, SHA-256, size in bytes."""
        self.db.executemany("insert or replace into file values (?, ?, ?)", files)

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Give the files of the output by path."""
        yield from self.db.execute("select path, sha256, size from file order by path")


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
    named["state_on"] = datetime.date.fromisoformat(named["state_on"]) if named["state_on"] else None
    named["free"] = None if named["free"] is None else bool(named["free"])
    return PowerRow(**named)
