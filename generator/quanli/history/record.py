"""The record of changes: every item's legal events, read from git once and kept up to date commit by commit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quanli.errors import Problem, problem
from quanli.history.cache import meta, read_cache
from quanli.history.events import Events
from quanli.history.main_line import MainLine

FILE = "history.sqlite"
"""The record's state, in the folder where a build keeps what is not output."""
_BAD_COMMITS = "select id, doubtful from line where doubtful or garbled order by position"
_GAPS = """
select e.file, l.id, r.faults from reading r cross join event e on e.after = r.blob join line l using (position)
 where not r.readable order by e.position, e.file
"""


class Record(Events, MainLine):
    """The record as it stands in its state file."""

    def __init__(self, root: Path, state: Path, db: sqlite3.Connection) -> None:
        self.root, self.state, self.db = root, state, db
        known = meta(db)
        self.tip: str = known.get("tip", "")
        """The commit up to which the record goes; empty when there is none."""
        self.boundary: str = known.get("boundary", "")
        """The commits behind which a shallow clone is cut off."""
        why = json.loads(known.get("why", "[]"))
        self.why_incomplete: Problem | None = problem(why[0], ".git", **why[1]) if why else None

    @property
    def complete(self) -> bool:
        """Tell whether every change since the first commit is here."""
        return self.why_incomplete is None

    def warnings(self) -> Iterator[Problem]:
        """Give what is wrong with the history itself: unreadable dates, messages and versions."""
        if self.why_incomplete:
            yield self.why_incomplete
        for commit, doubtful in self.db.execute(_BAD_COMMITS):
            what_zh, what_en = ("日期", "date") if doubtful else ("说明（不是 UTF-8）", "message (not UTF-8)")
            yield problem("BAD_COMMIT", ".git", commit=commit[:12], what_zh=what_zh, what_en=what_en)
        for file, commit, faults in self.db.execute(_GAPS):
            yield problem("HISTORY_GAP", file, commit=commit[:12], faults=faults or "missing")

    def close(self) -> None:
        """Close the state file."""
        self.db.close()


def opened_record(root: Path, state: Path) -> Record:
    """Open a record that :func:`open_record` has brought up to date, for reading only, as a worker does."""
    return Record(root, state, read_cache(state / FILE))
