"""What the record's days owe to the clock of the machine that read them, and when they must be read anew."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping

from quanli.git.repository import AFTER, UNREADABLE


def clocked(cursor: sqlite3.Cursor, clock: datetime.date) -> dict[str, str]:
    """Note by which days the record was read: of the first commit, the one reached, the first that the clock did not let pass."""
    (first,) = cursor.execute("select coalesce((select said from line where doubtful <> ? order by position limit 1), '')", (UNREADABLE,)).fetchone()
    (reached,) = cursor.execute("select coalesce((select day from line order by position desc limit 1), '')").fetchone()
    (ahead,) = cursor.execute("select coalesce(min(said), '') from line where doubtful = ?", (AFTER,)).fetchone()
    return {"first": first, "reached": reached, "ahead": ahead, "behind": "behind" if clock.isoformat() < first else ""}


def is_outlived(known: Mapping[str, str], clock: datetime.date) -> bool:
    """Tell whether another day of the clock would have given commits other days."""
    day, first, ahead = clock.isoformat(), known.get("first", ""), known.get("ahead", "")
    if not first:
        return False
    if known.get("behind"):
        return day >= first
    return (day >= ahead if ahead else False) or (day < first and bool(ahead)) or first <= day < known.get("reached", "")
