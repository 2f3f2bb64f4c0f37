"""The versions of a law: what each is called, whether it is in force, and which of them can be compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from quanli.assemble.context import Context
from quanli.assemble.page import law_change_url, law_impact_url
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_versions import version_in_force
from quanli.frozen import frozen


@frozen
class VersionRow:
    """A version in a table; ``standing`` is ``active``, ``coming``, ``ended`` or ``other``."""

    date: datetime.date | None
    number: str
    in_force_from: datetime.date | None
    standing: str
    until: datetime.date | None
    change: str
    """The address where it is compared with the version before it; empty where there are no words of both."""
    impact: str


def version_rows(law: Law, context: Context) -> tuple[VersionRow, ...]:
    """List the versions of a law, the newest first."""
    current = version_in_force(law, context.as_of)
    compared = {after for _, after in pairs_of(law, context)}
    return tuple(_row(law, one, current, context.as_of, compared) for one in reversed(law.versions))


def _row(law: Law, one: LawVersion, current: LawVersion | None, day: datetime.date, compared: set[datetime.date]) -> VersionRow:
    begins = one.in_force_from
    standing = "active" if one is current else "coming" if begins and begins > day else "ended" if one.repealed_on and one.repealed_on <= day else "other"
    there = one.date if one.date in compared else None
    change, impact = (law_change_url(law.id, there), law_impact_url(law.id, there)) if there else ("", "")
    return VersionRow(one.date, one.number, begins, standing, one.repealed_on, change, impact)


def pairs_of(law: Law, context: Context) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Give each version of the register with the one before it, where the words of both are at hand."""
    dates = [one.date for one in law.versions if one.date]
    for before, after in pairwise(dates):
        texts = context.book.text(law.id, before), context.book.text(law.id, after)
        if all(text and text.articles for text in texts):
            yield before, after
