import contextlib
import datetime
import shutil
import sqlite3
import subprocess

import pytest

from quanli.git.run import FIXED
from quanli.history import catch_up
from quanli.history.diff import legal_diff
from quanli.history.record import opened_record
from quanli.history.refresh import open_record
from repositories import FILE, FIRST, Story, item, message, said

DAY = FIRST.date()
SHORTER = ("承诺时限", "20 个工作日", "10 个工作日")


def days(number):
    return DAY + datetime.timedelta(days=number)


def read(record, code="A-1"):
    """Give an item's events, oldest first, as pairs of day and changes."""
    return [(event.revision.commit.day, said(event)) for event in reversed(record.events(code))]


def all_of(record):
    return [record.events(code) for code in record.codes()] + [list(record.recent())]


def same_as_cold(story, record):
    """Compare the record kept up to date with one read anew."""
    cold = story.record(state="cold")
    assert all_of(record) == all_of(cold)
    cold.close()
    shutil.rmtree(story.folder.parent / "cold")


def test_an_item_has_its_changes_newest_first(tmp_path):
    """Each commit that changes something in law is an event, in the bureau's words, dated in Beijing."""
    record = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)}).record()
    assert read(record)[1] == (days(1), [SHORTER])
    assert record.events("A-1")[1].established
    assert record.complete
    assert list(record.warnings()) == []


def test_formatting_and_comments_are_no_events(tmp_path):
    """A commit that only rewrites the same thing otherwise gives no event and no version."""
    other = item().replace(b"{amount: 20, unit: workday}", b"  # x\n    amount: 20\n    unit: workday")
    record = Story(tmp_path).tell({FILE: item()}, {FILE: other}, {"content/laws.yaml": b"laws: []\n"}).record()
    assert [event.established for event in record.events("A-1")] == [True]


def test_reason_basis_and_document_come_from_trailers(tmp_path):
    """What a commit's trailers say stands with the event; the subject, names and addresses do not."""
    text = message("主题", Change_Reason="压减时限", Legal_Basis="条例第三条", Document="某发〔2020〕1号 <zhang.san@internal.example>", Effective_On="2020年3月1日")
    record = Story(tmp_path).tell({FILE: item()}, (text, {FILE: item(days=10)})).record()
    event = record.events("A-1")[0]
    assert (event.reason, event.legal_basis, event.document) == ("压减时限", "条例第三条", "某发〔2020〕1号")
    assert event.effective_on == datetime.date(2020, 3, 1)
    assert event.legal_day == datetime.date(2020, 3, 1)
    assert "zhang" not in repr(list(record.recent()))


def test_the_field_goes_before_the_trailer_and_counts_only_when_it_is_new(tmp_path):
    """A changed effective_on is the legal date; one that stood there before says nothing of a later change."""
    story = Story(tmp_path).tell(
        {FILE: item(effective_on="2019-05-01")},
        (message(Effective_On="2020-09-09"), {FILE: item(days=10, effective_on="2020-06-01")}),
        {FILE: item(days=5, effective_on="2020-06-01")},
    )
    assert [str(event.effective_on) for event in story.record().events("A-1")] == ["None", "2020-06-01", "2019-05-01"]


def test_a_new_state_is_dated_by_its_own_day(tmp_path):
    """A suspension applies from the day that the state log gives."""
    states = "\n  - {state: suspended, on: 2020-02-01, document: 通知}"
    record = Story(tmp_path).tell({FILE: item()}, {FILE: item(states=states)}).record()
    assert record.events("A-1")[0].effective_on == datetime.date(2020, 2, 1)


def test_only_new_commits_are_read(tmp_path, monkeypatch):
    """A second opening reads nothing, and after a new commit that commit alone."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)})
    story.record().close()
    reads = []
    real = catch_up.gather
    monkeypatch.setattr(catch_up, "gather", lambda *a: reads.append(a[3]) or real(*a))
    story.record().close()
    assert reads == []
    first = story.git("rev-parse", "main")
    story.tell({FILE: item(days=5)})
    compared = []
    record = open_record(story.folder, tmp_path / "state", diff=lambda *pair: compared.append(pair) or legal_diff(*pair))
    assert reads == [first]
    assert [(a.time_limits.promised.amount, b.time_limits.promised.amount) for a, b, _ in compared] == [(10, 5)]
    same_as_cold(story, record)


def test_rewritten_history_is_read_anew(tmp_path):
    """When the last commit read is no longer on the main line, the record is that of the new line alone."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)}, {FILE: item(days=5)})
    story.record().close()
    story.git("reset", "-q", "--hard", "main~1")
    story.tell({FILE: item(days=7)})
    record = story.record()
    assert [changes for _, changes in read(record)][1:] == [[SHORTER], [("承诺时限", "10 个工作日", "7 个工作日")]]
    same_as_cold(story, record)
    story.git("reset", "-q", "--hard", "main~2")
    assert len(story.record().events("A-1")) == 1


@pytest.mark.parametrize("damage", [b"", b"not a database", None, "middle", "version"])
def test_a_damaged_state_is_made_anew(tmp_path, damage):
    """A state file that is empty, garbage, missing, damaged in the middle or of another version costs time, never truth."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)})
    record = story.record()
    want = all_of(record)
    record.close()
    file = tmp_path / "state" / "history.sqlite"
    if damage is None:
        file.unlink()
    elif damage == "version":
        with contextlib.closing(sqlite3.connect(file)) as db, db:
            db.execute("update meta set value = 'another' where key = 'judges'")
            db.execute("delete from event")
    elif damage == "middle":
        data = file.read_bytes()
        file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    else:
        file.write_bytes(damage)
    assert all_of(story.record()) == want


def test_a_sync_that_fails_leaves_the_state_as_it_was(tmp_path):
    """An error half-way through writes nothing; the next opening goes on from where the record was."""
    story = Story(tmp_path).tell({FILE: item()})
    story.record().close()
    story.tell({FILE: item(days=10)})

    def broken(*_):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        open_record(story.folder, tmp_path / "state", diff=broken)
    left = opened_record(story.folder, tmp_path / "state")
    assert len(left.events("A-1")) == 1
    left.close()
    same_as_cold(story, story.record())


def test_a_merge_is_one_event_dated_when_it_entered_the_main_line(tmp_path):
    """Work on a branch stands once, with the merge; the branch's trailers are the merge's."""
    story = Story(tmp_path).tell({FILE: item()})
    story.git("branch", "side")
    story.tell((message(Change_Reason="理由甲"), {FILE: item(days=15)}), (message(Document="文件乙"), {FILE: item(days=10)}), branch="side")
    story.tell({"content/powers/xxj/B-1.yaml": item("B-1")})
    story.git("checkout", "-q", "main")
    story.git("reset", "-q", "--hard")
    story.git("merge", "-q", "--no-ff", "-m", "合并", "side")
    record = story.record()
    events = record.events("A-1")
    assert [said(event) for event in events] == [[SHORTER], [("权力事项“某事项”", "", "行政许可")]]
    assert (events[0].reason, events[0].document) == ("理由甲", "文件乙")
    assert events[0].revision.commit.id == story.git("rev-parse", "main")
    same_as_cold(story, record)


def test_a_branch_that_undid_its_work_never_shows(tmp_path):
    """A change and its undoing on one branch are no event."""
    story = Story(tmp_path).tell({FILE: item()})
    story.git("branch", "side")
    story.tell({FILE: item(days=15)}, {FILE: item()}, branch="side")
    story.git("checkout", "-q", "main")
    story.git("reset", "-q", "--hard")
    story.git("merge", "-q", "--no-ff", "-m", "合并", "side")
    assert len(story.record().events("A-1")) == 1


def test_an_octopus_is_a_merge_like_any_other(tmp_path):
    """Each of the branches that one commit merges has its changes there once, with its own trailers."""
    files = {code: f"content/powers/xxj/{code}.yaml" for code in ("A-1", "B-1", "C-1")}
    story = Story(tmp_path).tell({file: item(code) for code, file in files.items()})
    for code, file in files.items():
        story.git("branch", code)
        story.tell((message(Change_Reason=code), {file: item(code, days=10)}), branch=code)
    story.git("reset", "-q", "--hard")
    story.git("merge", "-q", "-m", "八爪鱼", *files)
    assert len(story.git("rev-parse", "HEAD^@").split()) >= 3
    record = story.record()
    assert {code: [(event.reason, said(event)) for event in record.events(code)][:-1] for code in files} == {code: [(code, [SHORTER])] for code in files}
    same_as_cold(story, record)


def test_criss_cross_merges_count_each_change_once(tmp_path):
    """A branch that took in the main line before it was merged brings only its own work."""
    other = "content/powers/xxj/B-1.yaml"
    story = Story(tmp_path).tell({FILE: item(), other: item("B-1")})
    story.git("branch", "side")
    story.tell((message(Change_Reason="旁"), {FILE: item(days=10)}), branch="side")
    story.tell((message(Change_Reason="主"), {other: item("B-1", days=10)}))
    story.git("checkout", "-q", "-f", "side")
    story.git("merge", "-q", "--no-ff", "-m", "并入主线", "main")
    story.git("checkout", "-q", "-f", "main")
    story.git("merge", "-q", "--no-ff", "-m", "合并", "side")
    record = story.record()
    assert [(event.reason, said(event)) for event in record.events("A-1")][:-1] == [("旁", [SHORTER])]
    assert [(event.reason, said(event)) for event in record.events("B-1")][:-1] == [("主", [SHORTER])]


def test_an_item_that_changes_folder_is_followed(tmp_path):
    """The same code in another folder is a move, with what else changed."""
    moved = FILE.replace("xxj", "yyj")
    story = Story(tmp_path).tell({FILE: item()}, {FILE: None, moved: item(days=10)}, {moved: item(days=5)})
    events = story.record().events("A-1")
    assert [event.revision.renamed_from for event in events] == ["", FILE, ""]
    assert said(events[1]) == [SHORTER]
    assert events[0].revision.file == moved


@pytest.mark.parametrize("new", ["a-1", "B-9"])
def test_a_renamed_item_keeps_its_history(tmp_path, new):
    """A new code, be it only in letter case, continues the old one's record, and the old one says where it went."""
    renamed = f"content/powers/xxj/{new}.yaml"
    body = {"fees": "[]", "keywords": "[甲, 乙]"}
    story = Story(tmp_path).tell({FILE: item(**body)}, {FILE: item(days=10, **body)}, {FILE: None, renamed: item(new, days=10, **body)}, {renamed: item(new, days=5, **body)})
    record = story.record()
    assert len(record.events(new)) == 4
    assert record.events(new)[1].revision.renamed_from == FILE
    assert [label for label, _, _ in said(record.events(new)[1])] == ["权力编码"]
    assert record.events("A-1")[0].removed
    assert record.successor("A-1") == new
    assert sum(event.removed for event in record.recent()) == 0
    same_as_cold(story, record)


def test_an_unlike_item_is_not_taken_for_a_renamed_one(tmp_path):
    """One item that goes and another that comes in the same commit are two."""
    other = b"code: B-9\nname: \xe5\x88\xab\ncategory: penalty\noffice: xxj\nsummary: \xe5\x88\xab\n"
    record = Story(tmp_path).tell({FILE: item()}, {FILE: None, "content/powers/xxj/B-9.yaml": other}).record()
    assert record.events("B-9")[0].established
    assert record.successor("A-1") == ""


def test_a_removed_item_keeps_its_record(tmp_path):
    """A file that went is an event, and the code still has its history; one that comes back begins again."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: None}, {FILE: item(days=10)})
    assert [(event.established, event.removed) for event in story.record().events("A-1")] == [(True, False), (False, True), (True, False)]


def test_an_item_is_called_as_in_the_last_version_that_can_be_read(tmp_path):
    """Neither its removal nor a version that cannot be read hides the name; under a new code it is that of the old one."""
    renamed = FILE.replace("A-1", "A-2")
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item().replace("某事项".encode(), "新名称".encode())}, {FILE: b"code: [\n"})
    assert story.record().last_called("A-1") == ("新名称", "xxj")
    assert story.tell({FILE: None}).record().last_called("A-1") == ("新名称", "xxj")
    assert story.record().last_called("A-2") is None
    again = Story(tmp_path / "again").tell({FILE: item()}, {FILE: None, renamed: item("A-2")}, {renamed: b"code: [\n"}, {renamed: None})
    assert again.record().last_called("A-2") == ("某事项", "xxj")


def test_a_version_that_cannot_be_read_is_a_gap(tmp_path):
    """The gap is said, and the version after it is compared with the one before, so that no change is lost."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: b"code: [\n"}, {FILE: item(days=10)})
    record = story.record()
    events = record.events("A-1")
    assert [event.readable for event in events] == [True, False, True]
    assert said(events[0]) == [SHORTER]
    (warning,) = record.warnings()
    assert (warning.code, warning.place.file) == ("HISTORY_GAP", FILE)
    same_as_cold(story, record)


def test_a_site_in_a_folder_of_the_repository_is_read(tmp_path):
    """The site need not be the repository's root."""
    story = Story(tmp_path).tell({f"site/{FILE}": item(), FILE: item("A-1", days=99)}, {f"site/{FILE}": item(days=10)})
    story.git("reset", "-q", "--hard")
    record = open_record(story.folder / "site", tmp_path / "state")
    assert read(record)[1][1] == [SHORTER]


def test_no_git_no_commit_and_a_shallow_clone_are_said(tmp_path, monkeypatch):
    """Where history is missing or cut off, the record says so and invents no beginning."""
    bare = tmp_path / "plain"
    bare.mkdir()
    assert open_record(bare, tmp_path / "s1").why_incomplete.code == "NO_HISTORY"
    subprocess.run(["git", "init", "-q", bare], check=True)
    assert open_record(bare, tmp_path / "s2").why_incomplete.code == "NO_HISTORY"
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)}, {FILE: item(days=5)})
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{story.folder}", clone], check=True)
    record = open_record(clone, tmp_path / "s3")
    assert record.why_incomplete.code == "SHALLOW_CLONE"
    assert not record.complete
    assert read(record) == [(days(2), [("承诺时限", "10 个工作日", "5 个工作日")])]
    subprocess.run(["git", "-C", clone, "fetch", "-q", "--unshallow"], check=True)
    whole = open_record(clone, tmp_path / "s3")
    assert whole.complete
    assert len(whole.events("A-1")) == 3
    monkeypatch.setenv("PATH", str(tmp_path))
    assert open_record(clone, tmp_path / "s3").why_incomplete.code == "NO_HISTORY"


def test_a_broken_repository_is_said(tmp_path):
    """A repository that lacks objects makes the record incomplete, in git's words."""
    story = Story(tmp_path).tell({FILE: item()}, {FILE: item(days=10)})
    first = story.git("rev-parse", "main~1")
    (story.folder / ".git/objects" / first[:2] / first[2:]).unlink()
    record = story.record()
    assert record.why_incomplete.code == "GIT_FAILED"
    assert list(record.codes()) == []


def test_a_repository_of_another_owner_is_said(tmp_path, monkeypatch):
    """Git refuses to read a repository that belongs to somebody else; the record passes its words on."""
    story = Story(tmp_path).tell({FILE: item()})
    monkeypatch.setitem(FIXED, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    why = story.record().why_incomplete
    assert why.code == "GIT_FAILED"
    assert "safe.directory" in why.message("zh")


def test_the_whole_catalogue_has_its_latest_changes(tmp_path):
    """The latest events of all items come newest first, as many as asked, and what changed since a commit is known."""
    other = "content/powers/xxj/B-1.yaml"
    story = Story(tmp_path).tell({FILE: item()}, {other: item("B-1")}, {FILE: item(days=10)})
    record = story.record()
    assert [event.revision.code for event in record.recent(2)] == ["A-1", "B-1"]
    assert list(record.codes()) == ["A-1", "B-1"]
    assert record.changed_since(story.git("rev-parse", "main~1")) == {"A-1"}
    assert record.changed_since(story.git("rev-parse", "main")) == set()
    assert record.changed_since("f" * 40) == {"A-1", "B-1"}
    worker = opened_record(story.folder, tmp_path / "state")
    assert worker.events("A-1") == record.events("A-1")


def test_the_record_is_the_same_however_it_was_read(tmp_path):
    """Opened after each commit or once at the end, the record is the same, merges and moves included."""
    story = Story(tmp_path).tell({FILE: item()})
    record = story.record()
    moved = FILE.replace("xxj", "yyj")
    for n, step in enumerate(({FILE: item(days=10)}, {FILE: None, moved: item(days=10)}, {moved: b"["}, {moved: item(days=9)}, {FILE: item(days=3)}, {moved: None})):
        record.close()
        if n % 2:
            story.tell(step)
        else:
            story.git("branch", "-f", "side", "main")
            story.tell((message(Document=str(n)), step), branch="side")
            story.git("checkout", "-q", "-f", "main")
            story.git("reset", "-q", "--hard")
            story.git("merge", "-q", "--no-ff", "-m", "合并", "side")
        record = story.record()
        same_as_cold(story, record)


def test_a_title_that_changes_changes_what_is_said(tmp_path):
    """Laws and offices are called by their present titles, and only what speaks of one that changed is compared anew."""
    other = "content/powers/xxj/B-1.yaml"
    story = Story(tmp_path).tell({FILE: item(), other: item("B-1")}, {FILE: item(basis="[{law: fa, article: 第一条}]"), other: item("B-1", days=10)})
    labels = lambda record: [change.label for change in record.events("A-1")[0].changes]  # noqa: E731
    assert labels(story.record()) == ["实施依据《fa》第一条"]
    compared = []

    def diff(before, after, names):
        compared.append(after.code)
        return legal_diff(before, after, names)

    record = open_record(story.folder, tmp_path / "state", {("law", "fa"): "某法", ("office", "xxj"): "某局"}, diff)
    assert labels(record) == ["实施依据《某法》第一条"]
    assert compared == ["A-1"]


def test_a_branch_merged_twice_tells_each_merge_its_own_part(tmp_path):
    """What a branch said before its first merge stands with that merge, not again with the next."""
    story = Story(tmp_path).tell({FILE: item()})
    story.git("branch", "side")
    for reason, days_promised in (("一", 15), ("二", 10)):
        story.tell((message(Change_Reason=reason), {FILE: item(days=days_promised)}), branch="side")
        story.git("checkout", "-q", "-f", "main")
        story.git("merge", "-q", "--no-ff", "-m", "合并", "side")
    assert [event.reason for event in story.record().events("A-1")] == ["二", "一", ""]
