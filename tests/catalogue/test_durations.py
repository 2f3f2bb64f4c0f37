"""Which limits are surely longer than others: proved against calendars, not guessed."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.catalogue.durations import added, at_once, exceeds, longer, relied_on, total_of
from quanli.catalogue.power import Limit, Quantity, TimeLimits
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.config.working_days import WorkingDays, last_day

DAYS = WorkingDays.of(read_registry(FolderTree(Path(__file__).resolve().parents[2]))[0].calendars)
NO_HOLIDAYS = WorkingDays.of({})
starts = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))
limits = st.builds(Quantity, st.integers(0, 40), st.sampled_from(["workday", "day", "month", "year", "immediate"]))


@pytest.mark.parametrize(
    ("first", "second", "over"),
    [
        ((20, "workday"), (20, "workday"), False),
        ((21, "workday"), (20, "workday"), True),
        ((5, "workday"), (0, "immediate"), True),
        ((5, "day"), (0, "workday"), True),
        ((0, "immediate"), (1, "day"), False),
        ((3, "immediate"), (0, "immediate"), False),
        ((30, "day"), (20, "workday"), False),
        ((40, "day"), (20, "workday"), False),
        ((56, "day"), (20, "workday"), False),
        ((57, "day"), (20, "workday"), True),
        ((20, "workday"), (20, "day"), False),
        ((21, "workday"), (20, "day"), True),
        ((1, "month"), (28, "day"), False),
        ((1, "month"), (27, "day"), True),
        ((31, "day"), (1, "month"), False),
        ((32, "day"), (1, "month"), True),
        ((1, "year"), (365, "day"), False),
        ((1, "year"), (364, "day"), True),
        ((1, "year"), (11, "month"), True),
        ((12, "month"), (1, "year"), False),
        ((13, "month"), (1, "year"), True),
        ((366, "day"), (1, "year"), False),
        ((367, "day"), (1, "year"), True),
    ],
)
def test_a_limit_is_longer_only_when_it_surely_is(first, second, over):
    """Limits of one unit are compared as numbers, others only where weekends, holidays and months cannot matter."""
    assert longer(Quantity(*first), Quantity(*second)) == over


@given(st.lists(limits, max_size=4), limits, starts, st.sampled_from([DAYS, NO_HOLIDAYS]))
def test_what_is_longer_ends_later_on_any_calendar(steps, limit, start, days):
    """Steps whose total exceeds a limit, one after the other, end after it, whichever day they begin and whatever holidays there are."""
    if exceeds(added(map(total_of, steps)), limit):
        end = start
        for step in steps:
            end = last_day(end, step.amount, step.unit, days)
        assert end > last_day(start, limit.amount, limit.unit, days)


@given(limits, limits)
def test_of_two_limits_one_at_most_is_longer(first, second):
    """Nothing is longer than what is longer than it, or than itself."""
    assert not (longer(first, second) and longer(second, first))
    assert not longer(first, first)


@given(limits, limits, limits)
def test_adding_a_step_never_makes_a_flow_shorter(first, second, limit):
    """What exceeds a limit still does so with a further step."""
    if exceeds(total_of(first), limit):
        assert exceeds(added([total_of(first), total_of(second)]), limit)


def test_no_time_at_all():
    """Done on the spot and nought of a unit are the same."""
    assert [at_once(Quantity(*one)) for one in ((0, "immediate"), (2, "immediate"), (0, "day"), (1, "day"))] == [True, True, True, False]


def test_one_may_count_on_the_promise_or_else_on_the_statute():
    """The promise goes before the statute, whatever it is."""
    statutory, promised = Limit(20, "day"), Limit(0, "immediate")
    assert relied_on(TimeLimits(statutory, promised)) is promised
    assert relied_on(TimeLimits(statutory)) is statutory
    assert relied_on(TimeLimits()) is relied_on(None) is None
