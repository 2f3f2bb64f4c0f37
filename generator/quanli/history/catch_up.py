"""Catching up with git: only commits after the last one read are read, unless history was rewritten."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.log import GitError, main_line
from quanli.git.objects import Objects
from quanli.git.repository import today
from quanli.history.asked import titles_hash
from quanli.history.cache import forget, meta, one_change
from quanli.history.clock import clocked
from quanli.history.gather import Sight, gather, look
from quanli.history.incomplete import GIT_FAILED, NO_HISTORY, SHALLOW_CLONE, kept
from quanli.history.lists import Lists, lists_of
from quanli.records.text_file import SIZE_LIMIT

if TYPE_CHECKING:
    import datetime

    from quanli.history.naming import Names
    from quanli.history.settle import Diff


def catch_up(root: Path, db: sqlite3.Connection, names: Names, diff: Diff | None) -> None:
    """Read what is new on the main line, and compare by ``diff`` (None: as law); why there is nothing to read is noted."""
    try:
        sight = look(root)
        if sight is None:
            _forget(db, NO_HISTORY.at(".git"))
        else:
            _go_on(root, db, sight, names, diff)
    except GitError as error:
        _forget(db, GIT_FAILED.at(".git", what=str(error)))


def _go_on(root: Path, db: sqlite3.Connection, sight: Sight, names: Names, diff: Diff | None) -> None:
    known = meta(db)
    boundary = " ".join(sorted(sight.boundary))
    lists, clock = lists_of(root), today()
    seen = {"tip": sight.tip, "boundary": boundary, "names": titles_hash(names), "lists": lists.stamp}
    if seen.items() <= known.items():
        return
    since = known.get("tip", "") if known.get("boundary") == boundary else ""
    with one_change(db) as cursor:
        _read(root, cursor, _Task(sight, since, names, diff, clock, lists, lists.stamp != known.get("lists")))
        _note(cursor, SHALLOW_CLONE.at(".git") if boundary else None, **seen, **clocked(cursor, clock), unprovable="" if lists.provable else "unprovable", approvers=lists.approvers.decode("utf-8", "replace"))


def _forget(db: sqlite3.Connection, why: Problem | None) -> None:
    with one_change(db) as cursor:
        forget(cursor)
        _note(cursor, why, tip="")


@frozen
class _Task:
    """What is to be read: up to what is in sight, from a commit on; by which names, how compared, by which clock and lists."""

    sight: Sight
    since: str
    names: Names
    diff: Diff | None
    clock: datetime.date
    lists: Lists
    other_lists: bool


def _read(root: Path, cursor: sqlite3.Cursor, task: _Task) -> None:
    from quanli.history.taking_in import take_in  # noqa: PLC0415 - most builds find nothing new

    since, tip = task.since, task.sight.tip
    count = main_line(root, tip, since)
    if count is None:
        since, count = "", main_line(root, tip)
    if not since:
        forget(cursor)
    (last,) = cursor.execute("select coalesce(max(position), 0) from line").fetchone()
    with Objects(root, SIZE_LIMIT) as objects:
        if count:
            gather(root, cursor, task.sight, since, last + count, task.clock)
        take_in(cursor, last, objects, task.diff, task.names, task.lists, anew=task.other_lists)


def _note(cursor: sqlite3.Cursor, why: Problem | None, **said: str) -> None:
    said["why"] = kept(why)
    cursor.executemany("insert or replace into meta values (?, ?)", said.items())
