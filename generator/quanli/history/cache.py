"""The record's state: one SQLite file. What two blobs differ in never changes, so it is kept by their ids.

The file may be lost at any time: it is made anew from git. One that is damaged, or was made by another version of this
program, is thrown away.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

LAYOUT = 5
"""Raise it when the tables below change."""
_JUDGES = ("history", "records", "catalogue", "codes")
"""The sources that decide what two versions differ in: when one of them changes, what was kept is worth nothing."""
_SCHEMA = f"""
pragma user_version = {LAYOUT};
create table meta (key primary key, value) without rowid;
create table line (position integer primary key, id unique, day, doubtful, garbled, subject, trailers, parents, signed,
                   events, dates);
create index line_by_day on line (day);
create index line_of_events on line (day, position) where events;
create index line_with_events on line (position) where events;
create index line_bad on line (position) where doubtful or garbled;
create table brought (position, file, id, trailers, primary key (position, file, id)) without rowid;
create table entry (code, position, file, before, after, silent, primary key (code, position, file)) without rowid;
create index entry_by_position on entry (position, code);
create table renamed (code, position, old_code, old_file, old_blob, primary key (code, position)) without rowid;
create index renamed_by_old on renamed (old_code, position);
create table reading (blob primary key, readable, faults, effective_on, state_on, category) without rowid;
create index reading_unread on reading (blob) where not readable;
create table diff (before, after, changes, names, primary key (before, after)) without rowid;
create index diff_named on diff (before) where names <> '';
create table event (code, position, file, before, after, base, renamed_from, effective_on, trailers,
                    legal, office, category,  primary key (code, position)) without rowid;
create table of_kind (kind, position, code, primary key (kind, position desc, code)) without rowid;
create index of_kind_by_code on of_kind (code);
create index event_by_pair on event (after, base);
create index event_by_position on event (position desc, code) where legal;
create index event_by_office on event (office, position desc, code) where legal;
create index event_by_category on event (category, position desc, code) where legal;
create index event_by_effect on event (effective_on) where legal;
"""
_READ_FROM_GIT = ("line", "brought", "entry", "renamed", "event", "of_kind")


def open_cache(file: Path) -> sqlite3.Connection:
    """Open the state for writing, empty when it is missing, damaged or of another layout."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(sqlite3.DatabaseError):
        db = _connected(file)
        if _usable(db):
            return db
        db.close()
    discard_cache(file)
    db = _connected(file)
    db.executescript(_SCHEMA)
    db.execute("insert into meta values ('judges', ?)", (judges_hash(),))
    return db


def discard_cache(file: Path) -> None:
    """Throw the state away."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def read_cache(file: Path) -> sqlite3.Connection:
    """Open the state for reading, as every worker may while one process writes."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


@contextlib.contextmanager
def one_change(db: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    """Make all that is written inside come true together, or not at all."""
    cursor = db.cursor()
    cursor.execute("begin immediate")
    try:
        yield cursor
    except BaseException:
        db.rollback()
        raise
    db.commit()


def forget(cursor: sqlite3.Cursor) -> None:
    """Drop what was read from git; what blobs say and how they differ stays true."""
    for table in _READ_FROM_GIT:
        cursor.execute(f"delete from {table}")  # noqa: S608 - our own words


def meta(db: sqlite3.Connection | sqlite3.Cursor) -> dict[str, str]:
    """Give what the state says of itself."""
    return dict(db.execute("select key, value from meta").fetchall())


@functools.cache
def judges_hash() -> str:
    """Give the version of the reader and the differ: a hash of their sources."""
    package = Path(__file__).resolve().parents[1]
    found = hashlib.sha256()
    for name in _JUDGES:
        path = package / name
        for source in sorted(path.glob("*.py")) if path.is_dir() else (path,):
            found.update(source.read_bytes())
    return found.hexdigest()


def _connected(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("pragma synchronous=normal")
    return db


def _usable(db: sqlite3.Connection) -> bool:
    (layout,) = db.execute("pragma user_version").fetchone()
    return layout == LAYOUT and meta(db).get("judges") == judges_hash()
