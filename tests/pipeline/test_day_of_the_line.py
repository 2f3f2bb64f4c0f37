"""Of which day a site speaks: the one that its main line has reached, whatever date a commit bears."""

import datetime
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.incremental import same_as_clean
from pipeline.test_history_pages import CODE, commit, git, page, repository, words
from quanli.git.repository import FINE, line_days
from quanli.history.clock import is_outlived
from quanli.pipeline.day import build_day
from sites import POWER, build, check, edit

DAY = datetime.date(2021, 4, 20)


def day_of(site):
    """Give the day that the list of digests names."""
    return json.loads((site / "output/digests.json").read_text())["day"]


@pytest.mark.parametrize("date", ["2001-01-01", "2099-12-31"])
def test_a_commit_with_a_false_date_moves_the_site_nowhere(tmp_path, date):
    """Dated twenty years back or to come, a commit is of the day of the one before it: the list of digests, what is in force, the record and its months say so."""
    site = repository(tmp_path)
    edit(site, POWER, "在固定场所零售", "在固定的场所零售")
    commit(site, DAY.isoformat(), Effective_On="2021-04-01", Effective_On_Reason="补录")
    assert build(site) == 0
    edit(site, POWER, "在固定的场所零售", "在一个固定的场所零售")
    commit(site, date)
    assert build(site) == 0
    assert day_of(site) == DAY.isoformat()
    assert "在一个固定的场所零售" in page(site, f"/powers/{CODE}/")
    said = words(page(site, f"/powers/{CODE}/history/"))
    assert "日期不详" in said
    assert date[:4] not in said
    assert not (site / "output/changes" / date[:7]).exists()
    assert (site / f"output/powers/{CODE}/{DAY}").is_dir()
    same_as_clean(site, tmp_path / "clean")


def test_the_next_commit_goes_on_from_the_last_good_day(tmp_path):
    """After a commit with a false date an honest one moves the site on."""
    site = repository(tmp_path)
    commit(site, "2099-12-31")
    assert build(site) == 0
    commit(site, DAY.isoformat())
    assert build(site) == 0
    assert day_of(site) == DAY.isoformat()
    same_as_clean(site, tmp_path / "clean")


def test_a_branch_has_no_say_in_the_day(tmp_path):
    """Only the main line counts: what a branch's commits are dated moves nothing when they are merged."""
    site = repository(tmp_path)
    commit(site, DAY.isoformat())
    git(site, "switch", "-q", "-c", "change")
    commit(site, "2022-01-01")
    git(site, "switch", "-q", "main")
    assert build_day(site) == DAY
    assert build_day(site, git(site, "rev-parse", "change").strip()) == datetime.date(2022, 1, 1)


def test_a_false_date_is_named(tmp_path, capsys):
    """``quanli check`` names the commit, what it is dated, and the day that is taken."""
    site = repository(tmp_path)
    commit(site, "2001-01-01")
    status, problems = check(site, capsys)
    (told,) = [one["message"] for one in problems if one["code"] == "COMMIT_MISDATED"]
    commit_id = git(site, "rev-parse", "--short=12", "HEAD").strip()
    assert told == f"commit {commit_id} is dated 2001-01-01, before the commit that it follows: that is not taken, it counts as of 2020-03-01"
    assert status == 0


moments = st.lists(st.one_of(st.none(), st.integers(min_value=-(10**12), max_value=10**14)), min_size=1, max_size=12)
days = st.dates(min_value=datetime.date(1971, 1, 1), max_value=datetime.date(2998, 1, 1))


@given(moments, days)
def test_days_never_go_back(line, clock):
    """Along a main line days never go back, none but the first few lies after the clock, and each good date is taken."""
    told = list(line_days(line, clock))
    assert len(told) == len(line)
    assert all(one.day <= other.day for one, other in itertools.pairwise(told))
    assert all(one.day >= one.said for one in told if one.stands == FINE)


@given(moments, days, st.integers(min_value=0, max_value=12))
def test_read_in_two_parts_the_days_are_the_same(line, clock, at):
    """What was read up to a commit and goes on from there is what is read at once."""
    whole = list(line_days(line, clock))
    first = next((one.said for one in whole[:at] if one.stands != 1), None)
    rest = list(line_days(line[at:], clock, first, whole[:at][-1].day)) if whole[:at] else whole
    assert whole[len(whole) - len(rest) :] == rest


def test_a_clock_behind_the_whole_line_is_not_believed():
    """A machine whose clock is behind the first commit tells nothing of the others: their own dates are taken."""
    line = [1_600_000_000, 1_700_000_000]
    assert [one.day for one in line_days(line, datetime.date(1970, 1, 2))] == [one.day for one in line_days(line, datetime.date(2030, 1, 1))]


@pytest.mark.parametrize(
    ("known", "clock", "anew"),
    [
        ({"first": "2020-01-01", "reached": "2021-01-01", "ahead": "2030-01-01"}, "2029-12-31", False),
        ({"first": "2020-01-01", "reached": "2021-01-01", "ahead": "2030-01-01"}, "2030-01-01", True),
        ({"first": "2020-01-01", "reached": "2021-01-01", "ahead": ""}, "2020-06-01", True),
        ({"first": "2020-01-01", "reached": "2021-01-01", "ahead": ""}, "2019-06-01", False),
        ({"first": "2020-01-01", "reached": "2021-01-01", "ahead": "", "behind": "behind"}, "2019-12-31", False),
        ({"first": "2020-01-01", "reached": "2021-01-01", "ahead": "", "behind": "behind"}, "2020-01-01", True),
        ({}, "2020-01-01", False),
    ],
)
def test_the_record_is_read_anew_when_the_clock_would_tell_otherwise(known, clock, anew):
    """A commit that was ahead of the clock counts from its day on; otherwise what was read stays."""
    assert is_outlived(known, datetime.date.fromisoformat(clock)) is anew
