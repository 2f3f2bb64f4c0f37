"""What is kept of each version of an item's file, so that it need not be read again."""

from __future__ import annotations

import datetime
import sqlite3
from typing import NamedTuple

from quanli.history.passages import Parsed


class VersionFacts(NamedTuple):
    """Whether a version can be read, its faults (codes, by spaces), the legal dates that it states, and what it calls itself.

    Dates are ISO dates; what is not stated is empty.
    """

    readable: bool
    faults: str = ""
    effective_on: str = ""
    state_on: str = ""
    category: str = ""
    name: str = ""
    office: str = ""
    personal: bool = False
    """Whether numbers of persons are masked in it."""


NOTHING = VersionFacts(readable=True)
"""Where there is no file there is nothing to read."""


def facts_of(parsed: Parsed) -> VersionFacts:
    """Give the facts of a version."""
    faults, power = " ".join(parsed.faults), parsed.power
    if power is None:
        return VersionFacts(readable=False, faults=faults)
    state_on = _iso(power.states[-1].on) if power.states else ""
    return VersionFacts(True, faults, _iso(power.effective_on), state_on, power.category, power.name, power.office, parsed.personal)


def known_facts(db: sqlite3.Connection, code: str, before: str) -> dict[str, VersionFacts]:
    """Give what is kept of the versions of an item, and of the one ``before`` them, by blob."""
    rows = db.execute("select * from reading where blob in (select after from entry where code = ? union select ?)", (code, before))
    return {blob: VersionFacts(*facts) for blob, *facts in rows}


def keep_facts(cursor: sqlite3.Cursor, blob: str, facts: VersionFacts) -> None:
    """Keep the facts of a version."""
    cursor.execute("insert or replace into reading values (?, ?, ?, ?, ?, ?, ?, ?, ?)", (blob, *facts))


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
