"""From git to tables: which commit of the main line changed which item's file, read in one pass.

The main line is the chain of first parents from HEAD. A change stands once, in the commit with which it entered the main
line: for work done on a branch that is the merge, compared with its first parent. What the branch's commits say in their
trailers is kept with the merge that brought them. So an octopus is a merge like any other, and work that a branch undid
again never shows.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quanli.catalogue.content_kinds import POWER
from quanli.frozen import frozen
from quanli.git.log import FileChange, GitError, LoggedCommit, answer, read_log
from quanli.git.objects import Objects
from quanli.git.repository import beijing_day
from quanli.history.revision import spoken
from quanli.personal.masking import masked, numbers_in_name

_POWERS = POWER.folder
_FILE = re.compile(rf"{_POWERS}/[^/]+/([A-Za-z0-9][A-Za-z0-9._-]*){re.escape(POWER.ending)}")
_REFUSALS = ("dubious ownership", "cannot use bare repository")
"""What git says of a repository that is somebody else's, or that lies among the files of another."""
_APPROVALS = frozenset({"proposed-by", "legal-review", "approved-by", "determined-by"})


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


def gather(root: Path, cursor: sqlite3.Cursor, sight: Sight, since: str, last: int, objects: Objects) -> None:
    """Write the new commits of the main line and what they changed; the newest gets the position ``last``."""
    position, expected = last, sight.tip
    owners: dict[str, int] = {}
    for commit in read_log(root, sight.tip, since, _POWERS):
        owner = owners.pop(commit.id, 0)
        if commit.id == expected:
            _write_commit(cursor, commit, position, _is_signed(commit, objects))
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


def _write_commit(cursor: sqlite3.Cursor, commit: LoggedCommit, position: int, signed: bool) -> None:
    day, doubtful = beijing_day(commit.seconds)
    subject, trailers = said = spoken(commit.subject), _trailers(commit)
    shown = masked(subject), masked(trailers)
    cursor.execute(
        "insert into line values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)",
        (
            position,
            commit.id,
            day.isoformat(),
            doubtful,
            "\ufffd" in commit.subject + trailers,
            *shown,
            " ".join(commit.parents),
            signed,
            shown != said or any(_names_a_person(change.path) for change in commit.changes),
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


def _is_signed(commit: LoggedCommit, objects: Objects) -> bool:
    """Look into the commit itself, only where a signature would matter."""
    if not any(key.lower() in _APPROVALS for key, _ in commit.trailers):
        return False
    header = (objects.one(commit.id) or b"").partition(b"\n\n")[0]
    return b"\ngpgsig" in header


def _items(commit: LoggedCommit) -> Iterator[tuple[str, FileChange]]:
    """Give the items that a commit touched; a file whose name names a person is none: its page would say the number for good."""
    for change in commit.changes:
        found = _FILE.fullmatch(change.path)
        if found and not _names_a_person(change.path):
            yield found.group(1), change


@functools.lru_cache(maxsize=1024)
def _names_a_person(path: str) -> bool:
    return bool(numbers_in_name(path, of_code=True))


def _trailers(commit: LoggedCommit) -> str:
    said = [(key, spoken(value)) for key, value in commit.trailers]
    return json.dumps(said, ensure_ascii=False) if said else ""
