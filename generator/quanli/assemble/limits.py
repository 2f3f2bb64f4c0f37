"""Time limits as a page shows them: in words, and as a bar of the promise within the statute."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from quanli.catalogue.durations import at_once
from quanli.catalogue.power import Limit, Power, Quantity
from quanli.catalogue.wording import duration
from quanli.config.working_days import WorkingDays, last_day
from quanli.frozen import frozen

_STARTS: Mapping[str, str] = MappingProxyType(
    {"penalty": "立案"} | dict.fromkeys(("coercion", "inspection", "requisition", "levy", "internal"), "起算")
)
"""What limits begin with, where nobody has applied."""
_RULES: Mapping[str, str] = MappingProxyType({
    "workday": "从{start}的第二天起数工作日：周六、周日和放假的日子不算，调休上班的周末要算。数到第 {amount} 个工作日，就是最晚的一天。",
    "day": "从{start}的第二天起数，节假日也算。数到第 {amount} 天，就是最晚的一天。",
    "month": "{start}后第 {amount} 个月里同一号的那一天，就是最晚的一天；那个月没有这一号的，到月末。",
    "year": "{start}后第 {amount} 年里同月同日的那一天，就是最晚的一天；没有这一天的，到月末。",
})
_WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_LONGEST = 1000
"""Beyond this amount an example teaches nothing."""


@frozen
class LimitView:
    """A limit: ``text`` such as 5 个工作日; ``note`` is prose."""

    label: str
    text: str
    amount: int
    unit: str
    basis: str = ""
    note: str = ""


@frozen
class SpecialView:
    """A step whose time is not counted."""

    name: str
    text: str
    basis: str
    unit: str


@frozen
class CountView:
    """How the last day of a limit is counted: ``start`` is what it begins with (受理), ``rule`` and ``example`` are words."""

    start: str
    limits: tuple[LimitView, ...]
    rule: str
    example: str


@frozen
class LimitsView:
    """All limits of a power.

    ``share`` is the promise as a percentage of the statutory limit (0 when they cannot be compared), ``saved`` what the
    applicant saves, in words.
    """

    statutory: LimitView | None
    promised: LimitView | None
    correction: LimitView | None
    special: tuple[SpecialView, ...]
    share: int = 0
    saved: str = ""
    count: CountView | None = None

    @property
    def shortest(self) -> LimitView | None:
        """Give the limit that one may count on."""
        return self.promised or self.statutory


def limits_view(power: Power, days: WorkingDays) -> LimitsView | None:
    """Put the limits of a power into words; nothing when it has none."""
    limits, special = power.time_limits, power.special_steps
    if limits is None and not special:
        return None
    steps = tuple(SpecialView(step.name, duration(step.limit), step.basis, step.unit) for step in special)
    if limits is None:
        return LimitsView(None, None, None, steps)
    share, saved = _compared(limits.promised, limits.statutory)
    statutory, promised = _view("法定时限", limits.statutory), _view("承诺时限", limits.promised)
    return LimitsView(
        statutory,
        promised,
        _view("一次告知补正", limits.correction),
        steps,
        share,
        saved,
        _count(tuple(filter(None, (promised, statutory))), power, days),
    )


def _count(limits: tuple[LimitView, ...], power: Power, days: WorkingDays) -> CountView | None:
    """Explain the shortest limit, with an example that begins on a day of the item's own, not on the build's."""
    if not limits or limits[0].unit == "immediate":
        return None
    start, limit, day = _STARTS.get(power.category, "受理"), limits[0], power.reviewed_on or power.effective_on
    rule = _RULES[limit.unit].format(start=start, amount=limit.amount)
    if day is None or not 0 <= limit.amount <= _LONGEST:
        return CountView(start, limits, rule, "")
    try:
        last = last_day(day, limit.amount, limit.unit, days)
    except OverflowError:  # it ends beyond the year 9999
        return CountView(start, limits, rule, "")
    return CountView(start, limits, rule, f"{_dated(day)}{start}，最晚 {_dated(last)}办结")


def _dated(day: datetime.date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日（{_WEEK[day.weekday()]}）"


def _view(label: str, limit: Limit | None) -> LimitView | None:
    if limit is None:
        return None
    unit = "immediate" if at_once(limit) else limit.unit
    return LimitView(label, duration(limit), limit.amount, unit, limit.basis, limit.note)


def _compared(promised: Quantity | None, statutory: Quantity | None) -> tuple[int, str]:
    """Compare like with like: working days with working days, months with months; at once with anything."""
    if promised is None or statutory is None or at_once(statutory):
        return 0, ""
    if at_once(promised):
        return 1, f"法定 {duration(statutory)}，当场办结"
    if promised.unit != statutory.unit or promised.amount > statutory.amount:
        return 0, ""
    spared = Quantity(statutory.amount - promised.amount, promised.unit)
    saved = f"比法定时限少 {duration(spared)}" if spared.amount else ""
    return max(1, 100 * promised.amount // statutory.amount), saved
