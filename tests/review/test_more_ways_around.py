"""Further ways around the gate, by what git itself can be made to do: each refused, and what only looks like one admitted."""

import datetime
import subprocess

import pytest

from quanli.errors import ProblemsFoundError
from quanli.review.admission import admit
from quanli.review.forge_claims import ForgeClaim
from quanli.review.review import review
from review.repository import POWER, ROLES, Repository
from review.test_honest_ways import FORGE
from review.test_ways_around import ITEM, SLOWER, approved, refused, released

CHANGED = "没有一份变更书写到这一改动"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("template"))


@pytest.fixture
def made(template, tmp_path):
    return Repository.copied(template, tmp_path)


def ok(made, base):
    found = admit(made.site, base, made.git("rev-parse", "main"))
    assert [one.message("zh") for one in found.problems] == []
    return sorted(one.id for one in found.changes)


@pytest.mark.parametrize("path", ["Content/powers/xxj/A-1.yaml", "content/Approvals/a/change.txt", "CONTENT/site.yaml", ".gitattributes", "docs/CODEOWNERS", "content/a\nb.yaml", "content/.hidden/x"])
def test_names_that_some_machines_take_for_others(made, path):
    """A path that differs in capitals only, is hidden or strange, is governed as the one that it may be taken for."""
    base = released(made)
    made.main()
    made.write(path, "x")
    made.commit("加")
    (said,) = refused(made, base)
    assert said.endswith(CHANGED)
    assert path in said


@pytest.mark.parametrize(("mode", "nature"), [("120000", "链接"), ("160000", "另一个仓库（子模块）"), ("100755", "可执行的程序")])
@pytest.mark.parametrize("path", [POWER, "theme", "content/guides/neu.md"])
def test_what_is_no_plain_file(made, mode, nature, path):
    """A governed file that becomes a link, a submodule or a program is refused, its content approved or not."""
    base = released(made)
    made.main()
    blob = released(made) if mode == "160000" else made.git("hash-object", "-w", "--stdin", data=made.read() if mode == "100755" else "/etc/passwd")
    made.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
    made.git("commit", "--quiet", "-m", "换")
    assert any(f"成了{nature}（提交 {made.head[:10]}）" in said for said in refused(made, base))


def test_item_deleted(made):
    """An item that goes is a change as any."""
    base = released(made)
    made.main()
    made.git("rm", "--quiet", POWER)
    commit = made.commit("删")
    assert refused(made, base) == [f"{ITEM}的改动没有经过批准（提交 {commit[:10]}）：{CHANGED}"]


def test_approvals_without_a_statement(made):
    """A folder of approvals without what they approve approves nothing."""
    base = released(made)
    change = approved(made)
    made.git("rm", "--quiet", f"content/approvals/{change}/change.txt")
    made.commit("删变更书")
    made.merge()
    (said,) = refused(made, base)
    assert said.endswith(CHANGED)


@pytest.mark.parametrize("how", ["edited", "removed"])
def test_approvals_are_altered_after_the_merge(made, how):
    """Approvals on the main line may be added to, not altered or removed, once they were published."""
    change = approved(made)
    base = made.merge()
    path = f"content/approvals/{change}/legal-review@xxj.txt"
    if how == "edited":
        made.write(path, "同意\n")
    else:
        made.git("rm", "--quiet", path)
    commit = made.commit("整理")
    did = {"edited": "改动", "removed": "删去"}[how]
    assert refused(made, base) == [f"审批文件 {path} 被{did}（提交 {commit[:10]}）：已经在主线上的审批文件只能增加，不能改，也不能删"]


def test_octopus(made):
    """An octopus of approved branches is a merge like any other; one unapproved arm is refused."""
    base, change = released(made), approved(made)
    made.branch("second")
    made.edit('hotline: "12345"', 'hotline: "12346"', "content/site.yaml")
    second = made.propose(Document="某发〔2026〕1 号")
    made.approve(second, office="site")
    made.branch("third")
    made.write("README.md", "x")
    made.commit("说明")
    made.main()
    made.git("merge", "--quiet", "--no-ff", "-m", "八爪", "change", "second", "third")
    assert ok(made, base) == sorted([change, second])
    made.branch("fourth", base)
    made.write("theme/a.css", "x")
    made.commit("夹带")
    made.branch("fifth", base)
    made.write("LICENSE", "x")
    made.commit("别的")
    made.main()
    made.git("merge", "--quiet", "--no-ff", "-m", "八爪", "fourth", "fifth")
    assert refused(made, base) == [f"文件“theme/a.css”的改动没有经过批准（提交 {made.head[:10]}）：{CHANGED}"]


def test_criss_cross(made):
    """Branches that merge each other back and forth are judged by what comes of it."""
    base, change = released(made), approved(made)
    made.branch("other", base)
    made.write("README.md", "x")
    made.commit("说明")
    made.git("checkout", "--quiet", "change")
    left = made.head
    made.git("merge", "--quiet", "--no-ff", "-m", "左", "other")
    made.git("checkout", "--quiet", "other")
    made.git("merge", "--quiet", "--no-ff", "-m", "右", left)
    made.main()
    made.git("merge", "--quiet", "--no-ff", "-m", "一", "change")
    made.git("merge", "--quiet", "--no-ff", "-m", "二", "other")
    assert ok(made, base) == [change]


def test_branch_that_took_in_the_main_line_becomes_it(made):
    """Where a branch that had merged the main line becomes it, first parents lead elsewhere: what was published is still compared."""
    change = approved(made)
    made.main()
    made.write("README.md", "x")
    base = made.commit("别处")
    made.git("checkout", "--quiet", "change")
    made.git("merge", "--quiet", "-m", "并入主线", "main")
    made.main()
    made.git("merge", "--quiet", "--ff-only", "change")
    assert ok(made, base) == [change]
    made.edit("visits: 1", "visits: 2")
    made.commit("又改")
    assert refused(made, base) == [f"{ITEM}的文本不是变更 {change} 批准的文本（提交 {made.head[:10]}）：合并或者批准以后的改动使它成了没有人批准过的文本"]


def test_replace_refs_and_grafts(made):
    """What git is told to show in place of a commit, and parents that it is told, do not count."""
    base = released(made)
    approved(made)
    good = made.merge()
    made.edit("visits: 1", "visits: 2")
    bad = made.commit("直接改")
    made.git("replace", "-f", bad, good)
    (made.site / ".git/info").mkdir(exist_ok=True)
    (made.site / ".git/info/grafts").write_text(f"{bad} {base}\n", encoding="ascii")
    (said,) = refused(made, good)
    assert said == f"{ITEM}的改动没有经过批准（提交 {bad[:10]}）：{CHANGED}"


def test_huge_statement(made):
    """A statement longer than any is not read, and said to be none."""
    base = released(made)
    made.edit(*SLOWER)
    made.write("content/approvals/0123456789abcdef/change.txt", "行政权力变更书\n" + "字" * 6_000_000)
    made.commit("改")
    made.merge()
    assert any(said.startswith("变更 0123456789abcdef 的变更书读不出来：") for said in refused(made, base))


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("notes.txt", "x", "APPROVAL_PLACE"), ("change.txt", "x", "STATEMENT_INVALID"), ("change.txt", "x" * (17 << 20), "TOO_BIG")],
    ids=["stray", "no statement", "huge"],
)
def test_rubbish_among_the_approvals_is_told_before_it_lands(made, name, text, code):
    """What lies among the approvals and would stop every build is a new error of the review, though it needs nobody's approval."""
    base = released(made)
    made.main()
    made.write(f"content/approvals/{'a' * 16}/{name}", text)
    made.commit("加")
    found = review(made.site, base, "main")
    assert not found.met
    assert code in {one.code for one in found.problems.new}


def test_approval_copied_into_another_folder(made):
    """An approval of one change is none of another."""
    base, change = released(made), approved(made)
    made.branch("other", base)
    made.edit("visits: 1", "visits: 2")
    other = made.propose()
    for role in ROLES:
        name = f"{role.lower()}@xxj.txt"
        text = made.git("show", f"change:content/approvals/{change}/{name}")
        made.write(f"content/approvals/{other}/{name}", text + "\n")
    made.commit("抄来的审批")
    made.merge("other")
    first, *_ = refused(made, base)
    assert first == "“Proposed-By”的“部门提出”（proposed-by@xxj）没有经过验证：它签的是另一项变更"


def test_day_that_is_yet_to_come(made):
    """An approval dated ahead is none yet."""
    base = released(made)
    made.edit(*SLOWER)
    change = made.propose()
    made.approve(change, day=datetime.date(2999, 1, 1))
    made.merge()
    first, *_ = refused(made, base)
    assert first == "“Proposed-By”的“部门提出”（proposed-by@xxj）没有经过验证：日期 2999-01-01 还没有到"


def test_revoked_key(made):
    """A key that was revoked signs nothing any more, whatever day stands in the approval."""
    made.main()
    made.write("content/revoked-keys", f"2026-01-31 {made.keys.public('Legal-Review')} 密钥遗失\n")
    made.commit("作废")
    made.git("checkout", "--quiet", "-B", "change")
    base = released(made)
    made.edit(*SLOWER)
    change = made.propose()
    made.approve(change, day=datetime.date(2026, 1, 30))
    made.merge()
    first, *_ = refused(made, base)
    assert first.endswith(" 已经作废")


def test_main_line_rewritten(made):
    """A main line that does not lead on from what was published is not published."""
    base = released(made)
    approved(made)
    merge = made.merge()
    made.git("reset", "--quiet", "--hard", base)
    made.write("README.md", "x")
    made.commit("另起")
    assert refused(made, merge) == [f"已发布的提交 {merge[:10]} 不在 {made.head[:10]} 的历史里：主线被改写过，或者要发布的是另一条线"]


def test_statement_that_says_something_harmless(made):
    """A text that tells of something else than its files do is refused, whoever signed it."""
    base = released(made)
    made.edit(*SLOWER)
    change = made.propose()
    text = made.read(f"content/approvals/{change}/change.txt")
    from quanli.approval.statement import change_id

    false = text.replace("变更后：12 个工作日", "变更后：9 个工作日")
    name = change_id(false)
    made.write(f"content/approvals/{name}/change.txt", false)
    made.git("rm", "-r", "--quiet", f"content/approvals/{change}")
    made.approve(name)
    made.merge()
    assert refused(made, base) == [f"变更 {name} 的变更书写的不是文件实际的改动：写的是“   变更后：9 个工作日”，实际是“   变更后：12 个工作日”"]


def test_broken_object_is_no_admission(made):
    """Where git cannot read what it should compare, nobody takes it that nothing differs."""
    base = released(made)
    made.main()
    made.edit(*SLOWER)
    made.commit("改")
    tree = made.git("rev-parse", "HEAD^{tree}")
    file = made.site / ".git/objects" / tree[:2] / tree[2:]
    file.chmod(0o644)
    file.unlink()
    try:
        assert not admit(made.site, base, made.head).ok
    except Exception as error:  # noqa: BLE001 - any failure but an admission
        assert type(error).__name__ == "GitError"


def test_shallow_clone(made, tmp_path):
    """A clone without the published commit cannot tell, and admits nothing."""
    base = released(made)
    approved(made)
    made.merge()
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{made.site}", str(tmp_path / "shallow")], check=True)
    head = made.head
    assert not admit(tmp_path / "shallow", base, head).ok
    with pytest.raises(ProblemsFoundError):
        review(tmp_path / "shallow", base, head)


def test_word_of_the_forge_does_not_serve_again(tmp_path):
    """What the forge approved, merged by squash and taken back, is not done again by the same word."""
    made = Repository(tmp_path, settings=FORGE)
    made.edit(*SLOWER)
    made.commit("改时限", "Change-Reason: 甲")
    claims = [ForgeClaim(made.head, role, by) for role, by in (("Proposed-By", "ketan"), ("Legal-Review", "fazhi"))]
    base = released(made)
    made.main()
    made.git("merge", "--quiet", "--squash", "change")
    squash = made.commit("压缩", "Change-Reason: 甲")
    assert admit(made.site, base, squash, claims).ok
    made.git("revert", "--no-edit", squash)
    back = made.head
    made.edit(*SLOWER)
    again = made.commit("再来", "Change-Reason: 甲")
    assert refused(made, back, claims=claims) == [f"{ITEM}的改动没有经过批准（提交 {again[:10]}）：{CHANGED}"]


def test_squash_that_loses_the_reason(tmp_path):
    """Where the forge alone vouches for a change, the merged commit must keep what was said of it."""
    made = Repository(tmp_path, settings=FORGE)
    base = released(made)
    made.edit(*SLOWER)
    made.commit("改时限", "Change-Reason: 甲")
    head = made.head
    claims = [ForgeClaim(head, role, by) for role, by in (("Proposed-By", "ketan"), ("Legal-Review", "fazhi"))]
    made.main()
    made.git("merge", "--quiet", "--squash", "change")
    made.commit("压缩")
    assert refused(made, base, claims=claims) == [
        f"合并到主线的提交没有保留变更理由（“Change-Reason: 甲”）：变更 {head[:16]} 只由代码平台批准，没有变更书，记录里就再也查不到"
    ]


def test_statement_that_is_a_link(made):
    """A link in the place of a statement, or of the folder of approvals, states nothing."""
    base, change = released(made), approved(made)
    path = made.site / f"content/approvals/{change}/change.txt"
    text = path.read_text(encoding="utf-8")
    made.write("README.md", text)
    path.unlink()
    path.symlink_to("../../../README.md")
    made.commit("链接")
    made.merge()
    (said,) = refused(made, base)
    assert said.endswith(CHANGED)


def test_approved_change_undone_before_it_was_published(made):
    """What was approved and merged is not undone by a commit that nobody approved, though the text is that which is published."""
    base, first = released(made), approved(made)
    made.merge()
    made.branch("second")
    made.edit('hotline: "12345"', 'hotline: "12346"', "content/site.yaml")
    made.approve(made.propose(Document="某发〔2026〕1 号"), office="site")
    made.merge("second")
    made.branch("third")
    made.edit("visits: 1", "visits: 2")
    made.approve(made.propose())
    made.merge("third")
    made.git("checkout", "--quiet", base, "--", POWER)
    undone = made.commit("恢复原文")
    assert refused(made, base) == [f"{ITEM}的改动没有经过批准（提交 {undone[:10]}）：{CHANGED}"]
    assert first
