"""Questions for the main line: its commits by month, and where it stood on a day."""

from __future__ import annotations

import datetime
import itertools
import sqlite3
from collections.abc import Iterator

from quanli.frozen import frozen


@frozen
class Together:
    """A commit as the record counts it: its place on the main line, its events, and how many legal dates they state."""

    position: int
    events: int
    dates: int


class MainLine:
    """The commits in the record's tables."""

    db: sqlite3.Connection

    def commits(self, month: str = "", limit: int = -1) -> Iterator[Together]:
        """Give the commits that changed anything, newest first: those of a month (``2024-05``), or so many of all."""
        of_month = " and day between ? and ?" if month else ""
        query = f"select position, events, dates from line where events{of_month} order by position desc limit ?"  # noqa: S608 - our own words
        values = (f"{month}-01", f"{month}-31", limit) if month else (limit,)
        yield from itertools.starmap(Together, self.db.execute(query, values))

    def months(self) -> tuple[str, ...]:
        """Give the months in which a commit changed anything, newest first."""
        found, day = list[str](), "\uffff"
        while day := self.db.execute("select max(day) from line where events and day < ?", (day,)).fetchone()[0] or "":
            day = day[:7]
            found.append(day)
        return tuple(found)

    def continues(self, commit: str) -> bool:
        """Tell whether the main line leads on from a commit."""
        return self.db.execute("select 1 from line where id = ?", (commit,)).fetchone() is not None

    def commit_on(self, day: datetime.date) -> str:
        """Give the last commit of the main line up to the end of a day; empty when there was none yet."""
        found = self.db.execute(
            "select id from line where day <= ? order by position desc limit 1", (day.isoformat(),)
        ).fetchone()
        return str(found[0]) if found else ""
