"""The library's index: one SQLite file of what the sources gave, brought up to date by the entries that changed.

It is a cache: one that does not stand as it was left, or was made by another version of this program, is thrown away.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.sealed import discard, is_sealed, is_whole, seal
from quanli.statutes.names import amended_by, key_of
from quanli.statutes.source import Source
from quanli.statutes.statute import Statute

FILE = "laws.sqlite"
_FORM = "3"
"""Of tables and of what is read into them: another one begins anew."""
_SCHEMA = """
create table meta (form);
create table source (id integer primary key, rank, kind, place, unique (kind, place));
create table entry (id integer primary key, source, path, stamp, unique (source, path));
create table version (
  id integer primary key, entry, rank, key, title, date, begins, stated, ends, lapsed, number, issuer, articles, clauses, digest
);
create index version_key on version (key, date, rank);
create index version_entry on version (entry);
create table name (key, version, primary key (key, version)) without rowid;
create index name_version on name (version);
create table ended (key, version, day, primary key (key, version)) without rowid;
create index ended_version on ended (version);
create table amended (key, version, primary key (key, version)) without rowid;
create index amended_version on amended (version);
create table clause (version, position, label, heading, line, text, primary key (version, position)) without rowid;
"""


@frozen
class Indexed:
    """What the index holds of a source, and what became of it this time."""

    source: Source
    laws: int
    versions: int
    articles: int
    undivided: int
    """Versions whose text is not divided into articles."""
    textless: int
    """Versions of which it knows but the days."""
    read: int
    """Entries read this time: those that are new or changed."""
    gone: int
    """Entries that are no longer there."""
    problems: tuple[Problem, ...]


@contextlib.contextmanager
def open_to_write(state: Path) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """Open the index in the folder of state and seal it afterwards; say besides whether a damaged one was thrown away."""
    file = state / FILE
    db, lost = _usable(file, "rw"), False
    if db is None:
        lost = file.exists()
        discard(file)
        db = sqlite3.connect(file, isolation_level=None)
        db.executescript(_SCHEMA)
        db.execute("insert into meta values (?)", (_FORM,))
    with contextlib.closing(db):
        db.execute("pragma synchronous=normal")
        db.execute("begin immediate")
        yield db, lost
        db.execute("commit")
    seal(file)


@contextlib.contextmanager
def open_to_read(state: Path) -> Iterator[sqlite3.Connection | None]:
    """Open the index for lookups; None where there is none that stands as it was left."""
    db = opened(state)
    if db is None:
        yield None
        return
    with contextlib.closing(db):
        yield db


def opened(state: Path) -> sqlite3.Connection | None:
    """Open the index for lookups as long as it is wanted; None where there is none that stands as it was left."""
    return _usable(state / FILE, "ro")


def _usable(file: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection | None:
    sealed = is_sealed(file)
    if sealed is False:
        return None
    db = sqlite3.connect(f"{file.as_uri()}?mode={mode}", uri=True, isolation_level=None)
    with contextlib.suppress(sqlite3.DatabaseError):
        if db.execute("select form from meta").fetchall() == [(_FORM,)] and (sealed or is_whole(db)):
            return db
    db.close()
    return None


def remembered(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give kind and place of the sources that were indexed before."""
    return db.execute("select kind, place from source order by id").fetchall()


def update(db: sqlite3.Connection, source: Source, rank: int) -> Indexed:
    """Bring the index up to a source: read what is new or changed, drop what is gone.

    Where two sources have the same version, the one of the lower rank gives its text. An entry with a fault is read anew
    each time, so that it is told as long as it is there.
    """
    db.execute("insert or ignore into source (rank, kind, place) values (?, ?, ?)", (rank, source.kind, source.place))
    (id_,) = db.execute("select id from source where kind = ? and place = ?", (source.kind, source.place)).fetchone()
    known = {path: (entry, stamp) for entry, path, stamp in db.execute("select id, path, stamp from entry where source = ?", (id_,))}
    stamps = source.stamps()
    gone = [entry for path, (entry, _) in known.items() if path not in stamps]
    changed = [path for path, stamp in stamps.items() if not stamp or known.get(path, (0, ""))[1] != stamp]
    _drop(db, [*gone, *(known[path][0] for path in changed if path in known)])
    problems = [problem for path in changed for problem in _take(db, source, (id_, rank), path, stamps)]
    return _counted(db, source, id_, Indexed(source, 0, 0, 0, 0, 0, len(changed), len(gone), tuple(problems)))


def _take(db: sqlite3.Connection, source: Source, place: tuple[int, int], path: str, stamps: Mapping[str, str]) -> tuple[Problem, ...]:
    id_, rank = place
    reading = source.read(path)
    stamp = "" if reading.problems else stamps[path]
    entry = db.execute("insert into entry (source, path, stamp) values (?, ?, ?)", (id_, path, stamp)).lastrowid
    for statute in reading.statutes:
        _add(db, entry or 0, rank, statute)
    return reading.problems


def _add(db: sqlite3.Connection, entry: int, rank: int, one: Statute) -> None:
    articles = sum(bool(clause.label) for clause in one.clauses)
    row = (
        entry, rank, key_of(one.title), one.title, one.date.isoformat(), one.begins.isoformat(), one.stated,
        one.ends.isoformat() if one.ends else None, one.lapsed, one.number, one.issuer, articles, len(one.clauses),
        _digest(one),
    )  # fmt: skip
    version = db.execute(f"insert into version values (null, {', '.join('?' * len(row))})", row).lastrowid  # noqa: S608 - our own words
    names = {key_of(name) for name in (one.title, *one.names)}
    db.executemany("insert into name values (?, ?)", [(name, version) for name in names])
    ended = [(key, version, (day or one.begins).isoformat()) for key, day in dict(one.ended).items()]
    db.executemany("insert into ended values (?, ?, ?)", ended)
    db.executemany("insert into amended values (?, ?)", [(key, version) for key in set(amended_by(one.title))])
    clauses = enumerate(one.clauses)
    rows = [(version, position, each.label, each.heading, each.line, each.text) for position, each in clauses]
    db.executemany("insert into clause values (?, ?, ?, ?, ?, ?)", rows)


def _digest(one: Statute) -> str:
    """Sum up the words of a version, so that it need not be read to see whether they are others."""
    words = hashlib.blake2b(digest_size=16)
    for clause in one.clauses:
        words.update(f"{clause.label}\0{clause.text}\0".encode("utf-8", "surrogatepass"))
    return words.hexdigest()


def _drop(db: sqlite3.Connection, entries: Iterable[int]) -> None:
    for entry in entries:
        for table in ("name", "ended", "amended", "clause"):
            db.execute(f"delete from {table} where version in (select id from version where entry = ?)", (entry,))  # noqa: S608 - our own words
        db.execute("delete from version where entry = ?", (entry,))
        db.execute("delete from entry where id = ?", (entry,))


def _counted(db: sqlite3.Connection, source: Source, id_: int, done: Indexed) -> Indexed:
    query = (
        "select count(distinct key), count(*), total(articles), total(articles = 0 and clauses > 0), total(clauses = 0) from version"
        " where entry in (select id from entry where source = ?)"
    )
    laws, versions, articles, undivided, textless = map(int, db.execute(query, (id_,)).fetchone())
    return Indexed(source, laws, versions, articles, undivided, textless, done.read, done.gone, done.problems)


def totals(db: sqlite3.Connection) -> tuple[int, int, int, int]:
    """Give how many laws, versions, articles and versions without text there are, each once, however many sources have it."""
    query = (
        "select count(distinct key), count(*), total(articles), total(clauses = 0) from"
        " (select key, date, max(articles) as articles, max(clauses) as clauses from version group by key, date)"
    )
    laws, versions, articles, textless = map(int, db.execute(query).fetchone())
    return laws, versions, articles, textless


def forget(db: sqlite3.Connection, kind: str, place: str) -> None:
    """Drop a source with all it gave."""
    found = db.execute("select id from source where kind = ? and place = ?", (kind, place)).fetchall()
    for (id_,) in found:
        _drop(db, [entry for (entry,) in db.execute("select id from entry where source = ?", (id_,)).fetchall()])
        db.execute("delete from source where id = ?", (id_,))
