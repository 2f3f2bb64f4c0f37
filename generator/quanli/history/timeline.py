"""The touched items one after another, each with the steps that its file took along the main line."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

_TOUCHED = """
select e.code, e.position, e.file, e.after, e.silent, l.day, l.authored, l.trailers, r.old_file, r.old_blob,
       (select json_group_array(json_array(b.authored, json(b.trailers))) from brought b where b.position = e.position and b.file = e.file)
  from touched t cross join entry e on e.code = t.code join line l on l.position = e.position
  left join renamed r on r.code = e.code and r.position = e.position
 order by e.code, e.position, e.file
"""


class _Entry(NamedTuple):
    """What is selected of a file that a commit touched."""

    code: str
    position: int
    file: str
    after: str
    silent: int
    day: str
    authored: str
    trailers: str
    old_file: str | None
    old_blob: str
    brought: str


class Step(NamedTuple):
    """An item's file before and after a commit of the main line, whichever folder it lies in.

    ``authored`` is the ISO day on which the commit was written; ``brought`` is JSON: such a day and the trailers of each commit of
    the branch that it merged, where these say anything.
    """

    position: int
    file: str
    before: str
    after: str
    renamed_from: str
    day: str
    authored: str
    trailers: str
    brought: str


def timelines(db: sqlite3.Connection) -> Iterator[tuple[str, list[Step]]]:
    """Give each touched item with its steps, oldest first."""
    entries = map(_Entry._make, db.execute(_TOUCHED))
    for code, group in itertools.groupby(entries, attrgetter("code")):
        yield code, list(_steps(group))


class _Place(NamedTuple):
    """Where an item lies, and what stands there; an empty blob where it is gone."""

    file: str
    blob: str


def _steps(entries: Iterable[_Entry]) -> Iterator[Step]:
    """Follow an item through its files: one that leaves a folder and turns up in another has moved."""
    live: dict[str, str] = {}
    file = ""
    for _, group in itertools.groupby(entries, attrgetter("position")):
        was = _Place(file, live.get(file, ""))
        for entry in group:
            if entry.after:
                live[entry.file] = entry.after
            else:
                live.pop(entry.file, None)
            if entry.old_file and not was.blob:
                was = _Place(entry.old_file, entry.old_blob)
        file = file if file in live else min(live, default="")
        now = _Place(file or was.file, live.get(file, ""))
        if not (entry.silent or was.blob == now.blob == "" or was == now):
            yield _step(was, now, entry)


def _step(was: _Place, now: _Place, last: _Entry) -> Step:
    """Make a step from what the last entry of a commit says."""
    moved = was.file if was.blob and now.blob and was.file != now.file else ""
    brought = last.brought if last.brought != "[]" else ""
    return Step(last.position, now.file, was.blob, now.blob, moved, last.day, last.authored, last.trailers, brought)
