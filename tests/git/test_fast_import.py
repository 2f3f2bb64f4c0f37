"""Commits written in one stream: what ends up in the repository."""

import datetime

from quanli.git.fast_import import FastImport
from repositories import FILE, Story, item

MOMENT = datetime.datetime(2020, 1, 1, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def test_the_same_commits_have_the_same_ids(tmp_path):
    """Who, when and what are fixed: the same story is the same commit everywhere."""
    one, other = (Story(tmp_path / name).tell(("说", {FILE: item()}), {FILE: item(days=3)}) for name in "ab")
    assert one.git("rev-parse", "main") == other.git("rev-parse", "main")
    assert one.git("log", "-1", "--format=%an %ae %cn %ce %ad", "--date=iso", "main") == (
        "Quanli quanli@example.invalid Quanli quanli@example.invalid 2020-01-02 10:00:00 +0800")


def test_a_merge_has_its_parents_in_order(tmp_path):
    """Marks name commits of the stream: a merge starts from the first, and brings in the others."""
    folder = tmp_path / "r"
    with FastImport(folder) as out:
        first = out.commit(MOMENT, "一", {FILE: item(), "x": b"x"})
        second = out.commit(MOMENT, "二", {FILE: item(days=2)})
        beside = out.commit(MOMENT, "旁", {FILE: item(days=3)}, branch="beside", parents=(first,))
        merge = out.commit(MOMENT, "合", {"x": None, "y": b"y"}, parents=(second, beside))
    assert (first, second, beside, merge) == (1, 2, 3, 4)
    story = Story(tmp_path)
    story.folder = folder
    assert story.git("log", "--format=%s", "--first-parent", "main").split() == ["合", "二", "一"]
    assert story.git("log", "-1", "--format=%s", "main^2") == "旁"
    assert story.git("show", f"main:{FILE}").encode() == item(days=2).strip()
    assert story.git("ls-tree", "-r", "--name-only", "main").split() == [FILE, "y"]


def test_a_branch_goes_on_where_it_is(tmp_path):
    """A later stream adds to the branch that is there."""
    story = Story(tmp_path).tell({FILE: item()})
    with FastImport(story.folder) as out:
        out.commit(MOMENT, "后", {"y": b"y"})
    assert story.git("log", "--format=%s", "main").split() == ["后", "改"]
    assert story.git("ls-tree", "-r", "--name-only", "main").split() == [FILE, "y"]
