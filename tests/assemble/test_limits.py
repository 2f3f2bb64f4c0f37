"""Time limits in words, and the promise measured by the statute."""

import pytest

from assemble.records import power
from quanli.assemble.limits import limits_view
from quanli.config.working_days import WorkingDays

DAYS = WorkingDays.of({})


def view(statutory="", promised=""):
    lines = "".join(f"  {key}: {{{value}}}\n" for key, value in (("statutory", statutory), ("promised", promised)) if value)
    return limits_view(power(f"time_limits:\n{lines}"), DAYS)


@pytest.mark.parametrize(
    ("limit", "said"),
    [("amount: 5, unit: workday", "5 个工作日"), ("amount: 20, unit: day", "20 日"), ("amount: 6, unit: month", "6 个月"), ("amount: 1, unit: year", "1 年"), ("amount: 0, unit: immediate", "当场办结")],
)
def test_limit_is_said_with_its_unit(limit, said):
    """Working days and calendar days are never mixed up."""
    assert view(limit).statutory.text == said


@pytest.mark.parametrize(
    ("statutory", "promised", "share", "saved"),
    [
        ("amount: 20, unit: workday", "amount: 5, unit: workday", 25, "比法定时限少 15 个工作日"),
        ("amount: 20, unit: workday", "amount: 20, unit: workday", 100, ""),
        ("amount: 20, unit: day", "amount: 0, unit: immediate", 1, "法定 20 日，当场办结"),
        ("amount: 20, unit: day", "amount: 0, unit: workday", 1, "法定 20 日，当场办结"),
        ("unit: immediate", "unit: immediate", 0, ""),
        ("amount: 20, unit: day", "amount: 5, unit: workday", 0, ""),
        ("amount: 5, unit: day", "amount: 20, unit: day", 0, ""),
    ],
)
def test_like_is_compared_with_like(statutory, promised, share, saved):
    """The bar is the promise as a share of the statute; units that differ are not compared."""
    limits = view(statutory, promised)
    assert (limits.share, limits.saved) == (share, saved)


@pytest.mark.parametrize(("reviewed", "limit"), [
    ("9999-12-31", "amount: 10, unit: workday"), ("9999-12-20", "amount: 20, unit: day"), ("9999-06-01", "amount: 7, unit: month"), ("9999-01-01", "amount: 1, unit: year"),
    ("2026-01-01", "amount: -99999, unit: month"), ("2026-01-01", "amount: -99999999, unit: day"),
])
def test_a_limit_that_ends_on_no_day_has_no_example(reviewed, limit):
    """Beyond the year 9999, and before the first, there is no last day: the rule is said without an example."""
    count = limits_view(power(f"reviewed_on: {reviewed}\ntime_limits:\n  promised: {{{limit}}}\n"), DAYS).count
    assert count.rule
    assert count.example == ""


def test_no_time_at_all_is_not_counted():
    """Where a promise leaves no time there is no last day to explain, whatever unit it names."""
    text = "reviewed_on: 2026-03-10\ntime_limits:\n  promised: {amount: 0, unit: workday}\n"
    assert limits_view(power(text), DAYS).count is None
    assert limits_view(power(text.replace("0,", "1,")), DAYS).count.example == "2026 年 3 月 10 日（周二）受理，最晚 2026 年 3 月 11 日（周三）办结"


def test_shortest_is_the_promise_or_else_the_statute():
    """One may count on the promise; without one on the statute."""
    assert view("amount: 20, unit: day", "amount: 5, unit: workday").shortest.text == "5 个工作日"
    assert view("amount: 20, unit: day").shortest.text == "20 日"
    assert limits_view(power(), DAYS) is None
