"""The record says which changes applied before they were decided and give no reason."""

import pytest

from repositories import FILE, Story, item, message


def late(tmp_path, *steps):
    story = Story(tmp_path).tell({FILE: item()}, *steps)
    return [one.args["day"] for one in story.record().warnings() if one.code == "BACKDATED"]


def test_a_stated_day_before_its_commit_is_named(tmp_path):
    """The second commit, of 2 January, says that it applies from 2019."""
    assert late(tmp_path, (message(Effective_On="2019-12-01"), {FILE: item(days=10)})) == ["2019-12-01"]


@pytest.mark.parametrize(
    "step",
    [
        {FILE: item(days=10)},
        (message(Effective_On="2020-01-02"), {FILE: item(days=10)}),
        (message(Effective_On="2020-06-01"), {FILE: item(days=10)}),
        (message(Effective_On="2019-12-01", Effective_On_Reason="补录"), {FILE: item(days=10)}),
        {FILE: item(states="\n  - {state: suspended, on: 2019-12-01, document: 某文件}")},
        {FILE.replace("A-1", "A-2"): item("A-2", effective_on="2015-01-01")},
    ],
    ids=["no day", "the same day", "a later day", "a reason", "a state's own day", "a new item's own day"],
)
def test_what_is_in_order_is_not_named(tmp_path, step):
    """No day, a day not before, a reason, and what an item says of the time before the catalogue are in order."""
    assert late(tmp_path, step) == []


def test_an_items_own_new_day_is_judged_like_a_trailer(tmp_path):
    """An item that comes to say that it applies from an earlier day is named."""
    assert late(tmp_path, {FILE: item(days=10, effective_on="2019-01-01")}) == ["2019-01-01"]


def test_what_a_branch_decided_in_time_is_in_order_however_late_it_is_merged(tmp_path):
    """The day counts on which the branch's commits were written that state it or agree to it, not that of the merge."""
    story = Story(tmp_path).tell({FILE: item()})
    story.git("checkout", "-q", "-f", "-B", "side", "main")
    for days, said, day in ((10, "Effective-On: 2020-02-01", "2020-01-20"), (9, "Approved-By: 某某", "2020-01-25")):
        (story.folder / FILE).write_bytes(item(days=days))
        story.git("commit", "-q", "-a", f"--date={day}T10:00:00+08:00", "-m", f"改\n\n{said}\n")
    story.git("checkout", "-q", "main")
    story.git("merge", "-q", "--no-ff", "-m", "并入", "side")
    assert [one.code for one in story.record().warnings()] == []
