"""How long time limits are: which of them are surely longer than others, whatever the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from quanli.catalogue.power import Limit, Quantity, TimeLimits

Total = Mapping[str, int]
"""Amounts by unit; units are never converted when they are added."""

_FEWEST: Mapping[str, int] = MappingProxyType({"year": 365, "month": 28, "day": 1, "workday": 1})
"""The fewest calendar days that one of a unit takes; ``n`` working days are never over in fewer than ``n`` days."""
_MOST: Mapping[str, int] = MappingProxyType({"year": 366, "month": 31, "day": 1, "workday": 2})
_HOLIDAYS = 16
"""Days by which holidays can delay working days at most; so ``n`` working days are over within ``2n + 16`` days."""
_MONTHS: Mapping[str, int] = MappingProxyType({"year": 12, "month": 1})


def at_once(limit: Quantity) -> bool:
    """Tell whether a limit leaves no time at all: done on the spot, or nought of any unit."""
    return limit.unit == "immediate" or not limit.amount


def relied_on(limits: TimeLimits | None) -> Limit | None:
    """Give the limit that one may count on: the promise, or else the statute's."""
    return (limits.promised or limits.statutory) if limits else None


def total_of(limit: Quantity | None) -> Total:
    """Give a limit as a total; one that leaves no time, or is missing, adds nothing."""
    return {} if limit is None or at_once(limit) else {limit.unit: limit.amount}


def added(totals: Iterable[Total]) -> Total:
    """Add amounts, unit by unit."""
    result: dict[str, int] = {}
    for total in totals:
        for unit, amount in total.items():
            result[unit] = result.get(unit, 0) + amount
    return result


def fewest_days(total: Total) -> int:
    """Give the fewest calendar days that this can take."""
    return sum(_FEWEST.get(unit, 0) * amount for unit, amount in total.items())


def most_days(limit: Quantity) -> int:
    """Give the most calendar days that a limit can take."""
    if at_once(limit):
        return 0
    return _MOST.get(limit.unit, 1) * limit.amount + (_HOLIDAYS if limit.unit == "workday" else 0)


def exceeds(total: Total, limit: Quantity) -> bool:
    """Tell whether a total is provably longer than a limit, whatever the calendar.

    Amounts in the limit's own unit are compared as they stand, and a year is twelve months (民法典第二百零二条 counts
    both by the day of the same number). Other units are compared in calendar days, the total at its shortest (a working
    day is one day, a month 28, a year 365) against the limit at its longest (a month is 31 days, a year 366, ``n``
    working days are over within ``2n + 16`` days). So 10 working days are within 15 days and over 9, 60 days are over 20
    working days, and 40 days against 20 working days cannot be proved either way: what a body's calendar holds is its
    own, holidays are moved by notice each year and some regions have more of them. An error must be certain.
    """
    own = 0 if at_once(limit) else limit.amount
    if total.get(limit.unit, 0) > own or fewest_days(total) > most_days(limit):
        return True
    return limit.unit in _MONTHS and sum(_MONTHS.get(unit, 0) * amount for unit, amount in total.items()) > _MONTHS[limit.unit] * own


def longer(first: Quantity, second: Quantity) -> bool:
    """Tell whether one limit is provably longer than another; limits in different units are often neither."""
    return exceeds(total_of(first), second)
