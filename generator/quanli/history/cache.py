"""The record's state: one SQLite file. What two blobs differ in never changes, so it is kept by their ids.

The file may be lost at any time: it is made anew from git. One that does not stand as it was left (a seal beside it says
how), or was made by another version of this program, is thrown away.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quanli.history.judges import judges_stamp
from quanli.history.tables import READ_FROM_GIT, SCHEMA
from quanli.sealed import discard, is_sealed, is_whole


def open_cache(file: Path) -> sqlite3.Connection:
    """Open the state for writing, empty when it is missing, damaged or made by another version."""
    file.parent.mkdir(parents=True, exist_ok=True)
    sealed = is_sealed(file)
    if sealed is not False:
        with contextlib.suppress(sqlite3.DatabaseError):
            db = _connected(file)
            if _usable(db) and (sealed or is_whole(db)):
                return db
            db.close()
    discard(file)
    db = _connected(file)
    db.executescript(SCHEMA)
    db.execute("insert into meta values ('judges', ?)", (judges_stamp(),))
    return db


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
    for table in READ_FROM_GIT:
        cursor.execute(f"delete from {table}")  # noqa: S608 - our own words


def meta(db: sqlite3.Connection | sqlite3.Cursor) -> dict[str, str]:
    """Give what the state says of itself."""
    return dict(db.execute("select key, value from meta").fetchall())


def _connected(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("pragma synchronous=normal")
    return db


def _usable(db: sqlite3.Connection) -> bool:
    return meta(db).get("judges") == judges_stamp()
