"""The commit that is checked out, of which day it is, and whether its history is whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quanli.codes.beijing import BEIJING
from quanli.git.ask import ask

EARLIEST, LATEST = datetime.date(1970, 1, 1), datetime.date(2999, 12, 31)

_END = int(datetime.datetime.combine(LATEST, datetime.time(23, 59, 59), BEIJING).timestamp())


FINE, UNREADABLE, BEFORE, AFTER = range(4)
"""How a commit's date stands: good, not to be read or outside the calendar, before that of the commit that it follows, after today."""
_SKEW = datetime.timedelta(days=1)
"""By so much clocks differ without anybody having set a date."""


class Revision(NamedTuple):
    """A commit: its id, and the day that the main line has reached with it, in Beijing time."""

    commit: str
    day: datetime.date


class Dated(NamedTuple):
    """A commit's day as it is taken, how its date stands, and the day that it says itself."""

    day: datetime.date
    stands: int
    said: datetime.date


def reached(folder: Path, name: str = "HEAD", known: Revision | None = None) -> Revision | None:
    """Give the commit that is checked out, or another one, and the day that its line has reached; None outside git or before the first commit.

    ``known`` is one before it whose day is known: where the main line leads on from there, only what follows is read.
    """
    clock = today()
    since = known if known and known.day <= clock else None
    answer = ask(folder, "log", "--first-parent", "--format=%H %ct %P", "--end-of-options", name, *([f"^{since.commit}"] if since else []))
    lines = [line.split(" ") for line in (answer or "").splitlines()]
    if since and (not lines or lines[-1][2:3] != [since.commit]):
        return reached(folder, name)
    if not lines:
        return None
    moments = (int(line[1]) if line[1].isdigit() else None for line in reversed(lines))
    days = line_days(moments, clock, since.day, since.day) if since else line_days(moments, clock)
    return Revision(lines[0][0], [one.day for one in days][-1])


def line_days(moments: Iterable[int | None], clock: datetime.date, first: datetime.date | None = None, day: datetime.date = EARLIEST) -> Iterator[Dated]:
    """Say of which days the commits of a main line are, the oldest first: time goes on along it, whatever a commit says.

    Anyone can give a commit any date. One before that of the commit that it follows, after today by the ``clock`` (epoch
    seconds, None for one that cannot be read), or outside the calendar is not taken: the commit is of the ``day`` of
    the one before it. A clock that is behind the ``first`` commit is wrong itself, and has no say.
    """
    for moment in moments:
        said, unreadable = beijing_day(moment)
        first = said if first is None and not unreadable else first
        ahead = said > clock and first is not None and first <= clock
        stands = UNREADABLE if unreadable else AFTER if ahead else BEFORE if said + _SKEW < day else FINE
        day = day if unreadable or ahead else max(day, said)
        yield Dated(day, stands, said)


def today() -> datetime.date:
    """Give the day that it is in Beijing by this machine's clock."""
    return datetime.datetime.now(BEIJING).date()


def beijing_day(seconds: int | None) -> tuple[datetime.date, bool]:
    """Give the day of a moment and whether it is doubtful: unreadable (None), or outside the calendar."""
    if seconds is None:
        return EARLIEST, True
    day = datetime.datetime.fromtimestamp(min(max(seconds, 0), _END), BEIJING).date()
    return day, not 0 < seconds <= _END


def is_shallow(folder: Path) -> bool:
    """Tell whether the clone's history is cut off."""
    return (ask(folder, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
