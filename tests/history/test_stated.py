"""What a statement says of a change goes before what any commit says, and only proved approvals are told."""

import datetime
import subprocess

import pytest

from agreeing import Key, approval, papers, stated
from quanli.approval.statement import change_id
from quanli.history.record import FILE as STATE
from repositories import FILE, Story, item, message


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    return Key(folder, "归集科"), Key(folder, "法规科")


def blob(data):
    done = subprocess.run(["git", "hash-object", "--stdin"], input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def begun(tmp_path, keys):
    """Begin a repository with a list of approvers; gives it and its first commit."""
    lines = keys[0].line("proposed-by@xxj") + keys[1].line("legal-review@xxj")
    story = Story(tmp_path).tell({FILE: item(), "content/approvers": lines.encode()})
    (story.folder / "content").mkdir()
    (story.folder / "content/approvers").write_text(lines)
    return story, story.git("rev-parse", "main")


def change(base, days=10, was=20, **said):
    return stated(base, [(FILE, blob(item(days=was)), blob(item(days=days)))], **said)


def signed(text, keys, day="2020-01-02"):
    return [approval(text, key, role, "xxj", day) for key, role in zip(keys, ("proposed-by", "legal-review"), strict=False)]


def agreed(event):
    return [(one.role, one.signer, one.day.isoformat()) for one in event.approvals]


def test_the_statement_goes_before_the_commit(tmp_path, keys):
    """A squash that loses the trailers keeps reason and approvals; a merge message that says otherwise sets nothing."""
    story, base = begun(tmp_path, keys)
    text = change(base, Change_Reason="便民", Effective_On="2020-03-01")
    said = message("合并", Change_Reason="别的", Legal_Basis="没有的", Effective_On="2019-01-01", Legal_Review="谁都行")
    story.tell((said, {FILE: item(days=10), **papers(text, *signed(text, keys))}))
    (event, first) = story.record().events("A-1")
    assert (event.reason, event.legal_basis, event.effective_on) == ("便民", "", datetime.date(2020, 3, 1))
    assert agreed(event) == [("proposed-by", "归集科", "2020-01-02"), ("legal-review", "法规科", "2020-01-02")]
    assert event.statements == (change_id(text),)
    assert (first.statements, first.approvals) == ((), ())


def test_a_commit_speaks_where_there_is_no_statement(tmp_path, keys):
    """Without a statement the trailers of the commit are the reason, and nobody is told to have agreed."""
    story, _ = begun(tmp_path, keys)
    story.tell((message(Change_Reason="甲", Legal_Review="谁都行"), {FILE: item(days=10)}))
    event = story.record().events("A-1")[0]
    assert (event.reason, event.approvals, event.statements) == ("甲", (), ())


def test_a_statement_of_another_step_says_nothing(tmp_path, keys):
    """A statement whose blobs are not those of the commit, or whose folder does not bear its name, is no statement of it."""
    story, base = begun(tmp_path, keys)
    other, right = change(base, days=5, Change_Reason="别的"), change(base, Change_Reason="改名")
    misplaced = {path.replace(change_id(right), "0" * 16): data for path, data in papers(right, *signed(right, keys)).items()}
    story.tell((message(Change_Reason="甲"), {FILE: item(days=10), **papers(other, *signed(other, keys)), **misplaced}))
    event = story.record().events("A-1")[0]
    assert (event.reason, event.approvals, event.statements) == ("甲", (), ())


def test_an_approval_that_comes_later_is_told(tmp_path, keys):
    """Each approver commits on the main line after the change: the record of the item has them, read bit by bit or at once."""
    story, base = begun(tmp_path, keys)
    text = change(base, Change_Reason="便民")
    story.tell({FILE: item(days=10), **papers(text)})
    record = story.record()
    assert agreed(record.events("A-1")[0]) == []
    serial = record.agreed
    for name, one in signed(text, keys):
        story.tell({next(iter(papers(text))).replace("change.txt", name): one.encode()})
    later = story.record()
    assert [role for role, *_ in agreed(later.events("A-1")[0])] == ["proposed-by", "legal-review"]
    assert later.restated_since(serial) == {"A-1"}
    assert later.agreed_since(serial) == {change_id(text)}
    assert repr(later.events("A-1")) == repr(story.record("anew").events("A-1"))


def test_a_change_made_again_is_not_covered_again(tmp_path, keys):
    """After a revert the same edit is another change: the approval was for the first."""
    story, base = begun(tmp_path, keys)
    text = change(base, Change_Reason="便民")
    story.tell({FILE: item(days=10), **papers(text, *signed(text, keys))}, {FILE: item()}, {FILE: item(days=10)})
    again, undone, first, _ = story.record().events("A-1")
    assert [one.statements for one in (again, undone, first)] == [(), (), (change_id(text),)]


def test_two_changes_merged_at_once_are_both_told(tmp_path, keys):
    """A commit that brings two changes of one item, one upon the other, has the words and the approvals of both."""
    story, base = begun(tmp_path, keys)
    one, two = change(base, days=10, Change_Reason="甲"), change(base, days=5, was=10, Change_Reason="乙")
    story.tell({FILE: item(days=5), **papers(one, *signed(one, keys)), **papers(two, *signed(two, keys))})
    event = story.record().events("A-1")[0]
    assert set(event.statements) == {change_id(one), change_id(two)}
    assert event.reason == "乙；甲"
    assert len(event.approvals) == 4


def test_what_was_amended_after_remarks_is_told_by_what_was_approved(tmp_path, keys):
    """The first draft is on the main line too: the statement that was approved leads from before it to the last text."""
    story, base = begun(tmp_path, keys)
    draft, final = change(base, days=15, Change_Reason="草稿"), change(base, days=10, Change_Reason="定稿")
    story.tell({FILE: item(days=15), **papers(draft)}, {FILE: item(days=10), **papers(final, *signed(final, keys))})
    last, first, _ = story.record().events("A-1")
    assert (last.reason, last.statements, len(last.approvals)) == ("定稿", (change_id(final),), 2)
    assert (first.reason, first.approvals) == ("草稿", ())


def test_a_planted_statement_speaks_for_nothing_that_was_approved(tmp_path, keys):
    """Of two statements of the same step the approved one is told; one that nobody signed cannot speak of what happened before it."""
    story, base = begun(tmp_path, keys)
    true, planted = change(base, Change_Reason="便民"), change(base, Change_Reason="谣言")
    story.tell({FILE: item(days=10), **papers(true, *signed(true, keys)), **papers(planted)})
    assert story.record().events("A-1")[0].reason == "便民"
    old = stated(base, [(FILE, "", blob(item()))], Change_Reason="谣言")
    story.tell(papers(old))
    assert [event.reason for event in story.record().events("A-1")] == ["便民", ""]


def test_a_statement_that_lay_there_unsigned_speaks_for_nothing_later(tmp_path, keys):
    """Somebody puts the words for a change on the main line before it: the commit that makes the change speaks for itself."""
    story, base = begun(tmp_path, keys)
    story.tell(papers(change(base, Change_Reason="谣言")), (message(Change_Reason="便民"), {FILE: item(days=10)}))
    event = story.record().events("A-1")[0]
    assert (event.reason, event.statements) == ("便民", ())


def test_a_change_that_never_came_about_is_not_published(tmp_path, keys):
    """A signed statement whose change is not on the main line is none of the approved changes; one about no item is."""
    story, base = begun(tmp_path, keys)
    draft = change(base, days=3)
    other = stated(base, [("theme/x.css", "", blob(b"x"))])
    story.tell({**papers(draft, *signed(draft, keys)), **papers(other, *signed(other, keys))})
    record = story.record()
    assert list(record.approved_changes()) == [change_id(other)]
    assert record.approved_change(change_id(draft)) is None
    assert record.latest_approved(9) == (change_id(other),)


@pytest.mark.parametrize("why", ["another key", "another name", "revoked", "not in the list", "a word changed", "refusal"])
def test_an_approval_that_is_not_proved_is_not_told(tmp_path, keys, why):
    """A name, a key, a day or a word that is not as the list and the signature have it: nobody is told to have agreed."""
    story, base = begun(tmp_path, keys)
    text = change(base, Change_Reason="便民")
    key = keys[0] if why == "another key" else keys[1]
    role = "approved-by" if why == "not in the list" else "legal-review"
    name, said = approval(text, key, role, "xxj", "2020-01-02", refused="不行" if why == "refusal" else "")
    if why == "another name":
        said = said.replace("法规科", "办公室")
    if why == "a word changed":
        said = said.replace("2020-01-02", "2020-01-01")
    if why == "revoked":
        (story.folder / "content/revoked-keys").write_text(f"2020-01-02 {keys[1].public.rsplit(' ', 0)[0]} 遗失\n")
    story.tell({FILE: item(days=10), **papers(text, (name, said))})
    record = story.record()
    assert record.events("A-1")[0].approvals == ()
    assert list(record.approved_changes()) == []


def test_the_lists_decide_anew_when_they_change(tmp_path, keys):
    """A key that is revoked takes its later approvals off the record, a key that is listed again brings them back."""
    story, base = begun(tmp_path, keys)
    text = change(base)
    story.tell({FILE: item(days=10), **papers(text, *signed(text, keys))})
    assert len(story.record().events("A-1")[0].approvals) == 2
    lists = story.folder / "content/approvers"
    before = lists.read_text()
    lists.write_text(keys[0].line("proposed-by@xxj"))
    assert [one.role for one in story.record().events("A-1")[0].approvals] == ["proposed-by"]
    lists.write_text(before)
    assert len(story.record().events("A-1")[0].approvals) == 2


def test_a_key_that_ran_out_later_was_good_then(tmp_path, keys):
    """Approvals count as of the day that is signed: a deputy's key is good in its days and not after them."""
    story, base = begun(tmp_path, keys)
    text = change(base)
    options = 'namespaces="quanli-approval",valid-after="20191230",valid-before="20200105"'
    (story.folder / "content/approvers").write_text(keys[1].line("legal-review@xxj", options))
    story.tell({FILE: item(days=10), **papers(text, *signed(text, keys)[1:])})
    assert len(story.record().events("A-1")[0].approvals) == 1
    (story.folder / "content/approvers").write_text(keys[1].line("legal-review@xxj", options.replace("20200105", "20200101")))
    assert story.record().events("A-1")[0].approvals == ()


def test_signatures_are_proved_once(tmp_path, keys, monkeypatch):
    """What was proved is not asked of ssh-keygen again, as long as the lists say the same of its key."""
    story, base = begun(tmp_path, keys)
    text = change(base)
    story.tell({FILE: item(days=10), **papers(text, *signed(text, keys))})
    story.record().close()
    monkeypatch.setattr("quanli.approval.signers.is_signed_by", lambda *_: pytest.fail("asked again"))
    story.tell({FILE: item(days=5)})
    (story.folder / "content/approvers").write_text(f"# 一行\n{(story.folder / 'content/approvers').read_text()}")
    assert len(story.record().events("A-1")[1].approvals) == 2


def test_a_damaged_state_proves_nothing(tmp_path, keys):
    """A state in which somebody wrote that an approval is good is thrown away: what is told is proved."""
    import sqlite3

    story, base = begun(tmp_path, keys)
    text = change(base)
    name, said = signed(text, keys)[1]
    story.tell({FILE: item(days=10), **papers(text, (name, said.replace("法规科", "办公室")))})
    story.record().close()
    db = sqlite3.connect(tmp_path / "state" / STATE)
    assert db.execute("update approval set good = 1").rowcount == 1
    db.commit()
    db.close()
    assert story.record().events("A-1")[0].approvals == ()


def test_without_ssh_keygen_nobody_is_told_and_a_warning_says_so(tmp_path, keys, monkeypatch):
    """A machine that cannot prove signatures names nobody; one that can brings them back."""
    story, base = begun(tmp_path, keys)
    text = change(base)
    story.tell({FILE: item(days=10), **papers(text, *signed(text, keys))})
    bare = tmp_path / "bin"
    bare.mkdir()
    (bare / "git").symlink_to("/usr/bin/git")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(bare))
        record = story.record()
        assert record.events("A-1")[0].approvals == ()
        assert [(one.code, one.args["count"]) for one in record.warnings()] == [("APPROVALS_UNPROVABLE", 2)]
    record = story.record()
    assert len(record.events("A-1")[0].approvals) == 2
    assert list(record.warnings()) == []


def test_an_item_that_moves_has_its_statement(tmp_path, keys):
    """A statement that takes one file away and brings another covers the move of the item, or its new code."""
    story, base = begun(tmp_path, keys)
    new = FILE.replace("A-1", "B-1")
    text = stated(base, [(FILE, blob(item()), ""), (new, "", blob(item("B-1")))], Change_Reason="更正编码")
    story.tell({FILE: None, new: item("B-1"), **papers(text, *signed(text, keys))})
    event = story.record().events("B-1")[0]
    assert (event.reason, len(event.approvals)) == ("更正编码", 2)


def test_mail_and_numbers_of_persons_in_a_statement_are_not_told(tmp_path, keys):
    """What a statement says is made fit for the public like what a commit says."""
    story, base = begun(tmp_path, keys)
    text = change(base, Change_Reason="问 <a@example.invalid> 或者 13812345678")
    story.tell({FILE: item(days=10), **papers(text)})
    reason = story.record().events("A-1")[0].reason
    assert "@" not in reason
    assert "13812345678" not in reason


@pytest.mark.parametrize(("more", "named"), [({}, ["BACKDATED"]), ({"Effective_On_Reason": "补录"}, [])])
def test_what_applies_from_a_day_before_it_was_approved_is_named(tmp_path, keys, more, named):
    """The day of the last approval is that of the decision, however early the commit was written; a reason in the statement is one."""
    story, base = begun(tmp_path, keys)
    text = change(base, Effective_On="2020-01-03", **more)
    story.tell({FILE: item(days=10), **papers(text)})
    story.tell(*({next(iter(papers(text))).replace("change.txt", name): one.encode()} for name, one in signed(text, keys, "2020-01-04")))
    problems = list(story.record().warnings())
    assert [one.code for one in problems] == named
    assert [one.args["decided"] for one in problems] == ["2020-01-04"] * len(named)
