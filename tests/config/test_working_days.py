"""Working days and the last day of a limit, in Python and in the page's script."""

import datetime
import json
import random
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.config.working_days import WorkingDays, calendar_json, last_day
from scripts import answers

ROOT = Path(__file__).resolve().parents[2]
CALENDARS = read_registry(FolderTree(ROOT))[0].calendars
DAYS = WorkingDays.of(CALENDARS)
NONE = WorkingDays(frozenset(), frozenset(), frozenset())
ONE = datetime.timedelta(days=1)

dates = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
amounts = st.integers(1, 90)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2026-03-10", 10, "workday", "2026-03-24"),
        ("2026-02-13", 3, "workday", "2026-02-25"),  # over the Spring Festival; 14 February is a Saturday that is worked
        ("2026-04-30", 1, "workday", "2026-05-06"),
        ("2026-05-02", 0, "immediate", "2026-05-02"),
        ("2026-09-29", 60, "day", "2026-11-28"),
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2027-12-31", 2, "month", "2028-02-29"),
        ("2028-02-29", 1, "year", "2029-02-28"),
    ],
)
def test_last_day(start, amount, unit, end):
    """The start is not counted; working days pass over holidays and take worked weekends in; months end where they end."""
    assert last_day(day(start), amount, unit, DAYS) == day(end)


@given(dates, amounts)
def test_last_working_day_is_worked(start, amount):
    """A limit in working days ends on a working day, with exactly so many of them after the start."""
    end = last_day(start, amount, "workday", DAYS)
    counted = sum(start + n * ONE in DAYS for n in range(1, (end - start).days + 1))
    assert end in DAYS
    assert counted == amount


@given(dates, amounts, st.sampled_from(["workday", "day", "month", "year"]))
def test_later_start_never_ends_earlier(start, amount, unit):
    """Who starts a day later is never due before who started earlier."""
    assert last_day(start, amount, unit, DAYS) <= last_day(start + ONE, amount, unit, DAYS)


@given(dates, amounts, amounts)
def test_working_days_add_up(start, first, second):
    """Five working days after five working days are ten working days."""
    assert last_day(last_day(start, first, "workday", DAYS), second, "workday", DAYS) == last_day(start, first + second, "workday", DAYS)


@given(dates)
def test_without_a_calendar_only_weekends_are_off(start):
    """In a year whose holidays nobody has entered, five working days are a week."""
    assume(start.weekday() < 5)
    assert last_day(start, 5, "workday", NONE) == start + 7 * ONE


def test_unknown_years_are_said():
    """A limit that runs into a year without a calendar is known as such."""
    assert DAYS.known(day("2026-12-30"), day("2026-12-31"))
    assert not DAYS.known(day("2026-12-30"), day("2027-01-08"))


def test_limit_beyond_the_calendar_of_man():
    """A limit that ends after the year 9999 is an overflow, not a wrong day."""
    assert last_day(day("2026-01-01"), 7973, "year", DAYS) == day("9999-01-01")
    with pytest.raises(OverflowError, match="10026"):
        last_day(day("2026-01-01"), 8000, "year", DAYS)


def test_calendar_file_says_what_the_years_say():
    """The file for browsers holds every holiday and every worked weekend, in order."""
    values = json.loads(calendar_json(CALENDARS))
    assert values["years"] == sorted(CALENDARS)
    assert values["holidays"] == sorted(values["holidays"])
    assert {*map(day, values["holidays"])} == DAYS.holidays
    assert {*map(day, values["weekends"])} == DAYS.weekends


def test_script_counts_as_the_program_does():
    """The page's calculator gives the same last day, and knows the same years, in two thousand cases."""
    chance = random.Random(3)
    starts = [day("2024-01-01") + n * ONE for n in range(1400)]
    cases = [
        (start.isoformat(), chance.randrange(1, 100), unit)
        for start in chance.sample(starts, 500)
        for unit in ("workday", "day", "month", "year")
    ]
    calendar = calendar_json(CALENDARS).decode()
    count = "((end, days) => [isoDate(end), known(Date.parse(one[0]), end, days)])(lastDay(Date.parse(one[0]), one[1], one[2], CALENDAR), CALENDAR)"
    found = answers("calculator.js", count.replace("CALENDAR", f"readCalendar({calendar})"), cases)
    ends = [last_day(day(start), amount, unit, DAYS) for start, amount, unit in cases]
    assert found == [[end.isoformat(), DAYS.known(day(case[0]), end)] for case, end in zip(cases, ends, strict=True)]
