"""Working days, and the last day of a limit: what the years' calendars say, weekends where they say nothing."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from quanli.config.calendar import Calendar
from quanli.frozen import frozen

_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@frozen
class WorkingDays:
    """Which days are worked. ``years`` are those whose holidays are known; in others only weekends are off."""

    holidays: frozenset[datetime.date]
    weekends: frozenset[datetime.date]
    """Saturdays and Sundays that are worked."""
    years: frozenset[int]

    @classmethod
    def of(cls, calendars: Mapping[int, Calendar]) -> WorkingDays:
        """Join the calendars of several years."""
        known = calendars.values()
        return cls(
            frozenset(day for year in known for day in year.holidays),
            frozenset(day for year in known for day in year.working_weekends),
            frozenset(calendars),
        )

    def __contains__(self, day: datetime.date) -> bool:
        """Tell whether a day is worked."""
        return day in self.weekends or (day.weekday() < _SATURDAY and day not in self.holidays)

    def known(self, start: datetime.date, end: datetime.date) -> bool:
        """Tell whether the holidays of every year from one day to another are known."""
        return self.years.issuperset(range(start.year, end.year + 1))


def last_day(start: datetime.date, amount: int, unit: str, days: WorkingDays) -> datetime.date:
    """Give the last day of a limit that starts on a day, which is not counted (民法典第二百零一条第一款).

    ``unit`` is a key of LIMIT_UNITS. Months and years end on the day of the same number, or on the month's last where it
    has none (第二百零二条). Raises OverflowError beyond the year 9999.
    """
    if unit == "workday":
        return _workday(start, amount, days)
    if unit in {"month", "year"}:
        from calendar import monthrange  # noqa: PLC0415 - few limits are counted so

        months = start.year * 12 + start.month - 1 + amount * (12 if unit == "year" else 1)
        year, month = months // 12, months % 12 + 1
        if year > datetime.MAXYEAR:
            raise OverflowError(year)
        return datetime.date(year, month, min(start.day, monthrange(year, month)[1]))
    return start + (amount if unit == "day" else 0) * _DAY


def _workday(start: datetime.date, amount: int, days: WorkingDays) -> datetime.date:
    day = start
    while amount > 0:
        day += _DAY
        amount -= day in days
    return day


def calendar_json(calendars: Mapping[int, Calendar]) -> bytes:
    """Give the file by which a browser counts working days: ``/data/calendar.json``."""
    days = WorkingDays.of(calendars)
    values = {
        "years": sorted(days.years),
        "holidays": [day.isoformat() for day in sorted(days.holidays)],
        "weekends": [day.isoformat() for day in sorted(days.weekends)],
    }
    return json.dumps(values, separators=(",", ":")).encode()
