"""Questions for the items that ever had a file: their codes, what became of them, which of them changed."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

_RENAMED = "select old_code, position from renamed where code = ? and position < ? order by position desc limit 1"
_LAST_READ = """
select r.name, r.office from event e join reading r on r.blob = e.after
 where e.legal and r.readable and e.code = ? and e.position < ? order by e.position desc limit 1
"""

_MADE_BETWEEN = """
select e.code from line l indexed by line_by_day cross join event e on e.position = +l.position where e.legal and l.day > ? and l.day <= ?
"""
_KIN = "select code, old_code from renamed where code = ? union select code, old_code from renamed where old_code = ?"
_LAST_VERSION = """
select e.file, e.after, coalesce(r.effective_on, '') from event e left join reading r on r.blob = e.after
 where e.code = ? order by e.position desc limit 1
"""


class LastVersion(NamedTuple):
    """An item's file and its blob, empty where it is gone, and the day from which it says that it applies, an ISO date or empty."""

    file: str
    blob: str
    effective_on: str


class Called(NamedTuple):
    """What an item's last version that can be read calls it, and the office that it names."""

    name: str
    office: str


_LAST_DAYS = """
select e.code, max(max(case when l.day <= ? then l.day else '' end), max(case when e.effective_on <= ? then e.effective_on else '' end))
  from event e join line l using (position) where e.code between ? and ? and e.legal group by e.code
"""


class Items:
    """The items in the record's tables."""

    db: sqlite3.Connection

    def knows(self, code: str) -> bool:
        """Tell whether a code ever had a file."""
        return self.db.execute("select 1 from event where code = ?", (code,)).fetchone() is not None

    def codes(self) -> Iterator[str]:
        """Give every code that ever had a file, sorted."""
        for (code,) in self.db.execute("select distinct code from event order by code"):
            yield code

    def successor(self, code: str) -> str:
        """Give the code under which an item lives on; empty when it was not renamed."""
        found = self.db.execute(
            "select code from renamed where old_code = ? order by position desc limit 1", (code,)
        ).fetchone()
        return str(found[0]) if found else ""

    def renamed_codes(self) -> tuple[str, ...]:
        """Give the codes under which an item lived before it was given another, sorted."""
        return tuple(code for (code,) in self.db.execute("select distinct old_code from renamed order by old_code"))

    def changed_since(self, commit: str) -> frozenset[str]:
        """Give the codes with legal events after a commit of the main line; all codes when it is not on the line."""
        found = self.db.execute("select position from line where id = ?", (commit,)).fetchone()
        rows = self.db.execute("select code from event where position > ? and legal", found or (0,))
        return frozenset(code for (code,) in rows)

    def beginning(self, after: datetime.date, until: datetime.date = datetime.date.max) -> frozenset[str]:
        """Give the codes of the items of which a text may begin to apply, or cease to, after one day and up to another.

        These are the ones with a date stated in between, and what lives on from them or did before; where the main line goes on
        after the first day, also the ones that it changed since.
        """
        days = after.isoformat(), until.isoformat()
        codes = {code for (code,) in self.db.execute("select code from event where legal and effective_on > ? and effective_on <= ?", days)}
        (tip,) = self.db.execute("select coalesce((select day from line order by position desc limit 1), '')").fetchone()
        if days[0] < tip:
            codes |= {code for (code,) in self.db.execute(_MADE_BETWEEN, days)}
        waiting = list(codes)
        while waiting:
            code = waiting.pop()
            kin = {one for pair in self.db.execute(_KIN, (code, code)) for one in pair} - codes
            codes |= kin
            waiting += kin
        return frozenset(codes)

    def last_version(self, code: str) -> LastVersion | None:
        """Give what the record knows last of an item's file, whether that changed anything or not; None where it never had one."""
        found = self.db.execute(_LAST_VERSION, (code,)).fetchone()
        return LastVersion(*found) if found else None

    def speaking_of(self, titled: Collection[tuple[str, str]]) -> frozenset[str]:
        """Give the codes of the items whose changes call any of some ids, given with their kinds, by its title."""
        rows = self.db.execute(
            "select distinct e.code, d.names from event e join diff d on d.before = e.base and d.after = e.after"
            " where d.names <> ''"
        )
        return frozenset(code for code, said in rows if any((kind, one) in titled for kind, one, _ in json.loads(said)))

    def last_days(self, first: str, last: str, day: datetime.date) -> dict[str, str]:
        """Give the days on which the items from a code to another last became otherwise, up to a day: by commit, or as that stated."""
        upto = day.isoformat()
        return dict(self.db.execute(_LAST_DAYS, (upto, upto, first, last)))

    def last_called(self, code: str) -> Called | None:
        """Give what an item was called last, under this code or the one before; None when no version can be read."""
        for own, before in self.lineage(code):
            found = self.db.execute(_LAST_READ, (own, before)).fetchone()
            if found:
                return Called(*found)
        return None

    def lineage(self, code: str) -> Iterator[tuple[str, int]]:
        """Give the codes that an item had, the last first, each with the position on the line before which it had it."""
        before = 1 << 60
        while code:
            yield code, before
            code, before = self.db.execute(_RENAMED, (code, before)).fetchone() or ("", 0)
