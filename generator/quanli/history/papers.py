"""Where the files of statements and approvals came to the main line: noted as commits are gathered, read only where any came."""

from __future__ import annotations

import re
import sqlite3

from quanli.approval.governed import APPROVALS
from quanli.git.log import LoggedCommit

_FILE = re.compile(rf"{APPROVALS}/([0-9a-f]{{16}})/([^/]+)")


def note_papers(cursor: sqlite3.Cursor, commit: LoggedCommit, position: int) -> None:
    """Note the files of statements and approvals that a commit of the main line brought or took away."""
    found = ((match, change.after) for change in commit.changes if (match := _FILE.fullmatch(change.path)))
    cursor.executemany(
        "insert into paper values (?, ?, ?, ?) on conflict do update set position = excluded.position, blob = excluded.blob where excluded.position > position",
        [(match[1], match[2], position, blob) for match, blob in found],
    )
