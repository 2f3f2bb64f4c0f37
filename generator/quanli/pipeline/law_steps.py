"""From the version of a law that an item cites to the newest of which there are words: what is compared, and which files to look at."""

from __future__ import annotations

import datetime
from functools import cached_property

from quanli.catalogue.law import Law
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.statute_book import StatuteBook
from quanli.frozen import frozen
from quanli.statutes.compare import Comparison, compare
from quanli.statutes.library import Version
from quanli.statutes.names import STATE
from quanli.statutes.text import LawText


@frozen
class Step:
    """From one version of a law to another."""

    law: Law
    before: datetime.date
    after: Version
    comparison: Comparison
    texts: tuple[LawText, LawText]

    @property
    def name(self) -> str:
        """Give the name by which it is cited."""
        return self.law.short or self.law.title


class Steps:
    """The steps of the laws in a register; each is compared once, when it is asked for."""

    def __init__(self, book: StatuteBook, until: datetime.date | None = None) -> None:
        """Take a book; with ``until`` a version that begins later, or of which no source says when, is no newer one."""
        self.book, self.until = book, until
        self._newest = {law.id: newest for law in book.laws.values() if (newest := self._newest_of(law))}
        self._known: dict[tuple[str, datetime.date], Step | None] = {}

    @property
    def newest(self) -> dict[str, Version]:
        """Give by law the newest version of which the library has the words."""
        return self._newest

    def of(self, law: str, version: datetime.date | None) -> Step | None:
        """Give the step from a version, or from the one in force on the day; None where there is no newer one, or no words of it."""
        newest = self._newest.get(law)
        before = version or self.current(law)
        if newest is None or before is None or before >= newest.date:
            return None
        if (law, before) not in self._known:
            self._known[law, before] = self._step(law, before, newest)
        return self._known[law, before]

    def current(self, law: str) -> datetime.date | None:
        """Give the version that the register has in force on the day."""
        found = version_in_force(self.book.laws[law], self.book.day)
        return found.date if found else None

    def may_touch(self, data: bytes) -> bool:
        """Tell by a look at its bytes whether a file may cite a version that is not the newest."""
        return any(law in data and any(mark in data for mark in marks) for law, marks in self._marks.items())

    @cached_property
    def _marks(self) -> dict[bytes, tuple[bytes, ...]]:
        """What a file must hold besides a law's id: the date of an older version; its id or a name alone where the one in force is older."""
        found = dict[bytes, tuple[bytes, ...]]()
        for id_, newest in self._newest.items():
            law, current = self.book.laws[id_], self.current(id_)
            dates = [one.date for one in law.versions if one.date and one.date < newest.date]
            if current in dates:
                found |= {word.encode(): (b"",) for word in (id_, law.short, law.title.removeprefix(STATE)) if word}
            elif dates:
                found[id_.encode()] = tuple(str(date).encode() for date in dates)
        return found

    def _newest_of(self, law: Law) -> Version | None:
        known = [one for one in self.book.in_library(law.id) if one.source and one.articles]
        if self.until:
            known = [one for one in known if one.stated and one.begins <= self.until]
        return max(known, key=lambda one: (one.date, one.begins), default=None)

    def _step(self, law: str, before: datetime.date, newest: Version) -> Step | None:
        old, new = self.book.text(law, before), self.book.text(law, newest.date)
        if not old or not new or not old.articles:
            return None
        return Step(self.book.laws[law], before, newest, compare(old.articles, new.articles), (old, new))
