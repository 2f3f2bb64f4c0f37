"""Questions for events: those of an item, the latest, those of a commit, those to come."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quanli.history.agreed import in_order
from quanli.history.items import Items
from quanli.history.packed_change import changes_of
from quanli.history.revision import Commit, LegalEvent, Revision
from quanli.history.tables import ONCE

_SELECT = """
select e.code, e.file, e.before, e.after, e.renamed_from, e.effective_on, coalesce(nullif(e.trailers, ''), l.trailers),
       l.id, l.day, l.moment, l.doubtful, l.subject, l.parents, d.changes, r.readable, r.faults, e.category,
       (select json_group_array(s.change) from stating s where s.code = e.code and s.position = e.position),
       (select json_group_array(json_array(a.role, a.office, a.signer, a.day, a.change)) from stating s join approval a using (change)
         where s.code = e.code and s.position = e.position and a.good and a.refused = '' and a.office in (e.office, 'site'))
  from {} join line l on l.position = e.position
  left join diff d on d.before = e.base and d.after = e.after
  left join reading r on r.blob = e.after
 where e.legal
"""
_EVENTS = _SELECT.format("event e")
_EVENTS_OF_KIND = _SELECT.format("of_kind k cross join event e on e.code = k.code and e.position = k.position") + " and k.kind = ?"
_OF_ITEM = " and e.code = ? and e.position < ? order by e.position desc"
_NEWEST_FIRST = " order by e.position desc, e.code"


class _Selected(NamedTuple):
    """What is selected of an event."""

    code: str
    file: str
    before: str
    after: str
    renamed_from: str
    effective_on: str
    trailers: str | None
    commit: str
    day: str
    moment: int | None
    doubtful: int
    subject: str
    parents: str
    changes: str | None
    readable: int | None
    faults: str | None
    category: str | None
    statements: str
    approvals: str


class Events(Items):
    """The events in the record's tables, and the items that they happened to."""

    def events(self, code: str) -> tuple[LegalEvent, ...]:
        """Give an item's legal events, newest first, also those from before it was renamed."""
        return tuple(
            _event(row) for own, before in self.lineage(code) for row in self.db.execute(_EVENTS + _OF_ITEM, (own, before))
        )

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


def _event(stored: tuple[str | int | None, ...]) -> LegalEvent:
    row = _Selected._make(stored)
    commit = Commit(
        row.commit,
        datetime.date.fromisoformat(row.day),
        row.subject,
        tuple((key, value) for key, value in json.loads(row.trailers or "[]")),
        tuple(row.parents.split()),
        bool(row.doubtful),
        row.moment,
    )
    return LegalEvent(
        Revision(row.code, row.file, commit, row.before, row.after, row.renamed_from),
        changes_of(row.changes or ""),
        datetime.date.fromisoformat(row.effective_on) if row.effective_on else None,
        row.readable != 0,
        tuple((row.faults or "").split()),
        row.category or "",
        tuple(sorted(json.loads(row.statements))),
        in_order(json.loads(row.approvals)),
    )
