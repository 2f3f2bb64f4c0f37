"""An item as it stood: which text was in force on which days, by legal date.

A version applies from its legal date, the stated one or else the day of its commit. It never applies before the version
that it was made from, whose changes it holds: an incidental change made while another waits for its day waits with it,
and an older decision that is recorded late cannot carry later rules back in time. A new stated date does replace a version
whose day had not come when the new one was made. So a day on which a version ever began keeps a version for good.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable

from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.passages import PassageReader
from quanli.history.record import Record
from quanli.history.revision import LegalEvent
from quanli.records.text_file import SIZE_LIMIT

_ONE_DAY = datetime.timedelta(days=1)


@frozen
class Version:
    """A text and the days on which it was in force: from ``from_day`` to ``until_day``, the last day, or still (None)."""

    from_day: datetime.date
    until_day: datetime.date | None
    blob: str
    commit: str
    file: str

    def holds_on(self, day: datetime.date) -> bool:
        """Tell whether this is the text of a day."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


def versions(record: Record, code: str) -> tuple[Version, ...]:
    """Give the versions of an item that were ever in force, or will be, oldest first."""
    return in_force(record.events(code))


def version_on(record: Record, code: str, day: datetime.date) -> Version | None:
    """Give the version in force on a day; None before the item was there and after its file was removed."""
    return next((version for version in versions(record, code) if version.holds_on(day)), None)


def power_as_of(record: Record, code: str, day: datetime.date) -> Power | None:
    """Give an item as it stood on a day."""
    version = version_on(record, code, day)
    if version is None:
        return None
    with Objects(record.root, SIZE_LIMIT) as objects:
        return PassageReader().read(objects.one(version.blob)).power


def in_force(events: Iterable[LegalEvent]) -> tuple[Version, ...]:
    """Work out the versions from an item's events, newest first."""
    begun = beginnings(events)
    nexts = [day - _ONE_DAY for day, _ in begun[1:]]
    return tuple(
        Version(day, last, event.revision.after, event.revision.commit.id, event.revision.file)
        for (day, event), last in itertools.zip_longest(begun, nexts)
        if event.revision.after
    )


def beginnings(events: Iterable[LegalEvent]) -> list[tuple[datetime.date, LegalEvent]]:
    """Give the days on which something else begins to apply, oldest first, each with the event that did it.

    The events come newest first. With one that removed the item nothing applies any more.
    """
    begun: list[tuple[datetime.date, LegalEvent]] = []
    for event in reversed(tuple(events)):
        if not event.readable or not (event.changes or event.established or event.removed):
            continue
        today = event.revision.commit.day
        if event.effective_on:
            while begun and begun[-1][0] > max(today, event.effective_on):
                begun.pop()
        day = max(event.legal_day, begun[-1][0]) if begun else event.legal_day
        if begun and begun[-1][0] == day:
            begun.pop()
        begun.append((day, event))
    return begun
