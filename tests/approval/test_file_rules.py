"""What ``quanli check`` says of statements and approvals: real signatures, each way in which they may be wrong."""

import dataclasses
import datetime
import subprocess

import pytest

from quanli.approval.approval import Approval, text_of
from quanli.approval.governed import APPROVALS
from quanli.approval.statement import change_id, digest_of
from quanli.approval.statement import text_of as statement_text
from signing import PLAIN, Keys
from sites import check, make_site, put

TEXT = statement_text(PLAIN)
OTHER = statement_text(dataclasses.replace(PLAIN, said={"Change-Reason": "别的"}))
FOLDER, SECOND = (f"{APPROVALS}/{change_id(text)}" for text in (TEXT, OTHER))
FILE = f"{FOLDER}/legal-review@xxj.txt"
GIVEN = Approval("legal-review", "xxj", "法规科", datetime.date(2026, 1, 5), digest_of(TEXT))


@pytest.fixture
def keys(tmp_path):
    return Keys(tmp_path / "keys")


@pytest.fixture
def site(tmp_path, keys):
    """Give a site in which a change was approved by a step."""
    lines = keys.line("law", "legal-review@*", "法规科", ',valid-after="20260101",valid-before="20260201"') + keys.line("boss", "approved-by@*", "局长")
    return put(make_site(tmp_path), **{f"{FOLDER}/change.txt": TEXT, FILE: text_of(keys.signed("law", GIVEN, TEXT)), "content/approvers": lines})


def told(site, capsys):
    return [(one["code"], one["file"], one["line"]) for one in check(site, capsys)[1]]


def test_good_approval(site, capsys):
    """An approval that was good on its day is fine, though its key has run out."""
    assert not told(site, capsys)


def test_altered_statement(site, capsys):
    """A statement in which a word was changed is named, and each approval of it."""
    put(site, **{f"{FOLDER}/change.txt": OTHER})
    assert told(site, capsys) == [("STATEMENT_MOVED", f"{FOLDER}/change.txt", 1), ("APPROVAL_OF_ANOTHER", FILE, 5)]
    put(site, **{f"{FOLDER}/change.txt": TEXT.replace("（未写明）", "（没有写）", 1) + "x"})
    assert ("STATEMENT_INVALID", f"{FOLDER}/change.txt", 1) in told(site, capsys)
    put(site, **{f"{FOLDER}/change.txt": "甲".encode("gb18030")})
    assert told(site, capsys) == [("NOT_UTF8", f"{FOLDER}/change.txt", 1)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("签署人：法规科", "签署人：局长", "APPROVAL_UNPROVED", 3),
        ("2026-01-05", "2026-01-06", "APPROVAL_UNPROVED", 3),
        ("2026-01-05", "2025-01-06", "APPROVAL_UNPROVED", 3),
        ("legal-review@xxj", "approved-by@xxj", "APPROVAL_OF_ANOTHER", 2),
        ("2026-01-05", "一月", "APPROVAL_FILE", 4),
        ("审批意见", "意见", "APPROVAL_FILE", 1),
    ],
)
def test_altered_approval(site, capsys, old, new, code, line):
    """An approval of which a line was changed is named with that line."""
    put(site, **{FILE: (site / FILE).read_text(encoding="utf-8").replace(old, new)})
    assert told(site, capsys) == [(code, FILE, line)]


def test_approval_of_another_change(site, keys, capsys):
    """An approval that was moved to another change is named."""
    put(site, **{f"{SECOND}/change.txt": OTHER, f"{SECOND}/legal-review@xxj.txt": (site / FILE).read_text(encoding="utf-8")})
    assert told(site, capsys) == [("APPROVAL_OF_ANOTHER", f"{SECOND}/legal-review@xxj.txt", 5)]


@pytest.mark.parametrize("by", ["boss", "stranger"])
def test_signed_by_another(site, keys, capsys, by):
    """An approval that a key of another role signed, or one that nobody knows, is named."""
    put(site, **{FILE: text_of(keys.signed(by, GIVEN, TEXT))})
    assert told(site, capsys) == [("APPROVAL_UNPROVED", FILE, 3)]


def test_revoked_key(site, keys, capsys):
    """An approval by a key that had been revoked by then is named."""
    put(site, **{"content/revoked-keys": f"2026-01-02 {keys.public('law')} 遗失\n"})
    assert told(site, capsys) == [("APPROVAL_UNPROVED", FILE, 3)]


def test_what_is_no_approval(site, capsys):
    """A file of another name, of no role, or beside no statement is named."""
    text = (site / FILE).read_text(encoding="utf-8")
    put(site, **{f"{FOLDER}/notes.txt": "甲\n", f"{FOLDER}/boss@xxj.txt": text, f"{SECOND}/legal-review@xxj.txt": text, f"{APPROVALS}/x.txt": "甲\n"})
    found = told(site, capsys)
    assert {one[:2] for one in found} == {
        ("APPROVAL_PLACE", f"{FOLDER}/notes.txt"),
        ("APPROVAL_PLACE", f"{FOLDER}/boss@xxj.txt"),
        ("APPROVAL_PLACE", f"{SECOND}/legal-review@xxj.txt"),
        ("STRAY_FILE", f"{APPROVALS}/x.txt"),
    }


def test_what_the_main_line_has_is_settled(site, capsys):
    """Of a change that has come to the main line no signature is proved again: keys come and go."""
    git = ["git", "-C", str(site), "-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false"]
    put(site, **{"content/approvers": None})
    assert told(site, capsys) == [("APPROVAL_UNPROVED", FILE, 3)]
    for more in (["init", "--quiet", "--initial-branch=main"], ["add", "content"], ["commit", "--quiet", "-m", "x"]):
        subprocess.run([*git, *more], check=True)
    assert not told(site, capsys)
