"""The commit that is checked out, its day, and whether its history is whole."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from quanli.git.ask import ask

EARLIEST, LATEST = datetime.date(1970, 1, 1), datetime.date(2999, 12, 31)
_BEIJING = datetime.timezone(datetime.timedelta(hours=8))
_END = int(datetime.datetime.combine(LATEST, datetime.time(23, 59, 59), _BEIJING).timestamp())


class Revision(NamedTuple):
    """A commit: its id and the day of it in Beijing time, taken from the epoch seconds (a zone may be absurd)."""

    commit: str
    day: datetime.date


def head(folder: Path, name: str = "HEAD") -> Revision | None:
    """Give the commit that is checked out, or another one; None outside git or before the first commit."""
    answer = ask(folder, "log", "-1", "--format=%H %ct", "--end-of-options", name) or ""
    commit, _, seconds = answer.strip().partition(" ")
    return Revision(commit, beijing_day(int(seconds) if seconds.isdigit() else None)[0]) if commit else None


def beijing_day(seconds: int | None) -> tuple[datetime.date, bool]:
    """Give the day of a moment and whether it is doubtful: unreadable (None), or outside the calendar."""
    if seconds is None:
        return EARLIEST, True
    day = datetime.datetime.fromtimestamp(min(max(seconds, 0), _END), _BEIJING).date()
    return day, not 0 < seconds <= _END


def is_shallow(folder: Path) -> bool:
    """Tell whether the clone's history is cut off."""
    return (ask(folder, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
