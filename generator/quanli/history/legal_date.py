"""What a commit says of a change, and from which day the change applies where that is stated."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence

from quanli.history.packed_change import unpacked
from quanli.history.timeline import Step
from quanli.history.version_facts import VersionFacts

WHY_LATE = "effective-on-reason"
"""The trailer, in small letters, that says why a change applies from a day that had passed when it was decided."""
_DECIDING = frozenset({"effective-on", "proposed-by", "legal-review", "approved-by", "determined-by"})
_DATE = re.compile(r"(?a)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


def stated_date(was: VersionFacts, now: VersionFacts, changes: str, trailers: Iterable[Sequence[str]]) -> str:
    """Give the legal date: a new ``effective_on``, else the trailer, else the day of a new state that stands alone.

    A date that the version before stated already is not the date of this change.
    """
    if now.effective_on and now.effective_on != was.effective_on:
        return now.effective_on
    for key, value in trailers:
        if key.lower() == "effective-on" and (day := day_said(value)):
            return day
    only_state = all(change.kind == "state" for change in unpacked(changes))
    return now.state_on if now.state_on != was.state_on and only_state else ""


def all_trailers(step: Step) -> Sequence[Sequence[str]]:
    """Give the commit's trailers, then those of the branch's commits that it brought, each said once."""
    found = json.loads(step.trailers) if step.trailers else []
    for _, said in json.loads(step.brought) if step.brought else ():
        found += [pair for pair in said if pair not in found]
    return found


def decided_late(step: Step, effective_on: str, changes: str, trailers: Sequence[Sequence[str]], approved: str = "") -> str:
    """Give the day on which a change was decided that applies from an earlier one and gives no reason for it; else nothing.

    It was decided on the day on which it was ``approved``, where signatures prove one, else on the day on which the last commit
    was written that states the day or says who agreed. What a new item says of
    itself, and the day of a new state, are no decisions of this catalogue: it may begin with what applied long before.
    """
    stated = any(key.lower() == "effective-on" for key, _ in trailers)
    if not effective_on or not (stated or step.before) or any(key.lower() == WHY_LATE and value for key, value in trailers):
        return ""
    if not stated and all(change.kind == "state" for change in unpacked(changes)):
        return ""
    told = [(step.authored, json.loads(step.trailers) if step.trailers else []), *(json.loads(step.brought) if step.brought else ())]
    days = [day for day, said in told if any(key.lower() in _DECIDING for key, _ in said)]
    decided = approved or max(days, default=step.authored)
    return decided if effective_on < decided else ""


def day_said(text: str) -> str:
    """Give the first date in what a trailer says, an ISO date; empty where there is none."""
    found = _DATE.search(text)
    if not found:
        return ""
    try:
        return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""


def day_of(text: str) -> datetime.date | None:
    """Read an ISO date; None for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
