"""The record of changes: every item's legal events, read from git once and kept up to date commit by commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quanli.errors import Problem, Rule
from quanli.history.cache import meta, read_cache
from quanli.history.events import Events
from quanli.history.incomplete import recalled
from quanli.history.main_line import MainLine

BAD_COMMIT = Rule(
    "BAD_COMMIT", "warning",
    zh="提交 {commit} 的{what_zh}读不出", en="commit {commit}: its {what_en} cannot be read",
    hint_zh="已发布的历史不必改写；法定日期以 effective_on 字段或 Effective-On 为准",
    hint_en="published history need not be rewritten; the legal date is that of effective_on or Effective-On",
)
HISTORY_GAP = Rule(
    "HISTORY_GAP", "warning",
    zh="提交 {commit} 中的这个文件读不出（{faults}），变更记录在此有一处空缺",
    en="this file cannot be read as of commit {commit} ({faults}): the record has a gap there",
    hint_zh="已发布的历史不必改写；前后两个版本的差异仍会列出",
    hint_en="published history need not be rewritten; the versions before and after are compared instead",
)

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
        self.why_incomplete = recalled(known.get("why", "[]"))

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
            yield BAD_COMMIT.at(".git", commit=commit[:12], what_zh=what_zh, what_en=what_en)
        for file, commit, faults in self.db.execute(_GAPS):
            yield HISTORY_GAP.at(file, commit=commit[:12], faults=faults or "missing")

    def close(self) -> None:
        """Close the state file."""
        self.db.close()


def opened_record(root: Path, state: Path) -> Record:
    """Open a record that :func:`open_record` has brought up to date, for reading only, as a worker does."""
    return Record(root, state, read_cache(state / FILE))
