"""A change that applies from a day that has passed, or that comes before it is agreed to, gives a reason or is refused."""

import datetime

import pytest

from quanli.review.review import review
from review.repository import Repository
from sites import POWER

SHORTER = ("promised: {amount: 10", "promised: {amount: 8")
NO_CHAIN = "procedure: {chains: {content: {say: [], approve: [Approved-By]}, added: {say: [], approve: [Approved-By]}}}\n"


@pytest.fixture
def made(tmp_path):
    return Repository(tmp_path, settings=NO_CHAIN)


def faults(made, **asked):
    return [(one.code, one.field) for one in review(made.site, "main", "change", **asked).faults]


def test_a_day_that_has_passed_is_refused(made):
    """The trailer's day lies before the commit that states it."""
    made.edit(*SHORTER)
    made.propose(Effective_On="2020-01-01")
    found = review(made.site, "main", "change")
    assert [one.code for one in found.faults] == ["EFFECTIVE_PAST"]
    assert not found.met
    assert "自 2020-01-01 起施行" in found.faults[0].message("zh")


def test_a_reason_lets_it_pass(made):
    """What says why it reaches back is left to those who approve."""
    made.edit(*SHORTER)
    made.propose(Effective_On="2020-01-01", Effective_On_Reason="补录 2020 年的决定")
    assert faults(made) == []


def test_a_day_to_come_needs_none(made):
    """A later day, and none at all, are as they should be."""
    made.edit(*SHORTER)
    made.propose()
    assert faults(made) == []
    made.propose(keep=False, Effective_On="2999-01-01")
    assert faults(made) == []


def test_an_approval_after_the_day_is_too_late(made):
    """A day that lay ahead when it was proposed has passed when the last one agrees."""
    made.edit(*SHORTER)
    change = made.propose(Effective_On="2026-05-01")
    made.approve(change, "Approved-By", day=datetime.date(2026, 4, 30))
    assert faults(made) == []
    made.git("reset", "--quiet", "--hard", "HEAD~1")
    made.approve(change, "Approved-By", day=datetime.date(2026, 5, 3))
    assert faults(made) == [("EFFECTIVE_PAST", "")]


def test_an_items_own_day_counts_too(made):
    """The day that an item newly says of itself is judged like the commit's; that of a new item tells of what applied before."""
    made.edit("reviewed_on: 2026-01-05", "reviewed_on: 2026-01-05\neffective_on: 2020-01-01")
    made.write(POWER.replace("YJ-XK-0001", "A-1"), "code: A-1\nname: 某事项\ncategory: other\noffice: xxj\nsummary: 一句话。\neffective_on: 2020-01-01\n")
    made.propose()
    assert faults(made) == [("EFFECTIVE_PAST", "effective_on")]


def test_a_word_that_is_no_day_is_refused(made):
    """It would apply at once, whatever was meant."""
    made.edit(*SHORTER)
    made.propose(Effective_On="下月")
    assert faults(made) == [("EFFECTIVE_UNREADABLE", "")]


def test_a_change_is_judged_by_the_law_of_its_day(made):
    """What applies from a later day may rest on a law that is in force by then."""
    old = "in_force_from: 2016-02-06}"
    made.git("checkout", "--quiet", "main")
    made.edit(old, f"{old[:-1]}, repealed_on: 2999-01-01}}\n      - {{date: 2026-10-01, in_force_from: 2999-01-01}}", "content/laws.yaml")
    made.commit("登记")
    made.git("checkout", "--quiet", "-B", "change")
    made.edit("version: 2016-02-06", "version: 2026-10-01")
    made.propose()
    assert "LAW_NOT_IN_FORCE" in [one.code for one in review(made.site, "main", "change").problems.new]
    made.propose(keep=False, Effective_On="2999-01-01")
    late = [one for one in review(made.site, "main", "change").problems.new if one.code == "LAW_NOT_IN_FORCE"]
    assert all("2016-02-06" in one.message("en") for one in late)
