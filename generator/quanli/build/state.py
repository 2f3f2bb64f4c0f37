"""What a build remembers for the next one, in one SQLite file. When it is not as it was left, the next build is a cold one."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import starmap
from pathlib import Path
from typing import Any

from quanli.build.staging import FileRow
from quanli.sealed import discard, seal_of

FORMAT = "6"
"""Changes with the schema of any table in the file."""

SCHEMA = """
create table meta (key primary key, value) without rowid;
create table kept (name primary key, data) without rowid;
create table input (path primary key, stamp) without rowid;
create table output (path primary key, sha256, size, kind, key) without rowid;
create table part (list, first, primary key (list, first)) without rowid;
create table warning (file primary key, count) without rowid;
create temp table former (path primary key, sha256) without rowid;
"""
_SECONDARY = "create index output_by_key on output (kind, key)"
"""Made when the files of an output that is made from nothing have been noted."""


class StateLostError(Exception):
    """What was remembered makes no sense: it is thrown away, and everything is to be made."""


class State:
    """The memory of the last build: settings, inputs, files written, where lists were cut, warnings."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.db, self.path = db, path

    @classmethod
    def create(cls, path: Path, more: str) -> State:
        """Make a new file with these tables and some more; it is renamed to its place when the build is done."""
        discard(path)
        db = sqlite3.connect(path)
        db.executescript("pragma journal_mode = memory; pragma synchronous = off;" + SCHEMA + more)
        return cls(db, path)

    @classmethod
    def open(cls, path: Path) -> State | None:
        """Open the file of the last build, which stands as that left it; None when it is of another version, or locked."""
        try:
            state = cls(sqlite3.connect(path), path)
            usable = state.get("format") == FORMAT
        except sqlite3.DatabaseError:
            return None
        return state if usable else None

    @classmethod
    def site_of(cls, path: Path) -> str:
        """Tell whose output was built, also where that build was cut off; empty when it cannot be told."""
        if not seal_of(path):
            return ""
        try:
            with closing(sqlite3.connect(path)) as db:
                return cls(db, path).get("site")
        except sqlite3.DatabaseError:
            return ""

    def get(self, key: str) -> str:
        """Give a setting; empty when it was never put."""
        found = self.db.execute("select value from meta where key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def put(self, **values: str) -> None:
        """Remember settings."""
        self.db.executemany("insert or replace into meta values (?, ?)", values.items())

    def keep(self, name: str, value: Any) -> None:
        """Remember a value of our own making."""
        self.db.execute("insert or replace into kept values (?, ?)", (name, pickle.dumps(value, protocol=5)))

    def kept(self, name: str) -> Any:
        """Give a value that was kept; None when there is none."""
        found = self.db.execute("select data from kept where name = ?", (name,)).fetchone()
        return pickle.loads(found[0]) if found else None  # noqa: S301 - written by this program in its own folder

    def inputs(self) -> dict[str, str]:
        """Give the stamps of the inputs that were noted, by path."""
        return dict(self.db.execute("select path, stamp from input").fetchall())

    def note_inputs(self, stamps: Mapping[str, str]) -> None:
        """Note the stamps of inputs in place of those noted before."""
        self.db.execute("delete from input")
        self.db.executemany("insert into input values (?, ?)", stamps.items())

    def note_output(self, files: Iterable[FileRow]) -> None:
        """Note files of an output that is made from nothing."""
        self.db.executemany("insert or replace into output values (?, ?, ?, ?, ?)", files)

    def finish_filling(self) -> None:
        """Make it fast to find the files of an output."""
        self.db.execute(_SECONDARY)

    def wrote(self, files: Iterable[FileRow]) -> tuple[list[FileRow], list[str]]:
        """Note files of the output; give those that are new or differ, and the paths of those that are new."""
        different, new = [], []
        for row in files:
            before = self.db.execute("select sha256, kind, key from output where path = ?", row[:1]).fetchone()
            if before is None:
                new.append(row.path)
            if before is None or before[0] != row.sha256:
                different.append(row)
            if before != (row.sha256, row.kind, row.key):
                self.db.execute("insert or replace into output values (?, ?, ?, ?, ?)", row)
        return different, new

    def forget(self, paths: Iterable[str]) -> None:
        """Strike files from the output."""
        self.db.executemany("delete from output where path = ?", [(path,) for path in paths])

    def output(self, start: str = "") -> Iterator[FileRow]:
        """Give the files of the output, sorted, from a path on."""
        yield from starmap(FileRow, self.db.execute("select * from output where path >= ? order by path", (start,)))

    def digest(self, path: str) -> str:
        """Give the SHA-256 of a file of the output; empty when there is none."""
        found = self.db.execute("select sha256 from output where path = ?", (path,)).fetchone()
        return str(found[0]) if found else ""

    def files_of(self, kind: str, key: str) -> list[str]:
        """Give the files of an output."""
        return [path for (path,) in self.db.execute("select path from output where kind = ? and key = ?", (kind, key))]

    def keys_of(self, kind: str) -> set[str]:
        """Give the keys of the outputs of a kind."""
        return {key for (key,) in self.db.execute("select distinct key from output where kind = ?", (kind,))}

    def has_output(self, path: str) -> bool:
        """Tell whether a file is part of the output."""
        return self.db.execute("select 1 from output where path = ?", (path,)).fetchone() is not None

    def unlisted(self, paths: Sequence[str]) -> list[str]:
        """Give those of some paths, a few hundred at most, that are no part of the output."""
        marks = ",".join("?" * len(paths))
        listed = {path for (path,) in self.db.execute(f"select path from output where path in ({marks})", paths)}  # noqa: S608 - question marks
        return [path for path in paths if path not in listed]

    def output_paths(self, start: str = "", kinds: Collection[str] | None = None) -> Iterator[str]:
        """Give the paths of the files of the output, sorted, from one on; those of some kinds, or all."""
        for path, kind in self.db.execute("select path, kind from output where path >= ? order by path", (start,)):
            if kinds is None or kind in kinds:
                yield path

    def kind_of(self, path: str) -> str:
        """Give the kind of a file of the output; empty when there is none."""
        found = self.db.execute("select kind from output where path = ?", (path,)).fetchone()
        return str(found[0]) if found else ""

    def parts(self, name: str) -> list[str]:
        """Give where a list was cut."""
        return [first for (first,) in self.db.execute("select first from part where list = ? order by first", (name,))]

    def note_parts(self, name: str, firsts: Sequence[str]) -> None:
        """Note where a list is cut."""
        before, now = set(self.parts(name)), set(firsts)
        self.db.executemany("delete from part where list = ? and first = ?", [(name, one) for one in before - now])
        self.db.executemany("insert into part values (?, ?)", [(name, one) for one in now - before])

    def warn(self, file: str, count: int) -> None:
        """Note how many warnings a file has."""
        self.db.execute("delete from warning where file = ?", (file,))
        if count:
            self.db.execute("insert into warning values (?, ?)", (file, count))

    def warnings(self) -> int:
        """Count the warnings of all files."""
        return int(self.db.execute("select coalesce(sum(count), 0) from warning").fetchone()[0])

    def note_former(self, files: Iterable[tuple[str, str]]) -> None:
        """Note path and SHA-256 of the files in the output that an earlier build left."""
        self.db.executemany("insert or replace into former values (?, ?)", files)

    def former(self, path: str) -> str:
        """Give the SHA-256 of a file that was noted as former; empty when it was not."""
        found = self.db.execute("select sha256 from former where path = ?", (path,)).fetchone()
        return str(found[0]) if found else ""

    def left_over(self) -> list[str]:
        """Give the former files that are no longer part of the output."""
        found = self.db.execute("select path from former where path not in (select path from output) order by path")
        return [path for (path,) in found]

    def commit(self) -> None:
        """Make what was noted last."""
        self.db.commit()

    def close(self) -> None:
        """Close the file; what was not committed is as if it had not been noted."""
        self.db.close()
