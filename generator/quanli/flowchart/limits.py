"""Time limits that can be compared: how long a way through a flow takes at least, and a limit allows at most."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from quanli.catalogue import terms
from quanli.catalogue.power import Quantity

Total = Mapping[str, int]
"""Amounts by unit; units are never converted when they are added."""

_ORDER = ("year", "month", "day", "workday")
_AT_LEAST = MappingProxyType({"year": 365, "month": 28, "day": 1, "workday": 1, "immediate": 0})
"""The fewest calendar days that one of a unit takes; ``n`` working days are never over in fewer than ``n`` days."""


def limit_text(limit: Quantity | None) -> str:
    """Say a limit in Chinese, e.g. 5 个工作日."""
    return _limit_text(limit.unit, limit.amount) if limit else ""


@functools.lru_cache(maxsize=256)
def _limit_text(unit: str, amount: int) -> str:
    return total_text({unit: amount})[0] if unit in terms.LIMIT_UNITS else ""


def total_text(total: Total) -> tuple[str, str]:
    """Say a total in Chinese and English."""
    parts = [(total[unit], terms.LIMIT_UNITS[unit]) for unit in _ORDER if total.get(unit)]
    if not parts:
        instant = terms.LIMIT_UNITS["immediate"]
        return instant.zh, instant.en
    return "加 ".join(f"{n} {unit.zh}" for n, unit in parts), " and ".join(f"{n} {unit.en.removesuffix('s') if n == 1 else unit.en}" for n, unit in parts)


def added(totals: Iterable[Total]) -> Total:
    """Add amounts, unit by unit."""
    result: dict[str, int] = {}
    for total in totals:
        for unit, amount in total.items():
            result[unit] = result.get(unit, 0) + amount
    return result


def least_days(total: Total) -> int:
    """Give the fewest calendar days that this can take."""
    return sum(_AT_LEAST.get(unit, 0) * amount for unit, amount in total.items())


def exceeds(total: Total, limit: Quantity) -> bool:
    """Tell whether a total is provably longer than a limit, whatever the calendar.

    Amounts in the limit's own unit are compared as they stand. Other units are compared in calendar days, the total
    at its shortest (a working day is one day, a month 28, a year 365) against the limit at its longest (a month is
    31 days, a year 366, ``n`` working days are over within ``2n + 16`` days, every holiday of the calendar counted).
    So 10 working days are within 15 days and over 9, and 15 days against 10 working days cannot be proved either way.
    """
    if total.get(limit.unit, 0) > limit.amount:
        return True
    most = {"year": 366 * limit.amount, "month": 31 * limit.amount, "workday": 2 * limit.amount + 16}.get(limit.unit, limit.amount)
    if limit.unit == "immediate":
        most = 0
    return least_days(total) > most
