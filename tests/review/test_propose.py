"""A change is proposed: checked first, the questions asked, the statement and the commit written, the next step said."""

import os
import pty
import sys

import pytest

from quanli.approval.statement import change_id, read_statement
from quanli.cli import propose as command
from review.repository import Repository, run_command

LONGER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
TOO_SHORT = ("promised: {amount: 10, unit: workday}", "promised: {amount: 8, unit: workday}")
ADJUSTED = ("--trigger", "客观情况变化", "--adjusts", "时限=调整; 岗位=不变; 职责=不变; 文书=不变")
ANSWERS = ("--reason", "提速\n增效", "--legal-basis", "行政许可法第四十二条", *ADJUSTED)
POWER = "content/powers/xxj/YJ-XK-0001.yaml"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    made = Repository(tmp_path)
    made.git("config", "user.name", "clerk")
    made.git("config", "user.email", "clerk@internal.example")
    monkeypatch.chdir(made.site)
    return made


def statement(repository):
    """Give the statement that lies in the working copy, and its change's id."""
    (file,) = (repository.site / "content/approvals").glob("*/change.txt")
    text = file.read_text(encoding="utf-8")
    assert change_id(text) == file.parent.name
    return read_statement(text), file.parent.name


def test_commit_says_what_the_procedure_wants(repository):
    """The commit bears the item in its subject, the change in words and the trailers that its kinds ask for, and only what is governed."""
    repository.edit(*LONGER)
    repository.write("notes.txt", "不提交")
    assert run_command(command, *ANSWERS, "--effective-on", "2999-05-01") == 0
    assert repository.git("log", "-1", "--format=%B") == (
        "YJ-XK-0001 烟花爆竹经营（零售）许可：承诺时限 10 → 12 个工作日\n\n"
        "- YJ-XK-0001 承诺时限：10 个工作日 → 12 个工作日\n\n"
        "Change-Reason: 提速 增效\nTrigger: 客观情况变化\nLegal-Basis: 行政许可法第四十二条\nEffective-On: 2999-05-01\n"
        "Adjusts: 时限=调整; 岗位=不变; 职责=不变; 文书=不变"
    )
    assert repository.git("status", "--porcelain") == "?? notes.txt"


def test_the_statement_is_in_the_same_commit(repository):
    """What is to be signed lies beside the change: from where it starts, what it does to which file, and why."""
    repository.edit(*LONGER)
    assert run_command(command, *ANSWERS) == 0
    found, change = statement(repository)
    assert found.base == repository.git("rev-parse", "main")
    assert [(step.path, step.before, step.after) for step in found.steps] == [(POWER, *repository.git("rev-parse", f"main:{POWER}", f"HEAD:{POWER}").split())]
    assert found.said == {"Change-Reason": "提速 增效", "Trigger": "客观情况变化", "Legal-Basis": "行政许可法第四十二条", "Adjusts": ADJUSTED[-1]}
    assert repository.git("ls-tree", "-r", "--name-only", "HEAD", "content/approvals") == f"content/approvals/{change}/change.txt"


def test_proposing_again_states_the_whole_branch(repository):
    """After remarks one more edit is proposed: the new statement leads from the main line to the last text, the first is taken away."""
    repository.edit(*LONGER)
    assert run_command(command, *ANSWERS) == 0
    _, first = statement(repository)
    repository.edit("amount: 12", "amount: 14")
    assert run_command(command, "--reason", "听取意见", "--legal-basis", "行政许可法第四十二条", *ADJUSTED) == 0
    found, second = statement(repository)
    assert first != second
    assert found.steps[0].before == repository.git("rev-parse", f"main:{POWER}")
    assert found.steps[0].after == repository.git("rev-parse", f"HEAD:{POWER}")
    assert "10 → 14 个工作日" in repository.git("log", "-1", "--format=%s")


def test_what_a_branch_holds_already_can_be_stated(repository):
    """Commits made by hand are proposed without a further edit; once they are, there is nothing left to propose."""
    repository.edit(*LONGER)
    repository.commit("手工提交")
    assert run_command(command, *ANSWERS) == 0
    assert len(statement(repository)[0].steps) == 1
    assert run_command(command, *ANSWERS) == 1


def test_a_new_error_is_not_proposed(repository, capsys):
    """What check would refuse is named by file and line with what to do, and nothing is written; an error that was there before does not hinder."""
    repository.edit(*TOO_SHORT)
    before = repository.head
    assert run_command(command, *ANSWERS) == 1
    told = capsys.readouterr().err
    assert f"{POWER}:41:44: 错误 FLOW_LIMIT 流程最长路径合计 10 个工作日，超过承诺时限 8 个工作日" in told
    assert told.splitlines()[-1] == "这项变更带来 2 处错误，改好再提出"
    assert repository.head == before
    assert not (repository.site / "content/approvals").exists()
    repository.git("checkout", "--quiet", "main")
    repository.commit("错误已在主线上")
    repository.git("checkout", "--quiet", "-B", "change")
    repository.edit("在固定场所零售", "在固定的场所零售")
    assert run_command(command, *ANSWERS[:-1], ADJUSTED[-1].replace("调整", "不变")) == 0


def test_the_next_step_is_said_as_a_command(repository, capsys):
    """Each who is to sign is told the command to give, in their order; where there is no key, how to set one up."""
    repository.edit(*LONGER)
    assert run_command(command, *ANSWERS) == 0
    _, change = statement(repository)
    told = capsys.readouterr().err.splitlines()
    at = told.index("接下来依次签署，各在自己的电脑上，先取得这个分支：")
    assert told[at + 1 : at + 5] == [
        f"  部门提出：quanli approve {change} --as proposed-by@xxj",
        f"  法制机构审核：quanli approve {change} --as legal-review@xxj",
        f"  分管领导批准：quanli approve {change} --as approved-by@xxj",
        f"  政府法制机构审定：quanli approve {change} --as determined-by@xxj",
    ]


def test_missing_answer_is_named(repository, capsys):
    """What the procedure asks and nobody said is named, and nothing is committed."""
    repository.edit(*LONGER)
    before = repository.head
    assert run_command(command, "--reason", "提速", *ADJUSTED) == 1
    assert capsys.readouterr().err.splitlines()[-3:] == ["错误 CHANGE_UNSTATED 没有写明法律依据（Legal-Basis）", "    → 用 quanli propose 重新提出，写明法律依据", "用 --legal-basis 写明"]
    assert repository.head == before


def test_what_is_adjusted_is_held_against_the_change(repository, capsys):
    """A line that says that the limit stays is refused, and the one that is true is said; a trigger is one of the list."""
    repository.edit(*LONGER)
    wrong = ("--reason", "甲", "--legal-basis", "乙", "--trigger", "心血来潮", "--adjusts", ADJUSTED[-1].replace("时限=调整", "时限=不变"))
    assert run_command(command, *wrong) == 1
    told = capsys.readouterr().err
    assert "错误 TRIGGER_UNKNOWN 变更事由“心血来潮”不在清单里" in told
    assert "错误 ADJUSTS_UNTRUE" in told
    assert f"按这次改动应写：--adjusts “{ADJUSTED[-1]}”" in told


def test_date_must_be_one(repository, capsys):
    """A day that is none is named."""
    repository.edit(*LONGER)
    assert run_command(command, "--reason", "甲", "--legal-basis", "乙", *ADJUSTED, "--effective-on", "五月") == 1
    assert "“五月”不是日期" in capsys.readouterr().err


def test_number_of_a_person_is_not_committed(repository, capsys):
    """A message stays in git for ever: one that names a person by a number is refused, neither committed nor printed."""
    repository.edit(*LONGER)
    before = repository.head
    for more in ([], ["--print"]):
        assert run_command(command, *more, "--reason", "请联系 138 1234 5678", "--legal-basis", "乙", *ADJUSTED) == 1
        told = capsys.readouterr()
        assert told.err.splitlines()[-1] == "提交说明中有身份证号或手机号：删去后再提交"
        assert "1234" not in told.out + told.err
    assert repository.head == before


def test_only_printed(repository, capsys):
    """The message can be had without a commit or a statement, and what was staged stays as it was."""
    repository.edit(*LONGER)
    status = repository.git("status", "--porcelain")
    assert run_command(command, "--print", "--subject", "提速", "--reason", "甲", "--legal-basis", "乙", *ADJUSTED) == 0
    assert capsys.readouterr().out.startswith("提速\n\n- YJ-XK-0001 承诺时限")
    assert repository.git("status", "--porcelain") == status


def test_nothing_to_propose(repository, capsys):
    """Without a change there is nothing to propose."""
    assert run_command(command) == 1
    assert capsys.readouterr().err == "目录没有改动\n"


def at_a_terminal(repository, home, *answers, asked=()):
    """Run the command in a terminal of its own and answer its questions; gives its status and what it said."""
    environment = {**os.environ, "HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"), "LC_ALL": "C.UTF-8"}
    arguments = [sys.executable, "-m", "quanli", "propose", "--lang", "zh", *asked, "--site", str(repository.site)]
    child, ours = pty.fork()
    if not child:
        os.execve(sys.executable, arguments, environment)
    said, answered = b"", 0
    waiting = [f"{answer}\n".encode() for answer in answers]
    while True:
        try:
            block = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        said += block
        # A question leaves the line open and is answered once: ssh-keygen throws away what is typed before it asks.
        if waiting and said[answered:].rstrip(b" ").endswith(("）".encode(), "：".encode(), b":")):
            answered = len(said)
            os.write(ours, waiting.pop(0))
    os.close(ours)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.decode("utf-8", "replace")


def test_signing_is_set_up_once_and_never_over_what_is_there(repository, tmp_path):
    """After a yes there is a key, git signs with it, and the line for the list of approvers is said; another run changes nothing."""
    home = tmp_path / "home"
    home.mkdir()
    status, said = at_a_terminal(repository, home, "是", "", "", asked=["--set-up-signing"])
    assert status == 0, said
    key = home / ".ssh/quanli_ed25519"
    public = key.with_suffix(".pub").read_text().split()[1]
    assert f'环节@机关 namespaces="quanli-approval" ssh-ed25519 {public} 岗位或科室名' in said
    assert repository.git("config", "gpg.format") == "ssh"
    assert repository.git("config", "user.signingkey") == str(key)
    before = key.read_bytes(), (repository.site / ".git/config").read_bytes()
    status, said = at_a_terminal(repository, home, "是", asked=["--set-up-signing"])
    assert status == 0
    assert public in said
    assert (key.read_bytes(), (repository.site / ".git/config").read_bytes()) == before


def test_without_a_terminal_the_commands_are_only_said(repository, tmp_path, monkeypatch, capsys):
    """Nothing is made or set where nobody can answer: the commands are said to the letter."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    before = (repository.site / ".git/config").read_bytes()
    assert run_command(command, "--set-up-signing") == 1
    told = capsys.readouterr().err
    assert f"ssh-keygen -t ed25519 -C quanli -f {tmp_path}/.ssh/quanli_ed25519" in told
    assert "config gpg.format ssh" in told
    assert f"config user.signingkey {tmp_path}/.ssh/quanli_ed25519" in told
    assert (repository.site / ".git/config").read_bytes() == before
    assert not (tmp_path / ".ssh").exists()


def test_another_way_of_signing_is_left_alone(repository, capsys):
    """Where git signs by another program, that stays, and the way to name a key for approvals is said."""
    repository.git("config", "user.signingkey", "ABCDEF")
    before = (repository.site / ".git/config").read_bytes()
    assert run_command(command, "--set-up-signing") == 1
    assert "quanli approve --key" in capsys.readouterr().err
    assert (repository.site / ".git/config").read_bytes() == before


def test_the_questions_are_asked_and_each_answer_judged(repository, tmp_path):
    """At a terminal each question is put, an answer that cannot stand is refused at once and asked for again, and what the change adjusts is offered."""
    repository.edit(*LONGER)
    answers = ("提速", "心血来潮", "客观情况变化", "行政许可法第四十二条", "", "五月", "2999-05-01", "")
    status, said = at_a_terminal(repository, tmp_path, *answers)
    assert status == 0, said
    assert "变更事由“心血来潮”不在清单里" in said
    assert "“五月”不是日期" in said
    found, _ = statement(repository)
    assert found.said == {
        "Change-Reason": "提速", "Trigger": "客观情况变化", "Legal-Basis": "行政许可法第四十二条", "Effective-On": "2999-05-01", "Adjusts": ADJUSTED[-1],
    }  # fmt: skip
