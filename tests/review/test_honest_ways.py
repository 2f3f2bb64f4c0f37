"""Ten honest ways from an edit to the main line, each in a real repository with real keys, and each admitted."""

import json

import pytest

from quanli.cli import main
from quanli.review.admission import admit
from quanli.review.forge_claims import read_claims
from quanli.review.review import review
from review.repository import BASIS, POWER, REASON, ROLES, Repository

SLOWER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
SECOND = POWER.replace("0001", "0002")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    made = Repository(tmp_path_factory.mktemp("template"))
    made.main()
    made.write(SECOND, made.read().replace("YJ-XK-0001", "YJ-XK-0002"))
    made.commit("另一项")
    made.git("checkout", "--quiet", "-B", "change")
    return made


@pytest.fixture
def made(template, tmp_path):
    return Repository.copied(template, tmp_path)


def admitted(made, base, claims=()):
    """Give the ids of the changes that are admitted from a commit to the main line, each with who signed."""
    found = admit(made.site, base, made.git("rev-parse", "main"), claims)
    assert [one.message("zh") for one in found.problems] == []
    assert found.ok
    return {one.id: [signed.by for signed in one.approvals] for one in found.changes}


def approved(made, **said):
    made.edit(*SLOWER)
    change = made.propose(**said)
    made.approve(change)
    assert review(made.site, "main", "change").met
    return change


def base_of(made):
    return made.git("rev-parse", "main")


def elsewhere(made):
    """Let something that is not governed come to the main line meanwhile."""
    made.main()
    made.write("README.md", "说明\n")
    made.commit("别处")


def test_fast_forward(made):
    """The branch becomes the main line as it is."""
    base, change = base_of(made), approved(made)
    made.main()
    made.git("merge", "--quiet", "--ff-only", "change")
    assert admitted(made, base) == {change: list(ROLES)}


def test_merge(made):
    """The branch is merged with a commit of its own, whose message may repeat what was approved."""
    base, change = base_of(made), approved(made)
    elsewhere(made)
    made.merge(message=f"合并\n\nChange-Reason: {REASON}\nLegal-Basis: {BASIS}\n")
    assert admitted(made, base) == {change: list(ROLES)}


def test_squash(made):
    """All commits of the branch become one, with another message."""
    base, change = base_of(made), approved(made)
    elsewhere(made)
    made.git("merge", "--quiet", "--squash", "change")
    made.commit("压缩合并")
    assert admitted(made, base) == {change: list(ROLES)}


def test_rebase(made):
    """The commits of the branch are made anew upon the main line."""
    base, change = base_of(made), approved(made)
    elsewhere(made)
    made.git("rebase", "--quiet", "main", "change")
    made.main()
    made.git("merge", "--quiet", "--ff-only", "change")
    assert admitted(made, base) == {change: list(ROLES)}


@pytest.mark.parametrize("kept", [True, False], ids=["the refused statement stays", "it is taken away"])
def test_amended_after_remarks(made, kept):
    """A proposal was refused, mended, proposed anew with another reason, and approved."""
    base = base_of(made)
    made.edit(*SLOWER)
    first = made.propose(Change_Reason="人手不够")
    made.approve(first, "Proposed-By")
    made.approve(first, "Legal-Review", refuse="理由写得不清楚")
    found = review(made.site, "main", "change")
    assert [one.message("zh") for one in found.faults] == [f"“Legal-Review”（legal-review@xxj）退回了变更 {first}：理由写得不清楚"]
    made.edit("amount: 12", "amount: 11")
    if not kept:
        made.git("rm", "-r", "--quiet", f"content/approvals/{first}")
    second = made.propose()
    made.approve(second)
    assert review(made.site, "main", "change").met
    made.main()
    made.git("merge", "--quiet", "--ff-only", "change")
    assert admitted(made, base) == {second: list(ROLES)}


def test_two_items_in_one_change(made):
    """One statement is about two items, and one about each is as good."""
    base = base_of(made)
    made.edit(*SLOWER)
    made.edit(*SLOWER, SECOND)
    both = made.propose()
    made.approve(both)
    middle = made.merge()
    assert admitted(made, base) == {both: list(ROLES)}
    made.branch("apart")
    made.edit(*SLOWER[::-1])
    one = made.propose(POWER)
    made.edit(*SLOWER[::-1], SECOND)
    other = made.propose(SECOND, Change_Reason="另一个理由")
    made.approve(one)
    made.approve(other)
    made.merge("apart")
    assert admitted(made, middle) == {one: list(ROLES), other: list(ROLES)}


def test_deputy(made):
    """Whoever stands in for somebody signs in the days given for it."""
    made.main()
    made.write("content/approvers", made.read("content/approvers") + made.principal("Approved-By", key="deputy", name="副主任（AB 岗）", more=',valid-after="20200101",valid-before="29990101"'))
    made.commit("名单")
    made.git("checkout", "--quiet", "-B", "change")
    base = base_of(made)
    made.edit(*SLOWER)
    change = made.propose()
    made.approve(change, "Proposed-By", "Legal-Review")
    made.approve(change, "Approved-By", key="deputy", name="副主任（AB 岗）")
    made.approve(change, "Determined-By")
    made.merge()
    assert admitted(made, base) == {change: ["Proposed-By", "Legal-Review", "副主任（AB 岗）", "Determined-By"]}


def test_rotated_key(made):
    """A key follows upon another by an approved change of the list, and signs from then on; both under one name."""
    base = base_of(made)
    lines = made.read("content/approvers")
    made.write("content/approvers", lines + made.principal("Legal-Review", key="new", name="Legal-Review"))
    rotation = made.propose(Document="某发〔2026〕1 号")
    made.approve(rotation, office="site")
    made.merge()
    made.branch("next")
    made.edit(*SLOWER)
    change = made.propose()
    made.approve(change, "Proposed-By")
    made.approve(change, "Legal-Review", key="new", name="Legal-Review")
    made.approve(change, "Approved-By", "Determined-By")
    made.merge("next")
    assert admitted(made, base) == {rotation: list(ROLES), change: list(ROLES)}


def test_revert(made):
    """What was approved and published is taken back by a change of its own, and made again by a third."""
    base, change = base_of(made), approved(made)
    made.merge()
    found = {change}
    for name, edit in (("back", SLOWER[::-1]), ("again", SLOWER)):
        made.branch(name)
        made.edit(*edit)
        found.add(made.propose())
        made.approve(max(found, key=lambda one: (made.site / "content/approvals" / one).stat().st_mtime_ns))
        made.merge(name)
    assert admitted(made, base).keys() == found


FORGE = """\
procedure:
  approvals: forge
  chains:
    content: {say: [Change-Reason], approve: [Proposed-By, Legal-Review]}
  accounts:
    proposed-by@xxj: [ketan]
    legal-review@xxj: [fazhi]
"""


@pytest.mark.parametrize("stated", [True, False], ids=["with a statement", "without"])
@pytest.mark.parametrize("how", ["merge", "squash"])
def test_forge_approval(tmp_path, stated, how):
    """Where the site has chosen so, the forge's approvals of the branch count, however it is merged."""
    made = Repository(tmp_path, settings=FORGE)
    base = base_of(made)
    made.edit(*SLOWER)
    if stated:
        change = made.propose()
    else:
        made.commit("改时限", f"Change-Reason: {REASON}")
        change = made.head[:16]
    said = json.dumps({"head": made.head, "approvals": [{"role": "Proposed-By", "by": "ketan", "at": "2026-01-02"}, {"role": "Legal-Review", "by": "fazhi", "office": "xxj", "at": "2026-01-01T20:00:00Z"}]})
    file = tmp_path / "approvals.json"
    file.write_text(said, encoding="utf-8")
    assert review(made.site, "main", "change", file).met
    if how == "merge":
        made.merge()
    else:
        made.main()
        made.git("merge", "--quiet", "--squash", "change")
        made.commit("压缩", f"Change-Reason: {REASON}")
    claims, _ = read_claims(said.encode(), "approvals.json")
    assert admitted(made, base, claims) == {change: ["ketan", "fazhi"]}
    assert not admit(made.site, base, base_of(made)).ok


def test_by_the_commands_alone(made, monkeypatch, capsys):
    """An edit that is proposed, signed, amended after remarks, signed anew and squashed by the commands is admitted as it is read."""
    for setting, value in (("user.name", "clerk"), ("user.email", "clerk@internal.example"), ("gpg.format", "ssh")):
        made.git("config", setting, value)
    site, base = str(made.site), base_of(made)
    answers = ["--reason", REASON, "--trigger", "客观情况变化", "--legal-basis", BASIS, "--adjusts", "时限=调整; 岗位=不变; 职责=不变; 文书=不变"]

    def run(*words):
        capsys.readouterr()
        status = main([*words, "--site", site, "--lang", "zh"])
        return status, capsys.readouterr().out

    def sign(role, *more):
        assert run("approve", "--as", f"{role.lower()}@xxj", "--key", str(made.keys.private(role)), "--yes", *more)[0] == 0

    made.edit(*SLOWER)
    assert run("propose", *answers)[0] == 0
    sign("Proposed-By")
    sign("Legal-Review", "--refuse", "太久")
    assert run("review", "main", "change")[0] == 1
    made.edit("amount: 12", "amount: 11")
    assert run("propose", *answers)[0] == 0
    for role in ROLES:
        assert run("review", "main", "change")[0] == 1
        sign(role)
    status, said = run("review", "main", "change")
    assert (status, said.splitlines()[0]) == (0, "## ✅ 变更程序已经履行")
    made.main()
    made.git("merge", "--quiet", "--squash", "change")
    made.commit("压缩")
    assert list(admitted(made, base).values()) == [list(ROLES)]
