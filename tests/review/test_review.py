"""A pull request as a lawyer reads it, from real repositories."""

import json

import pytest

from quanli.cli import review as command
from quanli.errors import ProblemsFoundError
from quanli.history.change import sentence
from quanli.review.review import review
from review.repository import POWER, ROLES, Repository, run_command

SHORTER = ("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def look(repository, base="main", head="change", approvals=None):
    return review(repository.site, base, head, approvals)


def missing(found):
    """Give what is not met: the trailer, and the code of the reason."""
    return [(one.name, one.problem.code) for one in found.demands if one.problem]


def changes(found):
    return [sentence(change) for file in found.files for change in file.changes]


def edited(repository, *trailers):
    """Commit a change that nobody has proposed."""
    repository.edit(*SHORTER)
    return repository.commit("改时限", *trailers)


def proposed(repository, **said):
    repository.edit(*SHORTER)
    return repository.propose(**said)


def test_changes_and_pages(repository):
    """A review says what changes, and on which pages and feeds it shows."""
    edited(repository)
    found = look(repository)
    assert changes(found) == ["承诺时限：10 个工作日 → 12 个工作日"]
    assert found.shown.pages == (
        "/",
        "/audiences/citizen/",
        "/audiences/enterprise/",
        "/categories/permit/",
        "/changes/",
        f"/changes/{found.span.day:%Y-%m}/",
        "/changes/content/",
        "/complaints/",
        "/consultation/",
        "/disclosure/",
        "/forms/lingshou-shenqing.html",
        "/guides/lingshou/",
        "/laws/fireworks-safety-regulation/powers/",
        "/names/y/",
        "/offices/xxj/",
        "/offices/xxj/changes/",
        "/offices/xxj/permit/",
        "/powers/YJ-XK-0001/",
        "/powers/YJ-XK-0001/history/",
        "/topics/开店/",
    )
    assert "/changes/feed.xml" in found.shown.feeds


def test_nothing_given(repository):
    """A change that says nothing and was agreed to by nobody lacks everything, by name."""
    commit = edited(repository, "Change-Reason: 甲", "Legal-Review: 法制科")
    found = look(repository)
    said = {name for name, code in missing(found) if code == "CHANGE_UNSTATED"}
    assert {"Change-Reason", "Legal-Basis"} <= said
    assert [one for one in missing(found) if one[0] in ROLES] == [(role, "APPROVAL_MISSING") for role in ROLES]
    assert [one.message("zh") for one in found.faults] == [
        f"事项“YJ-XK-0001 烟花爆竹经营（零售）许可”的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动"
    ]


def test_whole_procedure(repository):
    """A change with its reasons, approved by every role's key, meets the procedure."""
    change = proposed(repository)
    repository.approve(change)
    found = look(repository)
    assert missing(found) == []
    assert found.changes == (change,)
    assert [one.given for one in found.demands if one.name in ROLES] == [*ROLES]
    assert found.met


def test_one_missing(repository):
    """The role that has not agreed is named, and whoever signed without waiting for it."""
    change = proposed(repository)
    repository.approve(change, "Proposed-By", "Legal-Review", "Determined-By")
    found = look(repository)
    assert [one.problem.message("zh") for one in found.demands if one.problem] == [
        "缺少“分管领导批准”（approved-by@xxj）", "“政府法制机构审定”（Determined-By，determined-by@xxj）没有接在“分管领导批准”之后签署，次序不对",
    ]
    assert next(one.problem.hint("en") for one in found.demands if one.problem) == "let that role sign: quanli approve --as approved-by@xxj"
    assert found.faults == ()


def test_signed_by_the_wrong_role(repository):
    """A signature by a key of another role is no approval."""
    change = proposed(repository)
    repository.approve(change, "Proposed-By")
    repository.approve(change, "Legal-Review", key="Approved-By")
    (said, *_) = (one.problem.message("zh") for one in look(repository).demands if one.problem)
    assert said == "“Approved-By”的“法制机构审核”（legal-review@xxj）没有经过验证：“Approved-By”的密钥只能签 approved-by@*，不能签 legal-review@xxj"


def test_signed_by_a_stranger(repository):
    """A good signature by a key that is on no list is no approval."""
    change = proposed(repository)
    repository.approve(change, "Proposed-By", key="stranger")
    assert ("Proposed-By", "APPROVAL_NOT_VERIFIED") in missing(look(repository))


def test_signature_moved_to_another_approval(repository):
    """A signature taken from one approval does not sign another."""
    change = proposed(repository)
    repository.approve(change, "Proposed-By", commit=False)
    place = f"content/approvals/{change}/proposed-by@xxj.txt"
    repository.edit("签署人：Proposed-By", "签署人：Approved-By", place)
    repository.commit("签署")
    assert ("Proposed-By", "APPROVAL_NOT_VERIFIED") in missing(look(repository))
    repository.edit("签署人：Approved-By", "签署人：Proposed-By", place)
    repository.edit("日期：20", "日期：19", place)
    repository.commit("签署")
    assert ("Proposed-By", "APPROVAL_NOT_VERIFIED") in missing(look(repository))


def test_key_that_the_list_gives_to_two(tmp_path):
    """A key that stands in the list under two names is nobody's."""
    made = Repository(tmp_path, approvers="")
    made.main()
    made.write("content/approvers", "".join(made.principal(role, key="one", name=role) for role in ROLES))
    made.commit("名单")
    made.git("checkout", "--quiet", "-B", "change")
    change = proposed(made)
    made.approve(change, "Proposed-By", key="one", name="Proposed-By")
    (said, *_) = (one.problem.message("zh") for one in look(made).demands if one.problem)
    assert said.endswith("记在几个人名下：Approved-By、Determined-By、Legal-Review、Proposed-By")


def test_changed_after_approval(repository):
    """What was changed after it was approved has not been approved."""
    change = proposed(repository)
    repository.approve(change)
    repository.edit("visits: 1", "visits: 2")
    commit = repository.commit("又改")
    found = look(repository)
    assert not found.met
    assert [one.message("zh") for one in found.faults] == [
        f"事项“YJ-XK-0001 烟花爆竹经营（零售）许可”的改动没有经过批准（提交 {commit[:10]}）：没有一份变更书写到这一改动"
    ]


def test_approval_survives_a_merge_of_base(repository):
    """Taking in what others changed elsewhere, and had approved, does not undo an approval."""
    change = proposed(repository)
    repository.approve(change)
    repository.branch("else", "main")
    repository.edit('hotline: "12345"', 'hotline: "12346"', "content/site.yaml")
    other = repository.propose(Document="某发〔2026〕1 号")
    repository.approve(other, office="site")
    repository.merge("else")
    repository.git("checkout", "--quiet", "change")
    repository.git("merge", "--quiet", "--no-edit", "main")
    found = look(repository)
    assert missing(found) == []
    assert found.faults == ()
    assert changes(found) == ["承诺时限：10 个工作日 → 12 个工作日"]


def test_what_a_merge_would_give_is_reviewed(repository):
    """Where the base has gone on, its own changes are none of the branch, and its conflict with them is named."""
    change = proposed(repository)
    repository.approve(change)
    repository.main()
    repository.edit("visits: 1", "visits: 2")
    repository.commit("别处")
    found = look(repository)
    assert changes(found) == ["承诺时限：10 个工作日 → 12 个工作日"]
    assert [one.code for one in found.faults] == ["TEXT_UNAPPROVED"]
    repository.edit("promised: {amount: 10", "promised: {amount: 5")
    main = repository.commit("又在别处")
    assert [one.message("zh") for one in look(repository).faults] == [
        f"与 {main[:10]} 合并有冲突：{POWER}，合并结果要靠手工决定，无从审批"
    ]


def test_no_merge_driver_of_the_repository_is_run(repository, tmp_path):
    """What the repository's own settings name as a merge driver is not run by a review."""
    mark = tmp_path / "run"
    proposed(repository)
    repository.main()
    repository.edit("visits: 1", "visits: 2")
    repository.write(".gitattributes", "*.yaml merge=mine\n")
    repository.commit("别处")
    repository.git("config", "merge.mine.driver", f"touch {mark}")
    assert not look(repository).met
    assert not mark.exists()


def test_chain_for_posts(repository):
    """A change of posts is reviewed and approved, and determined by nobody."""
    repository.edit("id: review, name: 审查与现场核查, post: 审查岗", "id: review, name: 审查与现场核查, post: 核查岗")
    repository.commit("换岗")
    assert [name for name, _ in missing(look(repository)) if name in ROLES] == ["Proposed-By", "Legal-Review", "Approved-By"]


def test_formatting_asks_nothing(repository):
    """Formatting and comments are no change in law: they are stated, and ask for nobody's approval."""
    repository.edit("summary: 在固定", "# 说明\nsummary:   在固定")
    repository.commit("排版")
    assert changes(look(repository)) == []
    assert [one.code for one in look(repository).faults] == ["CHANGE_UNAPPROVED"]
    repository.propose()
    found = look(repository)
    assert found.met
    assert changes(found) == []


def test_flow_needs_both_charts(repository):
    """A change of the flow without one of the charts is not complete."""
    path = repository.site / POWER
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  internal:\n"), text.index("faq:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    repository.propose()
    assert "变更流程须同时给出新的外部、内部流程图" in [one.message("zh") for one in look(repository).faults]


def test_moved_to_another_office(repository):
    """An item that moves to another office is one change, and both offices must agree."""
    new = "content/powers/yjj/YJ-XK-0001.yaml"
    office = (repository.site / "content/offices/xxj.yaml").read_text(encoding="utf-8")
    repository.write("content/offices/yjj.yaml", office.replace("id: xxj", "id: yjj", 1))
    repository.edit("office: xxj", "office: yjj")
    (repository.site / "content/powers/yjj").mkdir()
    repository.git("mv", POWER, new)
    repository.commit("移交")
    found = look(repository)
    (item,) = (file for file in found.files if file.code)
    assert item.moved_from == POWER
    assert [change.label for change in item.changes] == ["事项所在的机关", "实施机关"]
    assert {one.office for one in found.demands if one.name == "Approved-By"} == {"xxj", "yjj"}


def test_new_problems_apart_from_old(repository):
    """Problems that came with the change stand apart from those that were there, whatever their lines."""
    repository.git("checkout", "--quiet", "main")
    with (repository.site / POWER).open("a", encoding="utf-8") as file:
        file.write("related: [NO-0001]\n")
    repository.commit("旧问题")
    repository.git("checkout", "--quiet", "-B", "change")
    repository.edit("summary: 在", "# 一行\nsummary: 在")
    repository.edit("windows: [zhengwu-3]", "windows: [zhengwu-9]")
    repository.commit("新问题")
    found = look(repository).problems
    assert [(one.code, one.field) for one in found.new] == [("UNKNOWN_REFERENCE", "channels.windows.0")]
    assert [(one.code, one.field) for one in found.old if one.severity == "error"] == [("UNKNOWN_REFERENCE", "related.0")]


def test_working_copy_is_not_read(repository):
    """What lies in the working copy, committed or not, has no say."""
    edited(repository)
    repository.edit("visits: 1", "visits: 9")
    repository.write("content/site.yaml", "broken: [")
    assert changes(look(repository)) == ["承诺时限：10 个工作日 → 12 个工作日"]


def test_link_is_not_followed(repository):
    """A link in the change is named, never followed."""
    (repository.site / POWER).unlink()
    (repository.site / POWER).symlink_to("/etc/passwd")
    repository.commit("链接")
    found = look(repository)
    assert "SYMLINK" in {one.code for one in found.problems.new}
    assert "root:" not in repr(found)
    assert [sentence(change) for file in found.files for change in file.changes] == ["文件性质：普通文件 → 符号链接，指向 /etc/passwd"]


def test_unknown_revision(repository):
    """A revision that git does not know, or an option in its place, is named."""
    for name in ("nowhere", "--output=x"):
        with pytest.raises(ProblemsFoundError) as caught:
            look(repository, base=name)
        assert [one.message("zh") for one in caught.value.problems] == [f"git 里没有“{name}”这个版本"]


def test_law_change_names_items(repository):
    """A change of a law names the items that cite it, and asks for the approval of the whole site's roles."""
    repository.edit("烟花爆竹安全管理条例", "烟花爆竹安全管理条例（试行）", "content/laws.yaml")
    repository.commit("改法规")
    found = look(repository)
    assert found.also == ("YJ-XK-0001",)
    assert {one.office for one in found.demands} == {"", "site"}


FORGE = """\
procedure:
  approvals: forge
  chains:
    content: {say: [Change-Reason], approve: [Legal-Review]}
  accounts:
    legal-review@xxj: [fazhi]
"""


def test_forge(tmp_path):
    """Where the site says so, the forge's approval of this very commit counts, by an account that has the role."""
    repository = Repository(tmp_path, settings=FORGE)
    head = edited(repository, "Change-Reason: 甲")
    file = tmp_path / "approvals.json"

    def found(by, commit, **more):
        entry = {"head": commit, "approvals": [{"role": "Legal-Review", "by": by, **more}]}
        file.write_text(json.dumps(entry), encoding="utf-8")
        read = look(repository, approvals=file)
        assert read.met == (not missing(read) and not read.faults)
        return [one.problem.message("zh") for one in read.demands if one.problem], [one.message("zh") for one in read.faults]

    assert found("fazhi", head) == ([], [])
    assert found("fazhi", head, office="xxj", at="2026-01-31T20:00:00Z") == ([], [])
    assert "“clerk”的“法制机构审核”（legal-review@xxj）没有经过验证：content/site.yaml 的 procedure.accounts 没有给这个账号这一环节" in found("clerk", head)[0]
    assert "“fazhi”的“法制机构审核”（legal-review@xxj）没有经过验证：日期 2999-01-01 还没有到" in found("fazhi", head, at="2999-01-01")[0]
    assert not look(repository, approvals=file).met
    found("fazhi", "0" * 40)
    assert not look(repository, approvals=file).met


def test_forge_must_be_chosen(repository, tmp_path):
    """The forge's word does not count where the site has not said so."""
    proposed(repository)
    file = tmp_path / "approvals.json"
    file.write_text(json.dumps({"head": repository.head, "approvals": [{"role": "Proposed-By", "by": "fazhi"}]}), encoding="utf-8")
    said = [one.problem.message("zh") for one in look(repository, approvals=file).demands if one.name == "Proposed-By"]
    assert said == ["“fazhi”的“部门提出”（proposed-by@xxj）没有经过验证：本站不以代码平台的审批为准（procedure.approvals 不是 forge）"]


def test_command(repository, capsys):
    """The command prints Markdown or JSON, and its status says whether the procedure is met."""
    change = proposed(repository, Change_Reason="<img src=x> @everyone [x](http://evil.example)")
    site = str(repository.site)
    assert run_command(command, "main", "change", "--site", site) == 1
    said = capsys.readouterr().out
    assert "- 承诺时限：10 个工作日 → 12 个工作日（加重办事人负担）" in said
    assert "<img" not in said
    assert " @everyone" not in said
    assert "\\[x\\](http\u200b://" in said
    repository.approve(change)
    assert run_command(command, "main", "change", "--site", site, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["met"] is True
    assert found["changes"] == [change]
    assert found["files"][0]["changes"][0]["direction"] == "worse"


def test_broken_approvals_file(repository, tmp_path):
    """A file of approvals that cannot be read is named, and nothing in it counts."""
    edited(repository)
    file = tmp_path / "approvals.json"
    for text in ("{", "[1]", '{"approvals": [{"role": 1, "by": 2}]}'):
        file.write_text(text, encoding="utf-8")
        assert "审批文件有误：不是约定的写法" in [one.message("zh") for one in look(repository, approvals=file).faults]
