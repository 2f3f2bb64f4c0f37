"""Taking commits in: what was gathered of them becomes events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from quanli.git.objects import Objects
from quanli.history.asked import drop_outdated
from quanli.history.cache import meta
from quanli.history.diff import legal_diff
from quanli.history.lists import Lists
from quanli.history.naming import Names
from quanli.history.proofs import prove
from quanli.history.renamed import find_renamed
from quanli.history.settle import Diff, settle
from quanli.history.statements import codes_of, read_papers
from quanli.history.tables import ONCE

_COUNT = f"""
update line set (events, dates) = (
  select count(*), count(distinct e.effective_on) from event e indexed by event_by_position where e.legal and e.position = +line.position {ONCE}
) where position > ?
"""  # noqa: S608 - our own words
"""How many events a commit made, and how many legal dates these state: counted once, since a commit never changes. Without the
plus SQLite would compare an integer with a column of no type, which no index can do."""


def take_in(cursor: sqlite3.Cursor, last: int, objects: Objects, diff: Diff | None, names: Names, lists: Lists, *, anew: bool) -> None:
    """Make events of the commits that were gathered after the position ``last``, and anew of what is titled, stated or approved otherwise.

    ``anew`` proves every approval by the lists.
    """
    read = read_papers(cursor, last, objects)
    otherwise = prove(cursor, lists, None if anew else read.changes)
    codes = read.codes | codes_of(cursor, otherwise)
    if read.changes or otherwise:
        _note_turned(cursor, {"change": read.changes | otherwise, "code": codes})
    cursor.execute("create temp table if not exists touched (code primary key) without rowid")
    cursor.execute("delete from touched")
    find_renamed(cursor, last, objects)
    cursor.execute("insert or ignore into touched select code from entry where position > ?", (last,))
    cursor.executemany("insert or ignore into touched values (?)", [(code,) for code in sorted(codes)])
    drop_outdated(cursor, names)
    settle(cursor, objects, diff or legal_diff, names)
    cursor.execute(_COUNT, (last,))


def _note_turned(cursor: sqlite3.Cursor, turned: Mapping[str, Iterable[str]]) -> None:
    """Note which changes and items are stated or approved otherwise, under a number that grows."""
    serial = int(meta(cursor).get("agreed", 0)) + 1
    rows = [(kind, key, serial) for kind, keys in turned.items() for key in sorted(keys)]
    cursor.executemany("insert or replace into turned values (?, ?, ?)", rows)
    cursor.execute("insert or replace into meta values ('agreed', ?)", (serial,))
