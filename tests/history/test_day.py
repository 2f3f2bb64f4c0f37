import datetime

from quanli.history.day import catalogue_as_of, tree_as_of, write_day
from repositories import FILE, FIRST, Story, item, message

DAY = FIRST.date()
OTHER = "content/powers/xxj/B-1.yaml"


def written(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_catalogue_of_a_day_is_written_by_legal_date(tmp_path):
    """Items stand as they were in force, all else as the repository had it, and nothing of later days is there."""
    story = Story(tmp_path).tell(
        {FILE: item(), "content/site.yaml": b"name: 1\n", "README": b"x"},
        (message(Effective_On="2020-03-01"), {FILE: item(days=10), "content/site.yaml": b"name: 2\n"}),
        {OTHER: item("B-1")},
    )
    record = story.record()
    day = DAY + datetime.timedelta(days=1)
    assert write_day(record, day, tmp_path / "day") == story.git("rev-parse", "main~1")
    assert written(tmp_path / "day") == {FILE: item(), "content/site.yaml": b"name: 2\n"}
    write_day(record, datetime.date(2020, 3, 1), tmp_path / "march")
    assert written(tmp_path / "march")[FILE] == item(days=10)
    assert [code for code, _ in catalogue_as_of(record, datetime.date(2020, 3, 1))] == ["A-1", "B-1"]


def test_before_the_first_commit_there_is_no_catalogue(tmp_path):
    """A day before the first commit has no tree, and nothing is written."""
    record = Story(tmp_path).tell({FILE: item()}).record()
    yesterday = DAY - datetime.timedelta(days=1)
    assert tree_as_of(record, yesterday) == write_day(record, yesterday, tmp_path / "day") == ""
    assert not (tmp_path / "day").exists()


def test_a_renamed_item_stands_under_the_code_of_the_day(tmp_path):
    """Before its renaming an item is in the catalogue once, under the old code."""
    new = "content/powers/xxj/B-9.yaml"
    body = {"fees": "[]", "keywords": "[甲, 乙]"}
    record = Story(tmp_path).tell({FILE: item(**body)}, {FILE: None, new: item("B-9", **body)}).record()
    assert [code for code, _ in catalogue_as_of(record, DAY)] == ["A-1"]
    assert [code for code, _ in catalogue_as_of(record, DAY + datetime.timedelta(days=1))] == ["B-9"]


def test_links_and_submodules_are_left_out(tmp_path):
    """Only regular files come out of git."""
    story = Story(tmp_path).tell({FILE: item(), "content/site.yaml": b"name: 1\n"})
    story.git("reset", "-q", "--hard")
    link = story.git("hash-object", "-w", "--stdin", data=b"/etc/passwd")
    story.git("update-index", "--add", "--cacheinfo", f"120000,{link},content/laws.yaml", "--cacheinfo", f"160000,{'1' * 40},content/guides")
    story.git("commit", "-q", "-m", "x", "--date", "2020-01-02T00:00:00Z")
    write_day(story.record(), datetime.date(2999, 1, 1), tmp_path / "day")
    assert set(written(tmp_path / "day")) == {FILE, "content/site.yaml"}
