"""Which version of a law holds on a day, and what became of a law between two days."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple

from quanli.catalogue.law import Law, LawVersion


class LawChange(NamedTuple):
    """What happened to a law, and when."""

    kind: Literal["amended", "repealed"]
    day: datetime.date


def version_in_force(law: Law, day: datetime.date) -> LawVersion | None:
    """Give the version that holds on a day: the newest that has come into force and is not repealed."""
    begun = [version for version in law.versions if version.in_force_from and version.in_force_from <= day]
    newest = max(begun, key=lambda version: (version.in_force_from or day, version.date or day), default=None)
    return None if newest is None or (newest.repealed_on and newest.repealed_on <= day) else newest


def version_of(law: Law, date: datetime.date) -> LawVersion | None:
    """Find a version by its date."""
    return next((version for version in law.versions if version.date == date), None)


def change_since(law: Law, since: datetime.date, until: datetime.date) -> LawChange | None:
    """Give the last amendment or the repeal published after one day, up to another."""
    ends = [version.repealed_on for version in law.versions if version.repealed_on]
    if ends and version_in_force(law, until) is None and since < max(ends) <= until:
        return LawChange("repealed", max(ends))
    amended = [version.date for version in law.versions if version.date and since < version.date <= until]
    return LawChange("amended", max(amended)) if amended else None
