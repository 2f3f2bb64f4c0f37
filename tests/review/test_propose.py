"""A change is proposed: the questions asked, the commit written."""

import pytest

from quanli.cli import propose as command
from review.repository import Repository, run_command

ADJUSTED = ("--trigger", "客观情况变化", "--adjusts", "时限=调整; 岗位=不变; 职责=不变; 文书=不变")
SHORTER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 8, unit: workday}")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    made = Repository(tmp_path)
    made.git("config", "user.name", "clerk")
    made.git("config", "user.email", "clerk@internal.example")
    monkeypatch.chdir(made.site)
    return made


def test_commit_says_what_the_procedure_wants(repository):
    """The commit bears the change in words and the trailers that its kinds ask for, and only the catalogue."""
    repository.edit(*SHORTER)
    repository.write("notes.txt", "不提交")
    given = ["--reason", "提速\n增效", "--legal-basis", "行政许可法第四十二条", *ADJUSTED, "--effective-on", "2026-05-01", "--proposed-by", "危化科"]
    assert run_command(command, *given) == 0
    assert repository.git("log", "-1", "--format=%B") == (
        "YJ-XK-0001 承诺时限：10 个工作日 → 8 个工作日\n\n"
        "- YJ-XK-0001 承诺时限：10 个工作日 → 8 个工作日\n\n"
        "Change-Reason: 提速 增效\nTrigger: 客观情况变化\nLegal-Basis: 行政许可法第四十二条\nEffective-On: 2026-05-01\n"
        "Adjusts: 时限=调整; 岗位=不变; 职责=不变; 文书=不变\nProposed-By: 危化科"
    )
    assert repository.git("status", "--porcelain") == "?? notes.txt"


def test_missing_answer_is_named(repository, capsys):
    """What the procedure asks and nobody said is named, and nothing is committed."""
    repository.edit(*SHORTER)
    before = repository.git("rev-parse", "HEAD")
    assert run_command(command, "--reason", "提速", *ADJUSTED, "--proposed-by", "危化科") == 1
    assert capsys.readouterr().err.splitlines()[-1] == "缺少法律依据（Legal-Basis）：用 --legal-basis 写明"
    assert repository.git("rev-parse", "HEAD") == before


def test_date_must_be_one(repository, capsys):
    """A day that is none is named."""
    repository.edit(*SHORTER)
    assert run_command(command, "--reason", "甲", "--legal-basis", "乙", *ADJUSTED, "--effective-on", "五月") == 1
    assert "“五月”不是日期" in capsys.readouterr().err


def test_number_of_a_person_is_not_committed(repository, capsys):
    """A message stays in git for ever: one that names a person by a number is refused, neither committed nor printed."""
    repository.edit(*SHORTER)
    before = repository.git("rev-parse", "HEAD")
    for more in ([], ["--print"]):
        assert run_command(command, *more, "--reason", "请联系 138 1234 5678", "--legal-basis", "乙", *ADJUSTED, "--proposed-by", "丙") == 1
        told = capsys.readouterr()
        assert told.err.splitlines()[-1] == "提交说明中有身份证号或手机号：删去后再提交"
        assert "1234" not in told.out + told.err
    assert repository.git("rev-parse", "HEAD") == before


def test_only_printed(repository, capsys):
    """The message can be had without a commit, and what was staged stays as it was."""
    repository.edit(*SHORTER)
    status = repository.git("status", "--porcelain")
    assert run_command(command, "--print", "--subject", "提速", "--reason", "甲", "--legal-basis", "乙", *ADJUSTED, "--proposed-by", "丙") == 0
    assert capsys.readouterr().out.startswith("提速\n\n- YJ-XK-0001 承诺时限")
    assert repository.git("status", "--porcelain") == status


def test_nothing_to_propose(repository, capsys):
    """Without a change there is nothing to propose."""
    assert run_command(command) == 1
    assert capsys.readouterr().err == "目录没有改动\n"
