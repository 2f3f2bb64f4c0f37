"""What a change is called: words made from its files alone, and the statement that a proposal writes."""

import dataclasses

import pytest

from quanli.approval.governed import APPROVALS
from quanli.approval.statement import Statement, StatementError, Step, change_id, read_statement, text_of
from quanli.review.statement import statement_of, steps_between
from quanli.review.stating import main_branch, write_statement
from review.repository import POWER, Repository

SHORTER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 8, unit: workday}")
SAID = {"Change-Reason": "提速", "Legal-Basis": "行政许可法第四十二条"}


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def stated(repository: Repository, said=SAID) -> Statement:
    base, head = (repository.git("rev-parse", name) for name in ("main", "HEAD"))
    return statement_of(repository.site, base, steps_between(repository.site, base, head), said)


def test_item_in_words(repository):
    """An item's change is told with office, item, kind, and what was and is to be; its lines follow at the end."""
    repository.edit(*SHORTER)
    repository.commit("改")
    found = stated(repository)
    assert found.words == (
        "机关：某某县应急管理局（xxj）",
        "事项：YJ-XK-0001 烟花爆竹经营（零售）许可（行政许可）",
        "变更类别：事项内容变更",
        "1. 承诺时限（便利办事人）",
        "   变更前：10 个工作日",
        "   变更后：8 个工作日",
        "",
        f"附：{POWER} 原文的改动，供核对",
        "   第 28 行：",
        "   －   promised: {amount: 10, unit: workday}",
        "   ＋   promised: {amount: 8, unit: workday}",
    )
    assert read_statement(text_of(found)) == found


def test_words_come_from_the_files_alone(repository):
    """Who makes the statement anew from base, blobs and what is said gets the same text, whatever is checked out."""
    repository.edit(*SHORTER)
    repository.commit("改")
    found = stated(repository)
    repository.git("checkout", "--quiet", "main")
    assert statement_of(repository.site, found.base, found.steps, found.said) == found


def test_new_item_says_all(repository):
    """An item that comes says each of its fields, and one that goes says what it was."""
    text = (repository.site / POWER).read_text(encoding="utf-8")
    repository.write(POWER.replace("0001", "0002"), text.replace("YJ-XK-0001", "YJ-XK-0002").replace("烟花爆竹经营（零售）许可\n", "另一许可\n", 1))
    repository.commit("加")
    words = stated(repository).words
    assert "1. 新增权力事项“另一许可”：行政许可" in words
    assert "   承诺时限：10 个工作日" in words
    repository.git("checkout", "--quiet", "main")
    repository.git("checkout", "--quiet", "-b", "other")
    (repository.site / POWER).unlink()
    repository.commit("删")
    words = stated(repository).words
    assert "1. 取消权力事项“烟花爆竹经营（零售）许可”：行政许可" in words
    assert "   承诺时限：10 个工作日" in words


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("content/guides/lingshou.md", "title: 某指南\n\n别的话。\n", "   ＋ 别的话。"),
        ("theme/static/own.css", "body {}\n", "   ＋ body {}"),
        (".github/workflows/site.yml", "on: push\n", "   ＋ on: push"),
        ("content/approvers", "legal-review@* ssh-ed25519 AAAA 某人\n", "   ＋ legal-review@* ssh-ed25519 AAAA 某人"),
        (POWER, "code: [\n", "   ＋ code: ["),
        ("content/guides/lingshou.md", "title: 某\u202e指南", "   ＋ title: 某⟨U+202E⟩指南"),
    ],
)
def test_no_record_is_told_line_by_line(repository, path, text, told):
    """What is no record that can be read is told line by line, and what nobody would see is written out."""
    repository.write(path, text)
    repository.commit("改")
    found = stated(repository)
    assert told in found.words
    assert read_statement(text_of(found)) == found


def test_numbers_of_persons_are_not_kept(repository):
    """What stands in a statement stands there for ever: the number of a person that a change takes away is masked."""
    text = (repository.site / POWER).read_text(encoding="utf-8")
    repository.main()
    repository.write(POWER, f"{text}note: 联系 13812345678\n")
    repository.commit("有号码")
    repository.branch("other")
    repository.write(POWER, text)
    repository.commit("删去")
    found = stated(repository)
    assert any("联系" in line for line in found.words)
    assert not any("13812345678" in line for line in found.words)


def test_mere_form_is_told(repository):
    """A file that says the same in another form is told so, with its lines."""
    repository.edit("fees: []", "fees: [ ]")
    repository.commit("改")
    assert stated(repository).words[-4:] == ("内容没有变更，或者读不出来；文件原文的改动：", "   第 30 行：", "   － fees: []", "   ＋ fees: [ ]")


def test_what_is_no_text(repository):
    """A file that is no text is told by its size and digest."""
    (repository.site / "content/forms/files").mkdir(parents=True, exist_ok=True)
    (repository.site / "content/forms/files/a.pdf").write_bytes(b"\xff\xfe")
    repository.commit("改")
    assert stated(repository).words[-2:] == (
        "   变更前：（没有这个文件）",
        "   变更后：不是文字，2 字节，SHA-256 b3d510ef04275ca8e698e5b3cbb0ece3949ef9252f0cdc839e9ee347409a2209",
    )


def test_steps_must_start_from_the_base(repository):
    """Steps that start from other contents than the base has are stated by nobody."""
    repository.edit(*SHORTER)
    repository.commit("改")
    found = stated(repository)
    (step,) = found.steps
    for wrong in (dataclasses.replace(step, before=""), dataclasses.replace(step, path="content/powers/xxj/B.yaml"), Step(step.path, step.before, "e" * 40)):
        with pytest.raises(StatementError):
            statement_of(repository.site, found.base, (wrong,), SAID)


def test_links_are_no_change_of_a_site(repository):
    """A link, or a file that may be run from now on, cannot be stated."""
    repository.git("update-index", "--chmod=+x", POWER)
    repository.git("commit", "--quiet", "-m", "mode")
    with pytest.raises(StatementError):
        stated(repository)


def tree(repository: Repository) -> str:
    repository.git("add", "-A")
    return repository.git("write-tree")


def test_statement_of_a_branch(repository):
    """A proposal's statement covers all that the branch does, and takes the place of its earlier one with its approvals."""
    repository.edit(*SHORTER)
    first = write_statement(repository.site, tree(repository), SAID)
    assert first.file == f"{APPROVALS}/{first.id}/change.txt"
    repository.commit("提出")
    repository.write(f"{APPROVALS}/{first.id}/proposed-by@xxj.txt", "…")
    repository.commit("签")
    repository.edit("fees: []", "fees: [ ]")
    second = write_statement(repository.site, tree(repository), SAID)
    assert second.replaced == (first.id,)
    assert [path.name for path in (repository.site / APPROVALS).iterdir()] == [second.id]
    assert {"   变更后：8 个工作日", "   ＋ fees: [ ]"} <= set(second.statement.words)
    assert second.statement.base == repository.git("rev-parse", "main")
    text = (repository.site / second.file).read_text(encoding="utf-8")
    assert change_id(text) == second.id
    assert read_statement(text) == second.statement


def test_statements_of_the_main_line_stay(repository):
    """A statement that has come to the main line stays, and what follows starts from there."""
    repository.edit(*SHORTER)
    first = write_statement(repository.site, tree(repository), SAID)
    repository.commit("提出")
    repository.git("branch", "--force", "main")
    repository.edit("fees: []", "fees: [ ]")
    second = write_statement(repository.site, tree(repository), SAID)
    assert not second.replaced
    assert sorted(path.name for path in (repository.site / APPROVALS).iterdir()) == sorted([first.id, second.id])
    assert "   变更后：8 个工作日" not in second.statement.words


def test_stating_twice_is_stating_once(repository):
    """A statement that is there already, word for word, is left with its approvals."""
    repository.edit(*SHORTER)
    first = write_statement(repository.site, tree(repository), SAID)
    repository.write(f"{APPROVALS}/{first.id}/proposed-by@xxj.txt", "…")
    assert write_statement(repository.site, tree(repository), SAID) == first
    assert (repository.site / f"{APPROVALS}/{first.id}/proposed-by@xxj.txt").exists()


def test_nothing_to_state(repository):
    """A branch that changes nothing has no statement."""
    with pytest.raises(StatementError):
        write_statement(repository.site, tree(repository), SAID)


def test_main_branch(repository):
    """The branch that takes changes is the server's where there is one."""
    assert main_branch(repository.site) == "refs/heads/main"
    repository.git("update-ref", "refs/remotes/origin/trunk", "main")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    assert main_branch(repository.site) == "refs/remotes/origin/trunk"
