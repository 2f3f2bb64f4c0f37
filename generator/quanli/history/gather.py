"""From git to tables: which commit of the main line changed which item's file, read in one pass.

The main line is the chain of first parents from HEAD. A change stands once, in the commit with which it entered the main
line: for work done on a branch that is the merge, compared with its first parent. What the branch's commits say in their
trailers is kept with the merge that brought them. So an octopus is a merge like any other, and work that a branch undid
again never shows.
"""

from __future__ import annotations

import datetime
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quanli.approval.governed import APPROVALS
from quanli.catalogue.content_kinds import POWER
from quanli.frozen import frozen
from quanli.git.log import FileChange, GitError, LoggedCommit, answer, read_log
from quanli.git.repository import EARLIEST, FINE, UNREADABLE, beijing_day, line_days
from quanli.history.files import item_of, names_a_person
from quanli.history.papers import note_papers
from quanli.history.revision import spoken
from quanli.personal.masking import masked

_REFUSALS = ("dubious ownership", "cannot use bare repository")
"""What git says of a repository that is somebody else's, or that lies among the files of another."""
_MOST = 1 << 60
"""A moment that SQLite can still hold; it lies outside the calendar."""


@frozen
class Sight:
    """What git has: the commit checked out, and the commits behind which a shallow clone is cut off."""

    tip: str
    boundary: frozenset[str]


def look(root: Path) -> Sight | None:
    """See where git stands; None outside git, without git, or before the first commit.

    Raises :class:`GitError` when there is a repository that git will not read, as it is somebody else's or buried.
    """
    if not shutil.which("git"):
        return None
    try:
        said = answer(root, "rev-parse", "--is-shallow-repository", "--git-path", "shallow", "HEAD^{commit}")
    except GitError as error:
        if any(words in str(error) for words in _REFUSALS):
            raise
        return None
    shallow, file, tip = said.splitlines()
    cut = (root / file).read_text("ascii").split() if shallow == "true" else ()
    return Sight(tip, frozenset(cut))


def gather(root: Path, cursor: sqlite3.Cursor, sight: Sight, since: str, last: int, clock: datetime.date) -> None:
    """Write the new commits of the main line and what they changed; the newest gets the position ``last``.

    No commit is of a day after that of the ``clock``.
    """
    position, expected = last, sight.tip
    owners: dict[str, int] = {}
    for commit in read_log(root, sight.tip, since, POWER.folder, APPROVALS):
        owner = owners.pop(commit.id, 0)
        if commit.id == expected:
            _write_commit(cursor, commit, position)
            note_papers(cursor, commit, position)
            silent = commit.id in sight.boundary
            cursor.executemany(
                "insert or replace into entry values (?, ?, ?, ?, ?, ?)",
                [(code, position, c.path, c.before, c.after, silent) for code, c in _items(commit)],
            )
            owner, parents, expected = position, commit.parents[1:], (*commit.parents, "")[0]
            position -= 1
        else:
            parents = commit.parents
            _write_brought(cursor, commit, owner)
        for parent in parents:
            owners[parent] = min(owners.get(parent, owner), owner)
    _date(cursor, position, clock)


def _date(cursor: sqlite3.Cursor, last: int, clock: datetime.date) -> None:
    """Say of which days the commits after a position are."""
    first = cursor.execute("select said from line where doubtful <> ? and position <= ? order by position limit 1", (UNREADABLE, last)).fetchone()
    reached = cursor.execute("select day from line where position <= ? order by position desc limit 1", (last,)).fetchone()
    told = cursor.execute("select position, moment from line where position > ? order by position", (last,)).fetchall()
    ends = [datetime.date.fromisoformat(one[0]) if one else None for one in (first, reached)]
    days = line_days((moment for _, moment in told), clock, ends[0], ends[1] or EARLIEST)
    cursor.executemany(
        "update line set day = ?, doubtful = ?, said = ? where position = ?",
        [(one.day.isoformat(), one.stands, one.said.isoformat(), position) for (position, _), one in zip(told, days, strict=True)],
    )


def _write_commit(cursor: sqlite3.Cursor, commit: LoggedCommit, position: int) -> None:
    subject, trailers = said = spoken(commit.subject), _trailers(commit)
    shown = masked(subject), masked(trailers)
    cursor.execute(
        "insert into line values (?, ?, '', ?, '', ?, ?, ?, ?, ?, ?, 0, 0, ?)",
        (
            position,
            commit.id,
            FINE,
            None if commit.seconds is None else min(commit.seconds, _MOST),
            "\ufffd" in commit.subject + trailers,
            *shown,
            " ".join(commit.parents),
            shown != said or any(names_a_person(change.path) for change in commit.changes),
            _authored(commit),
        ),
    )


def _write_brought(cursor: sqlite3.Cursor, commit: LoggedCommit, owner: int) -> None:
    if commit.trailers:
        said = _trailers(commit)
        shown = masked(said)
        cursor.executemany(
            "insert or ignore into brought values (?, ?, ?, ?, ?, ?)",
            [(owner, change.path, commit.id, shown, shown != said, _authored(commit)) for _, change in _items(commit)],
        )


def _authored(commit: LoggedCommit) -> str:
    """Give the day on which a commit was written, an ISO date; that on which it was committed where that cannot be read."""
    written = beijing_day(commit.authored)
    return (beijing_day(commit.seconds) if written[1] else written)[0].isoformat()


def _items(commit: LoggedCommit) -> Iterator[tuple[str, FileChange]]:
    """Give the items that a commit touched."""
    for change in commit.changes:
        if code := item_of(change.path):
            yield code, change


def _trailers(commit: LoggedCommit) -> str:
    said = [(key, spoken(value)) for key, value in commit.trailers]
    return json.dumps(said, ensure_ascii=False) if said else ""
