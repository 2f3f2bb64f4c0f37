"""What a commit says of a change, and from which day the change applies where that is stated."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence

from quanli.history.packed_change import unpacked
from quanli.history.timeline import Step
from quanli.history.version_facts import VersionFacts

_DATE = re.compile(r"(?a)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


def stated_date(was: VersionFacts, now: VersionFacts, changes: str, trailers: Iterable[Sequence[str]]) -> str:
    """Give the legal date: a new ``effective_on``, else the trailer, else the day of a new state that stands alone.

    A date that the version before stated already is not the date of this change.
    """
    if now.effective_on and now.effective_on != was.effective_on:
        return now.effective_on
    for key, value in trailers:
        if key.lower() == "effective-on" and (day := _day(value)):
            return day
    only_state = all(change.kind == "state" for change in unpacked(changes))
    return now.state_on if now.state_on != was.state_on and only_state else ""


def all_trailers(step: Step) -> list[list[str]]:
    """Give the commit's trailers, then those of the branch's commits that it brought, each said once."""
    found = json.loads(step.trailers) if step.trailers else []
    for said in json.loads(step.brought) if step.brought else ():
        found += [pair for pair in said if pair not in found]
    return found


def _day(text: str) -> str:
    found = _DATE.search(text)
    if not found:
        return ""
    try:
        return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""
