"""The git cases of the shared bad inputs: real repositories, one hostile commit each, read like any other."""

import datetime
import json
import subprocess

import pytest
import yaml

from quanli.cli import history
from quanli.cli.voice import Voice
from quanli.git.repository import reached
from quanli.history.refresh import open_record
from repositories import FILE, Story, item, message
from shared_data import SHARED

GOOD = b"author x <x@example.invalid> 1600000000 +0800\ncommitter x <x@example.invalid> 1600000000 +0800"
ELSEWHERE = {"V10": "an approval that is typed, not signed, see tests/review"}


def cases():
    path = SHARED / "bad-inputs.yaml"
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skipif(True, reason="shared data is not on this machine"))]
    found = [case for case in yaml.safe_load(path.read_text(encoding="utf-8")) if case["area"] == "git" and case["id"] not in ELSEWHERE]
    return [pytest.param(case, id=case["id"]) for case in found]


def commit_of(case):
    """Write the case as the bytes of a commit: its author and committer lines, and its message."""
    given = eval(case["py"]) if "py" in case else case["input"]
    if case["id"] == "V01":
        name, said = (part.partition("'")[2].rstrip("'") for part in given.split("; "))
        return f"author {name} <x@y> 1600000000 +0800\ncommitter {name} <x@y> 1600000000 +0800".encode(), said.encode()
    if case["id"] == "V05":
        return f"author X <x@y> 1700000000 +9999\n{given}".encode(), b"x"
    if case["id"] == "V07":
        author, committer = given.split("; ")
        return f"{author.replace('...', '1600000000 +0800')}\n{committer}".encode(), b"x"
    if case["id"] == "V11":
        return GOOD.replace(b"x@example.invalid", given.encode()), f"Reviewed by {given}".encode()
    return GOOD, given if isinstance(given, bytes) else given.encode()


@pytest.mark.parametrize("case", cases())
def test_a_bad_commit_gets_its_answer(case, tmp_path, capsys):
    """A hostile commit is read, made harmless and, where it tells something that cannot be read, named."""
    story = Story(tmp_path).tell({FILE: item()})
    if case["id"] == "V08":
        story.tell({FILE: item(days=10)})
        clone = tmp_path / "clone"
        subprocess.run([*case["input"].split(), "-q", f"file://{story.folder}", clone], check=True)
        assert open_record(clone, tmp_path / "state").why_incomplete.code == case["code"]
        return
    header, said = commit_of(case)
    story.git("read-tree", "--empty")
    blob = story.git("hash-object", "-w", "--stdin", data=item(days=10))
    story.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{FILE}")
    story.raw_commit(header, b"x\n\nChange-Reason: " + said + b"\n", tree=story.git("write-tree"))
    record = story.record()
    (event, _) = record.events("A-1")
    shown = repr(event) + history._json([event], Voice("zh")) + history._text([event], Voice("zh"))
    assert "@" not in shown
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in history._text([event], Voice("zh")))
    codes = [found.code for found in record.warnings()]
    doubtful = case["id"] in {"V04", "V07"}
    assert codes == (["BAD_COMMIT"] if doubtful else [])
    if case["id"] == "V01":
        assert event.reason == "<img src=x onerror=1>"
        assert "<img" not in history._markdown([event], Voice("zh"))
    if case["id"] == "V05":
        assert event.revision.commit.day == datetime.date(2023, 11, 15)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [("0", "BAD_COMMIT"), ("1", "COMMIT_MISDATED"), ("253402300800", "BAD_COMMIT"), ("9" * 30, "BAD_COMMIT"), ("32503651199", "COMMIT_MISDATED")],
)
def test_an_absurd_date_moves_the_site_nowhere_and_is_said(tmp_path, seconds, code):
    """A moment outside the calendar, before the commit that it follows or after today is told and not taken: the day stays that of the commit before."""
    story = Story(tmp_path).tell({FILE: item()})
    header = f"author x <x@y> {seconds} +0800\ncommitter x <x@y> {seconds} -9959".encode()
    story.raw_commit(header, b"x")
    assert reached(story.folder).day == datetime.date(2020, 1, 1)
    record = story.record()
    assert [found.code for found in record.warnings()] == [code]
    assert record.commit_on(datetime.date(2020, 1, 1)) == record.tip


def test_the_forge_shows_nothing_that_a_trailer_smuggles_in(tmp_path):
    """In Markdown a trailer cannot make a heading, a table cell, a link, an image or HTML."""
    evil = "a | b ![x](http://e) <script>alert(1)</script> `code` *x*"
    story = Story(tmp_path).tell({FILE: item()}, (message(Change_Reason=evil), {FILE: item(days=10)}))
    shown = history._markdown(story.record().events("A-1"), Voice("zh"))
    assert "a \\| b !\\[x\\](http://e) &lt;script>alert(1)&lt;/script> \\`code\\` \\*x\\*" in shown


def test_json_holds_what_the_page_needs(tmp_path):
    """The JSON form of an event names commit, legal date, changes and what the trailers say."""
    story = Story(tmp_path).tell({FILE: item()}, (message(Change_Reason="甲", Effective_On="2020-02-02"), {FILE: item(days=10)}))
    (event, _) = json.loads(history._json(story.record().events("A-1"), Voice("zh")))
    assert event["effective_on"] == "2020-02-02"
    assert event["committed_on"] == "2020-01-02"
    assert event["changes"] == [{"path": ["time_limits", "promised"], "label": "承诺时限", "action": "changed", "before": "20 个工作日", "after": "10 个工作日", "kind": "content", "direction": "better"}]


@pytest.mark.parametrize("name", [b"content/powers/xxj/\xb0\xec.yaml", "content/powers/xxj/名.yaml".encode(), b"content/powers/xxj/a\nb.yaml", b'content/powers/xxj/"q".yaml', b"content/powers/xxj/ .yaml"])
def test_a_file_name_in_any_encoding_is_no_item_and_breaks_nothing(tmp_path, name):
    """A file whose name is no code is not part of the record; its neighbours are."""
    story = Story(tmp_path).tell({FILE: item()})
    blob = story.git("hash-object", "-w", "--stdin", data=item("B"))
    story.git("read-tree", "main")
    story.git("update-index", "-z", "--add", "--index-info", data=b"100644 " + blob.encode() + b"\t" + name + b"\0")
    tree = story.git("write-tree")
    story.raw_commit(GOOD, b"x", tree=tree)
    assert list(story.record().codes()) == ["A-1"]
