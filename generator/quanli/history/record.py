"""The record of changes: every item's legal events, read from git once and kept up to date commit by commit."""

from __future__ import annotations

import datetime
import itertools
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from quanli.errors import Problem, problem
from quanli.frozen import frozen
from quanli.history.cache import meta, read_cache
from quanli.history.change import Change
from quanli.history.revision import Commit, LegalEvent, Revision

FILE = "history.sqlite"
"""The record's state, in the folder where a build keeps what is not output."""
_SELECT = """
select e.code, e.file, e.before, e.after, e.renamed_from, e.effective_on, coalesce(nullif(e.trailers, ''), l.trailers),
       l.id, l.day, l.doubtful, l.subject, l.parents, l.signed, d.changes, r.readable, r.faults, e.category
  from {} join line l on l.position = e.position
  left join diff d on d.before = e.base and d.after = e.after
  left join reading r on r.blob = e.after
 where e.legal
"""
_EVENTS = _SELECT.format("event e")
_EVENTS_OF_KIND = _SELECT.format("of_kind k cross join event e on e.code = k.code and e.position = k.position") + " and k.kind = ?"
_OF_ITEM = " and e.code = ? and e.position < ? order by e.position desc"
ONCE = " and not exists (select 1 from renamed n where n.old_code = e.code and n.position = e.position)"
"""An item given a new code in a commit has an event under each of both codes there; it counts once."""
_NEWEST_FIRST = " order by e.position desc, e.code"


@frozen
class Together:
    """A commit as the record counts it: its place on the main line, its events, and how many legal dates they state."""

    position: int
    events: int
    dates: int


class Record:
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

    def events(self, code: str) -> tuple[LegalEvent, ...]:
        """Give an item's legal events, newest first, also those from before it was renamed."""
        found: list[LegalEvent] = []
        before = 1 << 60
        while code:
            found += map(_event, self.db.execute(_EVENTS + _OF_ITEM, (code, before)))
            renamed = self.db.execute(
                "select old_code, position from renamed where code = ? and position < ? order by position desc limit 1",
                (code, before),
            )
            code, before = renamed.fetchone() or ("", 0)
        return tuple(found)

    def recent(
        self,
        limit: int | None = None,
        *,
        codes: Iterable[str] | None = None,
        office: str = "",
        category: str = "",
        kind: str = "",
    ) -> Iterator[LegalEvent]:
        """Give the latest events, newest first; all of them without a limit. An item given a new code stands once.

        They may be those of some items, of an office or a category (as it was then), or with changes of a kind. Each of
        these has its index: what is read is what is given, however long the record.
        """
        if kind:
            query, values = f"{_EVENTS_OF_KIND}{ONCE} order by k.position desc, k.code", [kind]
        elif codes is not None:
            query = f"{_EVENTS}{ONCE} and e.code in (select value from json_each(?)){_NEWEST_FIRST}"  # noqa: S608 - our own words
            values = [json.dumps(sorted(codes))]
        elif office:
            query, values = f"{_EVENTS}{ONCE} and e.office = ?{_NEWEST_FIRST}", [office]
        elif category:
            query, values = f"{_EVENTS}{ONCE} and e.category = ?{_NEWEST_FIRST}", [category]
        else:
            query, values = f"{_EVENTS}{ONCE}{_NEWEST_FIRST}", []
        yield from itertools.islice(map(_event, self.db.execute(query, values)), limit)

    def commits(self, month: str = "", limit: int = -1) -> Iterator[Together]:
        """Give the commits that changed anything, newest first: those of a month (``2024-05``), or so many of all."""
        of_month = " and day between ? and ?" if month else ""
        query = f"select position, events, dates from line where events{of_month} order by position desc limit ?"  # noqa: S608 - our own words
        values = (f"{month}-01", f"{month}-31", limit) if month else (limit,)
        yield from itertools.starmap(Together, self.db.execute(query, values))

    def made_by(self, position: int, limit: int) -> tuple[LegalEvent, ...]:
        """Give the first so many events of the commit at a position of the line, sorted by code."""
        query = f"{_EVENTS}{ONCE} and e.position = ? order by e.code limit ?"
        return tuple(map(_event, self.db.execute(query, (position, limit))))

    def coming(self, day: datetime.date) -> Iterator[LegalEvent]:
        """Give the events that take effect after a day, those that do so first coming first."""
        query = _EVENTS + ONCE + " and e.effective_on > ? order by e.effective_on, e.code"
        yield from map(_event, self.db.execute(query, (day.isoformat(),)))

    def since(self, commit: str) -> Iterator[LegalEvent]:
        """Give the events after a commit of the main line; all of them when it is not on the line."""
        found = self.db.execute("select position from line where id = ?", (commit,)).fetchone()
        yield from map(_event, self.db.execute(_EVENTS + ONCE + " and e.position > ?", found or (0,)))

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

    def knows(self, code: str) -> bool:
        """Tell whether a code ever had a file."""
        return self.db.execute("select 1 from event where code = ?", (code,)).fetchone() is not None

    def speaking_of(self, titled: Collection[tuple[str, str]]) -> frozenset[str]:
        """Give the codes of the items whose changes call any of some ids, given with their kinds, by its title."""
        rows = self.db.execute(
            "select distinct e.code, d.names from event e join diff d on d.before = e.base and d.after = e.after"
            " where d.names <> ''"
        )
        return frozenset(code for code, said in rows if any((kind, one) in titled for kind, one, _ in json.loads(said)))

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

    def changed_since(self, commit: str) -> frozenset[str]:
        """Give the codes with legal events after a commit of the main line; all codes when it is not on the line."""
        found = self.db.execute("select position from line where id = ?", (commit,)).fetchone()
        rows = self.db.execute("select code from event where position > ? and legal", found or (0,))
        return frozenset(code for (code,) in rows)

    def commit_on(self, day: datetime.date) -> str:
        """Give the last commit of the main line up to the end of a day; empty when there was none yet."""
        found = self.db.execute(
            "select id from line where day <= ? order by position desc limit 1", (day.isoformat(),)
        ).fetchone()
        return str(found[0]) if found else ""

    def warnings(self) -> Iterator[Problem]:
        """Give what is wrong with the history itself: unreadable dates, messages and versions."""
        if self.why_incomplete:
            yield self.why_incomplete
        bad = "select id, doubtful from line where doubtful or garbled order by position"
        for commit, doubtful in self.db.execute(bad):
            what_zh, what_en = ("日期", "date") if doubtful else ("说明（不是 UTF-8）", "message (not UTF-8)")
            yield problem("BAD_COMMIT", ".git", commit=commit[:12], what_zh=what_zh, what_en=what_en)
        unread = self.db.execute(
            "select e.file, l.id, r.faults from reading r cross join event e on e.after = r.blob join line l using (position)"
            " where not r.readable order by e.position, e.file"
        )
        for file, commit, faults in unread:
            yield problem("HISTORY_GAP", file, commit=commit[:12], faults=faults or "missing")

    def close(self) -> None:
        """Close the state file."""
        self.db.close()


def opened_record(root: Path, state: Path) -> Record:
    """Open a record that :func:`open_record` has brought up to date, for reading only, as a worker does."""
    return Record(root, state, read_cache(state / FILE))


def _event(row: Sequence[Any]) -> LegalEvent:
    code, file, before, after, renamed_from, effective_on, trailers, *rest = row
    commit, day, doubtful, subject, parents, signed, changes, readable, faults, category = rest
    made = Commit(
        commit,
        datetime.date.fromisoformat(day),
        subject,
        tuple((key, value) for key, value in json.loads(trailers or "[]")),
        tuple(parents.split()),
        bool(signed),
        bool(doubtful),
    )
    return LegalEvent(
        Revision(code, file, made, before, after, renamed_from),
        tuple(Change(tuple(path), *said) for path, *said in json.loads(changes or "[]")),
        datetime.date.fromisoformat(effective_on) if effective_on else None,
        readable != 0,
        tuple((faults or "").split()),
        category or "",
    )
