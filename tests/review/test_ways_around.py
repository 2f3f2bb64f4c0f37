"""Sixteen ways around the gate, each tried in a real repository with real keys, and each refused in a sentence that says why."""

import datetime

import pytest

from quanli.review.admission import admit
from quanli.review.review import review
from review.repository import POWER, ROLES, Repository, today

SLOWER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
ITEM = "事项“YJ-XK-0001 烟花爆竹经营（零售）许可”"
GUIDE, OFFICE = "content/guides/lingshou.md", "content/offices/xxj.yaml"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("template"))


@pytest.fixture
def made(template, tmp_path):
    return Repository.copied(template, tmp_path)


def released(made):
    return made.git("rev-parse", "main")


def refused(made, base, head="main", **asked):
    """Give the sentences by which the main line is refused to be published."""
    found = admit(made.site, made.git("rev-parse", base), made.git("rev-parse", head), **asked)
    assert not found.ok
    assert all(one.message("en") and "{" not in one.message("en") + one.hint("en") + one.hint("zh") for one in found.problems)
    return [one.message("zh") for one in found.problems]


def approved(made, **said):
    """Propose the slower promise on the branch, and let all sign."""
    made.edit(*SLOWER)
    change = made.propose(**said)
    made.approve(change)
    return change


def test_one_key_in_four_roles(tmp_path):
    """One key that the list gives all four roles signs once."""
    made = Repository(tmp_path, approvers="")
    made.main()
    made.write("content/approvers", "".join(made.principal(role, key="one", name="危化科") for role in ROLES))
    made.commit("名单")
    made.git("checkout", "--quiet", "-B", "change")
    base = released(made)
    made.edit(*SLOWER)
    change = made.propose()
    made.approve(change, key="one", name="危化科")
    made.merge()
    print_ = made.keys.public("one")
    first, *rest = refused(made, base)
    assert first.startswith("“危化科”（密钥 SHA256:")
    assert first.endswith("已经签了“部门提出”，不能再签“法制机构审核”（legal-review@xxj）：每个环节由不同的人用不同的密钥签署")
    assert len(rest) == 2
    assert print_


@pytest.mark.parametrize("old", ["人手减少", "行政许可法第四十二条", "施行日期（Effective-On）：2999-01-01"])
def test_reason_basis_or_date_changed_after_approval(made, old):
    """What a statement says is changed after it was signed: it is the text of another change."""
    base = released(made)
    change = approved(made, Effective_On="2999-01-01")
    made.edit(old, old.replace("2999", "2998").replace("减少", "增加").replace("四十二", "四十三"), f"content/approvals/{change}/change.txt")
    made.commit("改理由")
    made.merge()
    (said,) = refused(made, base)
    assert said.startswith(f"文件夹 {change} 里的变更书不是变更 {change}：按内容它是 ")
    assert said.endswith("，写成以后被改过，或者放错了地方")


def test_another_reason_in_the_merge_message(made):
    """A merge message that gives another reason or another day is refused by name."""
    base = released(made)
    change = approved(made)
    merge = made.merge(message="合并\n\nChange-Reason: 另一个理由\nEffective-On: 2001-01-01\n")
    assert refused(made, base) == [
        f"提交 {merge[:10]} 的说明写“Change-Reason: 另一个理由”，批准的变更 {change} 的变更理由是“人手减少”：说明不能另写一个",
        f"提交 {merge[:10]} 的说明写“Effective-On: 2001-01-01”，批准的变更 {change} 的施行日期是“（没有写）”：说明不能另写一个",
    ]


def test_replay_after_a_revert(made):
    """An approval that has served does not serve again once its change was taken back."""
    change = approved(made)
    first = made.merge()
    made.branch("back")
    made.edit(*SLOWER[::-1])
    back = made.propose()
    made.approve(back)
    base = made.merge("back")
    made.git("revert", "--no-edit", "-m", "1", base)  # takes back the taking back
    made.git("checkout", base, "--", "content/approvals")
    made.git("commit", "--quiet", "--amend", "--no-edit")
    replay = made.head
    assert made.git("diff", "--name-only", first, "HEAD", "--", POWER) == ""
    assert refused(made, base) == [f"{ITEM}的改动（提交 {replay[:10]}）用的是变更 {change} 的批准，这项变更早已在主线上，批准只能用一次"]


def test_merge_skew(made):
    """Two changes of one item, each approved, merge without conflict into a text that nobody approved."""
    base = released(made)
    approved(made)
    made.branch("other")
    made.edit("visits: 1", "visits: 2")
    second = made.propose()
    made.approve(second)
    made.merge()
    found = review(made.site, "main", "other")
    wanted = f"{ITEM}的文本不是变更 {second} 批准的文本（合并的结果）：合并或者批准以后的改动使它成了没有人批准过的文本"
    assert not found.met
    assert [one.message("zh") for one in found.faults] == [wanted]
    merge = made.merge("other")
    assert refused(made, base) == [wanted.replace("合并的结果", f"提交 {merge[:10]}")]


def test_smuggling_merge(made):
    """A merge that changes more than what it merges is refused, the item named."""
    base = released(made)
    change = approved(made)
    made.main()
    made.git("merge", "--quiet", "--no-ff", "--no-commit", "change")
    made.edit("amount: 12", "amount: 19")
    made.edit('hotline: "12345"', 'hotline: "12346"', "content/site.yaml")
    merge = made.commit("合并")
    assert refused(made, base) == [
        f"{ITEM}的文本不是变更 {change} 批准的文本（提交 {merge[:10]}）：合并或者批准以后的改动使它成了没有人批准过的文本",
        f"站点设置“content/site.yaml”的改动没有经过批准（提交 {merge[:10]}）：没有一份变更书写到这一改动",
    ]


def test_squash_that_changes_content_or_message(made):
    """A squashed commit that has another text, or another reason, is refused."""
    base = released(made)
    change = approved(made)
    made.main()
    made.git("merge", "--quiet", "--squash", "change")
    made.edit("amount: 12", "amount: 13")
    squash = made.commit("压缩合并", "Legal-Basis: 另一条")
    assert refused(made, base) == [
        f"{ITEM}的文本不是变更 {change} 批准的文本（提交 {squash[:10]}）：合并或者批准以后的改动使它成了没有人批准过的文本"
    ]
    made.edit("amount: 13", "amount: 12")
    made.git("add", "-A")
    made.git("commit", "--quiet", "--amend", "--no-edit")
    assert refused(made, base) == [
        f"提交 {made.head[:10]} 的说明写“Legal-Basis: 另一条”，批准的变更 {change} 的法律依据是“行政许可法第四十二条”：说明不能另写一个"
    ]


def test_approvals_in_the_wrong_order(made):
    """Who determines before the others have reviewed and approved has not determined."""
    base = released(made)
    made.edit(*SLOWER)
    change = made.propose()
    for role in ("Proposed-By", "Determined-By", "Approved-By", "Legal-Review"):
        made.approve(change, role)
    made.merge()
    assert refused(made, base) == [
        "“分管领导批准”（Approved-By，approved-by@xxj）没有接在“法制机构审核”之后签署，次序不对",
        "“政府法制机构审定”（Determined-By，determined-by@xxj）没有接在“分管领导批准”之后签署，次序不对",
    ]


def test_approver_added_in_the_same_change(made):
    """A change that adds its own approver is judged by the list that was published."""
    base = released(made)
    made.edit(*SLOWER)
    made.write("content/approvers", made.read("content/approvers") + made.principal("Legal-Review", key="friend", name="朋友"))
    change = made.propose(Document="某发〔2026〕1 号")
    made.approve(change, "Proposed-By", office="xxj")
    made.approve(change, "Legal-Review", key="friend", name="朋友")
    made.approve(change, "Approved-By", "Determined-By")
    made.approve(change, office="site")
    made.merge()
    first, *_ = refused(made, base)
    assert first.startswith("“朋友”的“法制机构审核”（legal-review@xxj）没有经过验证：密钥 SHA256:")
    assert first.endswith(" 不在审批人名单里")


def test_chain_weakened_in_the_same_change(made):
    """A change that shortens the procedure is judged by the one that was published."""
    base = released(made)
    made.edit(*SLOWER)
    made.edit("sample: true\n", "sample: true\nprocedure: {chains: {content: {say: [], approve: [Proposed-By]}}}\n", "content/site.yaml")
    change = made.propose()
    made.approve(change, "Proposed-By")
    made.approve(change, office="site")
    made.merge()
    assert refused(made, base) == [
        "缺少“法制机构审核”（legal-review@xxj）", "缺少“分管领导批准”（approved-by@xxj）", "缺少“政府法制机构审定”（determined-by@xxj）",
    ]


@pytest.mark.parametrize("path", ["theme/static/css/site.css", "theme/templates/pages/power.html", "pelicanconf.py", ".github/workflows/publish.yml", "CODEOWNERS", "Theme/x.css"])
def test_theme_settings_and_pipeline(made, path):
    """What shows the catalogue, and what runs the publisher, is governed like the catalogue."""
    base = released(made)
    made.main()
    made.write(path, "/* x */\n")
    commit = made.commit("美化")
    assert refused(made, base) == [f"文件“{path}”的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动"]


@pytest.mark.parametrize("path", [".quanli/state.sqlite", "output/index.html", "Output/index.html"])
def test_committed_state_and_output(made, path):
    """What a build would believe because it lies there cannot come from a commit."""
    base = released(made)
    made.main()
    made.write(path, "x")
    made.git("add", "-f", path)
    made.commit("缓存")
    assert refused(made, base) == [f"git 跟踪了 {path}：构建的状态和输出不能来自提交，别人的提交也许改过它"]


@pytest.mark.parametrize(("path", "old", "new"), [
    (GUIDE, "#", "罚款 5000 元以上。\n\n#"),
    (POWER, "faq:", "faq:\n  - {question: 要交多少钱, answer: 须缴纳 5000 元。}\nkeywords_: #"),
])  # fmt: skip
def test_guide_or_answer_that_states_law(made, path, old, new):
    """A guide or an answer that says what the law asks is not changed beside the procedure."""
    base = released(made)
    made.main()
    made.edit(old, new, path)
    commit = made.commit("补充说明", "Proposed-By: 某科", "Legal-Review: 法规科")
    item = ITEM if path == POWER else f"指南“{path}”"
    assert refused(made, base) == [f"{item}的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动"]


def test_remedies_of_an_office(made):
    """Where to apply for review is changed with the approval that a change of staff would need: that is not enough."""
    base = released(made)
    made.edit("reconsideration:", "reconsideration_: x\nreconsideration:", OFFICE) if "reconsideration:" in made.read(OFFICE) else made.edit("id: xxj\n", "id: xxj\nreconsideration: 某某县人民政府以外的机关\n", OFFICE)
    change = made.propose()
    made.approve(change, "Proposed-By", "Approved-By")
    made.merge()
    said = refused(made, base)
    assert "缺少“法制机构审核”（legal-review@xxj）" in said


def test_rename(made):
    """An item that gets another file name is another item: its change needs approval as any."""
    base = released(made)
    made.main()
    made.git("mv", POWER, POWER.replace("0001", "0009"))
    commit = made.commit("改名")
    assert refused(made, base) == [
        f"{ITEM}的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动",
        f"{ITEM.replace('0001', '0009')}的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动",
    ]


def test_backdated_commit_and_key_that_has_ended(tmp_path):
    """A commit dated back to when a key was good gains nothing: the real day counts."""
    made = Repository(tmp_path, approvers="")
    made.main()
    lines = [made.principal(role, more=',valid-before="20200101"' if role == "Legal-Review" else "") for role in ROLES]
    made.write("content/approvers", "".join(lines))
    made.commit("名单", day="2019-01-01T10:00:00+08:00")
    made.git("checkout", "--quiet", "-B", "change")
    base = released(made)
    made.edit(*SLOWER)
    change = made.propose()
    made.approve(change, commit=False, day=datetime.date(2019, 6, 1))
    made.commit("签署", day="2019-06-01T10:00:00+08:00")
    made.main()
    made.git("merge", "--quiet", "--no-ff", "-m", "合并", "change", day="2019-06-02T10:00:00+08:00")
    first, *_ = refused(made, base)
    assert first == f"“Legal-Review”的“法制机构审核”（legal-review@xxj）没有经过验证：签名与内容不符，或者密钥在 {today()} 不在有效期内"


def test_direct_commit_to_the_main_line(made):
    """A commit straight to the main line publishes nothing, whatever names stand in its message."""
    base = released(made)
    made.main()
    made.edit(*SLOWER)
    commit = made.commit("改时限", "Change-Reason: 甲", "Legal-Basis: 乙", *(f"{role}: 某某" for role in ROLES))
    assert refused(made, base) == [f"{ITEM}的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动"]
