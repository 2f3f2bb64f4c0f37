"""A change is approved, step by step, or sent back: real repositories, real keys."""

import io
import subprocess
from pathlib import Path

import pytest

from quanli.approval.approval import read_approval
from quanli.approval.governed import APPROVALS
from quanli.approval.statement import change_id, digest_of
from quanli.cli import main
from quanli.review.stating import write_statement
from review.repository import POWER, ROLES, Repository
from signing import Keys

SHORTER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 8, unit: workday}")
POST = ("phone: 0500-7000001", "phone: 0500-7000009")
FOUR = "".join(f"{role.lower()}@* {{{role}}} {name}\n" for role, name in zip(ROLES, ("危化科", "法规科", "分管局长", "县司法局"), strict=True))


class Waiting(Repository):
    """A repository in which a change waits for approval."""

    def __init__(self, folder: Path, approvers: str = FOUR, revoked: str = "") -> None:
        words = {name: Keys(folder / "keys").public(name) for name in (*ROLES, "Other")}
        super().__init__(folder, approvers=approvers.format_map(words))
        if revoked:
            self.git("checkout", "--quiet", "main")
            self.write("content/revoked-keys", revoked.format_map(words))
            self.commit("作废")
            self.git("checkout", "--quiet", "change")
            self.git("merge", "--quiet", "main")
        self.git("config", "user.name", "clerk")
        self.git("config", "user.email", "clerk@internal.example")
        self.id = self.proposed(SHORTER)

    def proposed(self, change: tuple[str, str]) -> str:
        self.edit(*change)
        self.git("add", "-A")
        written = write_statement(self.site, self.git("write-tree"), {"Change-Reason": "提速"})
        self.commit("提出")
        return written.id

    def run(self, role: str = "", *more: str, yes: bool = True) -> int:
        key = ["--key", str(self.keys.private(role))] if role else []
        return main(["approve", "--site", str(self.site), "--lang", "zh", *key, *(["--yes"] if yes else []), *more])

    def approval(self, name: str) -> str:
        return (self.site / APPROVALS / self.id / name).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _nobody(monkeypatch):
    """Let no settings of the machine lend a key or a name."""
    for name in ("GIT_CONFIG_GLOBAL", "HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, "/nonexistent")


@pytest.fixture
def waiting(tmp_path):
    return Waiting(tmp_path)


def test_four_steps(waiting, capsys):
    """Each step shows the whole statement, signs upon the one before, and is a commit of its own with nothing else in it."""
    text = waiting.approval("change.txt")
    waiting.write("content/notes.md", "不提交")
    follows = ""
    for role, name in zip(ROLES, ("危化科", "法规科", "分管局长", "县司法局"), strict=True):
        assert waiting.run(role) == 0
        assert text in capsys.readouterr().out
        file = f"{role.lower()}@xxj.txt"
        given = read_approval(waiting.approval(file))
        assert (given.signer, given.change, given.follows) == (name, digest_of(text), follows)
        follows = digest_of(waiting.approval(file))
        assert waiting.git("show", "--format=%s", "--name-only", "HEAD").split() == [f"{name}同意变更", waiting.id, f"{APPROVALS}/{waiting.id}/{file}"]
    assert waiting.run("Legal-Review") == 0
    assert "县司法局" in capsys.readouterr().err
    assert waiting.git("status", "--porcelain") == "?? content/notes.md"


def told(repository: Waiting, capsys, role: str = "", *more: str) -> str:
    """Run the command, which has to refuse and write nothing, and give what it says last."""
    before = repository.git("rev-parse", "HEAD"), repository.git("status", "--porcelain")
    assert repository.run(role, *more) == 1
    assert (repository.git("rev-parse", "HEAD"), repository.git("status", "--porcelain")) == before
    return capsys.readouterr().err.splitlines()[-1]


def test_turns_are_kept(waiting, capsys):
    """A step before its turn, of another role, unknown, or done already is refused by name."""
    assert told(waiting, capsys, "Legal-Review") == "现在轮到 proposed-by@xxj 签署；“法规科”的密钥是 legal-review@* 的"
    assert told(waiting, capsys, "Legal-Review", "--as", "Legal-Review@xxj") == "还没有轮到 legal-review@xxj：先由 proposed-by@xxj 签署"
    assert "没有 legal-review@gjj 这一环节" in told(waiting, capsys, "Legal-Review", "--as", "legal-review@gjj")
    assert "不在审批人名单里" in told(waiting, capsys, "Nobody")
    assert waiting.run("Proposed-By") == 0
    assert told(waiting, capsys, "Proposed-By", "--as", "proposed-by@xxj") == "proposed-by@xxj 已由“危化科”签署"


def test_no_key(waiting, capsys):
    """Who has named no key is told how; git's own setting is one."""
    assert "没有指定密钥" in told(waiting, capsys)
    waiting.git("config", "user.signingkey", str(waiting.keys.private("Proposed-By").with_suffix(".pub")))
    assert waiting.run() == 0


def test_key_that_is_no_key(waiting, tmp_path, capsys):
    """A file that is no key, or is not there, is told in ssh-keygen's words."""
    (tmp_path / "none").write_text("x")
    for file in ("none", "absent", ""):
        assert main(["approve", "--site", str(waiting.site), "--lang", "zh", "--yes", "--key", str(tmp_path / file)]) == 1
        assert capsys.readouterr().err


@pytest.fixture
def with_list(tmp_path):
    return lambda approvers, revoked="": Waiting(tmp_path, approvers, revoked)


def test_one_person_signs_once(with_list, capsys):
    """One person's key, or two keys of one person, cannot take two steps."""
    found = with_list("*@* {Proposed-By} 危化科\nlegal-review@* {Other} 危化科\n")
    assert found.run("Proposed-By") == 0
    for role in ("Proposed-By", "Other"):
        assert told(found, capsys, role) == "“危化科”已经签了前面的环节：各环节由不同的人用不同的密钥签署"


@pytest.mark.parametrize(
    ("approvers", "revoked", "said"),
    [
        (FOUR, "2026-01-01 {Proposed-By} 遗失\n", "已经作废"),
        ("proposed-by@* {Proposed-By}\n", "", "没有写密钥"),
        ("proposed-by@* {Proposed-By} 甲\nproposed-by@* {Proposed-By} 乙\n", "", "几个人名下"),
        ('proposed-by@* valid-before="20200101" {Proposed-By} 甲\n', "", "有效期"),
        ('proposed-by@* namespaces="git" {Proposed-By} 甲\n', "", "不算数"),
        ("proposed-by@scjg {Proposed-By} 甲\n", "", "proposed-by@scjg"),
    ],
)
def test_keys_that_do_not_count(with_list, capsys, approvers, revoked, said):
    """A key that is revoked, without a name or of two, out of its dates or its use, or of another office signs nothing."""
    assert said in told(with_list(approvers, revoked), capsys, "Proposed-By")


def test_list_of_the_main_line_counts(waiting, capsys):
    """Who has put a key into the list in the change itself cannot approve with it."""
    waiting.write("content/approvers", f"*@* {waiting.keys.public('Other')} 自己\n")
    waiting.commit("加")
    assert "不在审批人名单里" in told(waiting, capsys, "Other")


def test_altered_statement(waiting, capsys):
    """A statement in which a word was changed is not signed, and one that says what its files do not do neither."""
    path = waiting.site / APPROVALS / waiting.id / "change.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("提速", "提效"), encoding="utf-8")
    assert "写成以后被改过" in told(waiting, capsys, "Proposed-By")
    harmless = text.replace("8 个工作日", "9 个工作日")
    other = waiting.site / APPROVALS / change_id(harmless) / "change.txt"
    other.parent.mkdir()
    other.write_text(harmless, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert "不是文件实际的改动" in told(waiting, capsys, "Proposed-By", change_id(harmless))


def test_base_that_is_not_on_the_main_line(waiting, capsys):
    """A statement that starts from a commit of another line is signed by nobody."""
    waiting.git("checkout", "--quiet", "--orphan", "elsewhere")
    waiting.commit("另起")
    waiting.git("branch", "--force", "main")
    waiting.git("checkout", "--quiet", "change")
    assert "不在主线上" in told(waiting, capsys, "Proposed-By", waiting.id)


def test_what_is_printed_is_bytes(waiting, capfdbinary):
    """What is to be signed elsewhere is UTF-8 to the byte, whatever the terminal writes."""
    assert waiting.run("Proposed-By", "--print") == 0
    text = waiting.approval("change.txt").encode()
    assert capfdbinary.readouterr().out.endswith(b"\n\n" + text)


def test_changed_since(waiting, capsys):
    """Whoever signs is told where the files have changed since the statement was written."""
    waiting.edit("fees: []", "fees: [ ]")
    waiting.commit("又改")
    assert waiting.run("Proposed-By", "--no-commit") == 0
    assert f"变更书写成以后，这些文件又改了：{POWER}" in capsys.readouterr().err


def test_sent_back(waiting, capsys):
    """A refusal is signed with its reason, and nobody approves the change any more; amended it is another change."""
    assert waiting.run("Proposed-By") == 0
    assert waiting.run("Legal-Review", "--refuse", "期限\n没有依据") == 0
    found = read_approval(waiting.approval("legal-review@xxj.refused.txt"))
    assert (found.signer, found.refused) == ("法规科", "期限 没有依据")
    assert waiting.git("log", "-1", "--format=%s") == f"法规科退回变更 {waiting.id}"
    for role in ROLES:
        assert "已由“法规科”（legal-review@xxj）退回：期限 没有依据" in told(waiting, capsys, role)
    waiting.id = waiting.proposed(("amount: 8", "amount: 9"))
    assert waiting.run("Proposed-By") == 0
    assert waiting.run("Legal-Review") == 0


def test_refusal_needs_a_reason(waiting):
    """Who sends a change back without a reason is asked for one."""
    assert waiting.run("Proposed-By", "--refuse", " ") == 2


def test_signed_on_another_machine(waiting, tmp_path, capsys):
    """What is printed is signed elsewhere, and the signature taken in; one of anything else is not."""
    public = ["--key", str(waiting.keys.private("Proposed-By").with_suffix(".pub"))]
    assert waiting.run("", *public, "--print") == 0
    words = capsys.readouterr().out
    assert words.startswith("审批意见\n环节：proposed-by@xxj\n签署人：危化科\n")
    file = tmp_path / "approval.txt"
    file.write_text(words, encoding="utf-8")
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", "quanli-approval", "-f", str(waiting.keys.private("Proposed-By")), str(file)]
    subprocess.run(command, check=True)
    wrong = tmp_path / "wrong.sig"
    wrong.write_text(waiting.keys.sign("Proposed-By", f"{words}x".encode()))
    assert "不是 quanli approve --print 输出的文字" in told(waiting, capsys, "", "--signature", str(wrong))
    (tmp_path / "crlf.sig").write_bytes((tmp_path / "approval.txt.sig").read_bytes().replace(b"\n", b"\r\n"))
    assert waiting.run("", "--signature", str(tmp_path / "crlf.sig")) == 0
    assert read_approval(waiting.approval("proposed-by@xxj.txt")).signer == "危化科"
    assert waiting.run("", "--signature", str(tmp_path / "absent.sig")) == 1


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("answer", "status"), [("是\n", 0), ("yes\n", 0), ("否\n", 1), ("", 1)])
def test_asks_first(waiting, monkeypatch, answer, status):
    """Nothing is signed before whoever has read it says so."""
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert waiting.run("Proposed-By", yes=False) == status
    assert (waiting.site / APPROVALS / waiting.id / "proposed-by@xxj.txt").exists() == (status == 0)


def test_does_not_sign_unasked(waiting, capsys):
    """Where nobody can be asked, nothing is signed without --yes."""
    assert waiting.run("Proposed-By", yes=False) == 1
    assert "--yes" in capsys.readouterr().err


def test_two_offices(waiting, tmp_path):
    """A change of two offices has a chain for each, and a key that may sign for both signs both at once."""
    waiting.write("content/offices/second.yaml", "id: second\nname: 另一局\n")
    waiting.git("add", "-A")
    waiting.id = write_statement(waiting.site, waiting.git("write-tree"), {"Change-Reason": "机构"}).id
    waiting.commit("提出")
    assert waiting.run("Proposed-By", "--print") == 1
    assert waiting.run("Proposed-By") == 0
    assert sorted(path.name for path in (waiting.site / APPROVALS / waiting.id).iterdir()) == ["change.txt", "proposed-by@second.txt", "proposed-by@xxj.txt"]
    assert waiting.run("Legal-Review", "--as", "legal-review@xxj") == 0


def test_which_change(waiting, capsys):
    """A change is named by how its id begins, and need not be where but one waits; what is not there is told."""
    assert waiting.run("Proposed-By", waiting.id[:6], "--no-commit") == 0
    assert "没有变更 zzz" in told_of(waiting, capsys, "zzz")
    waiting.git("stash", "--quiet", "-u")
    waiting.git("checkout", "--quiet", "main")
    assert "先检出提出变更的分支" in told_of(waiting, capsys)


def told_of(repository, capsys, *more):
    capsys.readouterr()
    assert repository.run("Proposed-By", *more) == 1
    return capsys.readouterr().err


def test_list(waiting, capsys):
    """What waits is listed with how far it has come."""
    assert waiting.run("Proposed-By") == 0
    capsys.readouterr()
    assert waiting.run("", "--list") == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"变更 {waiting.id}"
    assert lines[1].startswith("  proposed-by@xxj 部门提出：危化科 ")
    assert lines[2] == "  legal-review@xxj 法制机构审核：轮到签署"
    waiting.git("checkout", "--quiet", "main")
    assert waiting.run("", "--list") == 0
    assert capsys.readouterr().err == "没有等待审批的变更\n"


def test_failed_commit_leaves_nothing(waiting, capsys):
    """Where git cannot commit, the approval is taken away again, and the next run begins anew."""
    lock = waiting.site / ".git/index.lock"
    lock.touch()
    assert waiting.run("Proposed-By") == 1
    assert "git 没有完成" in capsys.readouterr().err
    lock.unlink()
    assert waiting.git("status", "--porcelain") == ""
    assert waiting.run("Proposed-By") == 0


def test_outside_git(tmp_path, capsys):
    """A folder without a repository is told, without a traceback."""
    assert main(["approve", "--site", str(tmp_path), "--lang", "zh", "--yes"]) == 1
    assert "HEAD" in capsys.readouterr().err


def test_without_ssh_keygen(waiting, monkeypatch, tmp_path, capsys):
    """Where ssh-keygen is missing, it is said what to install."""
    git = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(git)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert waiting.run("Proposed-By") == 1
    assert "openssh-client" in capsys.readouterr().err


def test_proposed_approved_and_admitted(waiting, capsys):
    """A change that was proposed and then signed by each step with these commands is one that the review admits."""
    site = str(waiting.site)
    waiting.git("checkout", "--quiet", "-B", "other", "main")
    waiting.edit("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
    said = ["--reason", "人手减少", "--legal-basis", "行政许可法第四十二条", "--trigger", "客观情况变化", "--adjusts", "时限=调整; 岗位=不变; 职责=不变; 文书=不变"]
    rest = ["--document", "", "--effective-on", "", "--effective-on-reason", "", "--proposed-by", "危化科"]
    assert main(["propose", "--site", site, "--lang", "zh", *said, *rest]) == 0
    for number, role in enumerate(ROLES):
        assert main(["review", "main", "other", "--site", site, "--lang", "zh"]) == 1
        capsys.readouterr()
        assert waiting.run(role) == 0
        last = capsys.readouterr().err.splitlines()[-1]
        assert last == ("已提交，各环节都已签署；推送以后可以并入" if number == 3 else "已提交；推送以后还有：" + "、".join(f"{one.lower()}@xxj" for one in ROLES[number + 1 :]))
    assert main(["review", "main", "other", "--site", site, "--lang", "zh"]) == 0
