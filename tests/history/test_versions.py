import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from quanli.history.change import Change
from quanli.history.revision import Commit, LegalEvent, Revision
from quanli.history.versions import in_force, power_as_of, version_on, versions
from repositories import FILE, FIRST, Story, item, message

DAY = FIRST.date()
NOTHING = ()
SOMETHING = (Change(("name",), "名称", "changed", "甲", "乙", "content"),)


def date(text):
    return datetime.date.fromisoformat(f"2020-{text}")


def event(committed, effective=None, blob="x", **more):
    commit = Commit(blob, date(committed), "")
    return LegalEvent(Revision("A", FILE, commit, more.pop("before", "x"), blob), more.pop("changes", SOMETHING), effective and date(effective), **more)


def spans(*events):
    return [
        (f"{version.from_day:%m-%d}", version.until_day and f"{version.until_day:%m-%d}", version.blob)
        for version in in_force(reversed(events))
    ]


def test_a_version_holds_until_the_day_before_the_next():
    """Versions follow each other without gap or overlap; the last is still in force."""
    assert spans(event("01-01", blob="a"), event("03-01", blob="b")) == [("01-01", "02-29", "a"), ("03-01", None, "b")]


def test_the_stated_day_goes_before_the_commits_day():
    """A version applies from its stated day, later or earlier than its commit."""
    assert spans(event("01-01", blob="a"), event("02-01", "03-01", blob="b"), event("04-10", "04-01", blob="c")) == [
        ("01-01", "02-29", "a"), ("03-01", "03-31", "b"), ("04-01", None, "c")]  # fmt: skip


def test_an_incidental_change_waits_with_the_one_that_waits():
    """What is made while a new text waits for its day holds that text's changes, so it waits too."""
    assert spans(event("01-01", blob="a"), event("02-01", "03-01", blob="b"), event("02-10", blob="c")) == [
        ("01-01", "02-29", "a"), ("03-01", None, "c")]  # fmt: skip


def test_a_wrong_day_can_be_put_right_before_it_comes():
    """A stated day replaces one further off that had not come."""
    assert spans(event("01-01", blob="a"), event("02-01", "12-31", blob="b"), event("02-10", "03-01", blob="c")) == [
        ("01-01", "02-29", "a"), ("03-01", None, "c")]  # fmt: skip


def test_a_later_stage_does_not_replace_an_earlier_one():
    """Two texts that wait for two days come into force one after the other."""
    assert spans(event("01-01", blob="a"), event("02-01", "03-01", blob="b"), event("02-10", "05-01", blob="c")) == [
        ("01-01", "02-29", "a"), ("03-01", "04-30", "b"), ("05-01", None, "c")]  # fmt: skip


def test_nothing_applies_before_what_it_was_made_from():
    """A decision recorded late does not carry later rules back in time."""
    assert spans(event("01-01", blob="a"), event("05-01", blob="b"), event("06-01", "02-01", blob="c")) == [
        ("01-01", "04-30", "a"), ("05-01", None, "c")]  # fmt: skip


def test_of_one_day_the_last_text_stands():
    """Two commits of one day make one version."""
    assert spans(event("01-01", blob="a"), event("01-01", blob="b")) == [("01-01", None, "b")]


def test_a_gap_or_a_move_is_no_version():
    """A version that cannot be read, and one that only lies elsewhere, begin nothing."""
    assert spans(event("01-01", blob="a"), event("02-01", blob="b", readable=False), event("03-01", blob="c", changes=NOTHING)) == [("01-01", None, "a")]


def test_a_removed_item_ends():
    """After the file went nothing is in force, until it comes back."""
    assert spans(event("01-01", blob="a"), event("02-01", blob=""), event("03-01", blob="c", before="")) == [("01-01", "01-31", "a"), ("03-01", None, "c")]


DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))


@given(st.lists(st.tuples(DATES, st.none() | DATES, st.sampled_from("abcd")), max_size=8))
def test_at_most_one_version_holds_on_any_day(told):
    """Whatever days are stated, versions do not overlap, and a day on which one began keeps one for good."""
    told = [(day, effective, blob) for (_, effective, blob), day in zip(told, sorted(day for day, _, _ in told), strict=True)]
    begun = set()
    for upto in range(len(told) + 1):
        events = [LegalEvent(Revision("A", FILE, Commit(str(n), day, ""), "x", blob), SOMETHING, effective) for n, (day, effective, blob) in enumerate(told[:upto])]
        found = in_force(reversed(events))
        for one, other in itertools.pairwise(found):
            assert one.from_day <= one.until_day < other.from_day
        today = events[-1].revision.commit.day if events else datetime.date.min
        now = {version.from_day for version in found if version.from_day <= today}
        assert begun <= now
        begun = now


def test_a_power_is_read_as_it_stood(tmp_path):
    """The item of a day is the text in force on that day; before it was there is none."""
    story = Story(tmp_path).tell({FILE: item()}, (message(Effective_On="2020-06-01"), {FILE: item(days=10)}))
    record = story.record()
    promised = lambda day: power_as_of(record, "A-1", day).time_limits.promised.amount  # noqa: E731
    assert promised(DAY) == 20
    assert promised(datetime.date(2020, 5, 31)) == 20
    assert promised(datetime.date(2020, 6, 1)) == 10
    assert power_as_of(record, "A-1", DAY - datetime.timedelta(days=1)) is None
    assert version_on(record, "A-1", DAY).commit == story.git("rev-parse", "main~1")
    assert [version.blob for version in versions(record, "A-1")] == story.git("rev-parse", f"main~1:{FILE}", f"main:{FILE}").split()
