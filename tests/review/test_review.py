"""A pull request as a lawyer reads it, from real repositories."""

import json

import pytest

from quanli.cli import review as command
from quanli.errors import ProblemsFoundError
from quanli.history.change import sentence
from quanli.review.review import review
from review.repository import ADJUSTED, POWER, ROLES, Repository, run_command

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


def proposed(repository, *trailers):
    repository.edit(*SHORTER)
    return repository.commit("改时限", *trailers)


def test_changes_and_pages(repository):
    """A review says what changes, and on which pages and feeds it shows."""
    proposed(repository)
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
    proposed(repository)
    assert missing(look(repository)) == [
        *((name, "CHANGE_UNSTATED") for name in ("Change-Reason", "Trigger", "Legal-Basis", "Adjusts")),
        *((role, "APPROVAL_MISSING") for role in ROLES),
    ]


def test_whole_procedure(repository):
    """A change with its reasons, approved by every role's key, meets the procedure."""
    proposed(repository, "Change-Reason: 人手减少", "Legal-Basis: 行政许可法第四十二条", *ADJUSTED)
    repository.approve(*ROLES)
    found = look(repository)
    assert missing(found) == []
    assert found.met


def test_one_missing(repository):
    """The role that has not agreed is named."""
    proposed(repository, "Change-Reason: 人手减少", "Legal-Basis: 行政许可法第四十二条", *ADJUSTED)
    repository.approve("Proposed-By", "Legal-Review", "Determined-By")
    found = look(repository)
    assert [one.problem.message("zh") for one in found.demands if one.problem] == ["缺少“分管领导批准”（Approved-By）"]


def test_typed_name_is_refused(repository):
    """A name that somebody typed is no approval, and is refused by name."""
    commit = proposed(repository, "Change-Reason: 甲", "Legal-Basis: 乙", *ADJUSTED, "Legal-Review: 法制科")
    repository.approve("Proposed-By", "Approved-By", "Determined-By")
    found = look(repository)
    assert [one.problem.message("zh") for one in found.demands if one.problem] == [
        f"“Legal-Review: 法制科”（{commit[:12]}）没有经过验证：不是 legal-review@xxj 的密钥签的名，不算“法制机构审核”"
    ]


def test_signed_by_the_wrong_role(repository):
    """A signature by a key of another role is no approval."""
    proposed(repository)
    repository.commit("审核", "Legal-Review: 法制科", key="Proposed-By")
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(look(repository))


def test_signed_by_a_stranger(repository):
    """A good signature by a key that is on no list is no approval."""
    proposed(repository)
    repository.commit("审核", "Legal-Review: 法制科", key="stranger")
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(look(repository))


def test_signature_moved_to_another_message(repository):
    """A signature taken from one commit does not sign another."""
    proposed(repository)
    signed = repository.commit("审核", "Legal-Review: 法制科", key="Legal-Review")
    raw = repository.git("cat-file", "commit", signed) + "\n"
    forged = raw.replace("Legal-Review: 法制科", "Legal-Review: 法制科\nDetermined-By: 法制办")
    commit = repository.git("hash-object", "-t", "commit", "-w", "--stdin", data=forged)
    found = look(repository, head=commit)
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(found)
    assert ("Determined-By", "APPROVAL_NOT_VERIFIED") in missing(found)


def test_change_cannot_name_its_own_approvers(repository):
    """Who may approve is read from the base: a change that adds its own key to the list gains nothing."""
    proposed(repository)
    line = repository.principal("stranger").replace("stranger@", "legal-review@")
    repository.write("content/approvers", line + "\n")
    repository.commit("审核", "Legal-Review: 法制科", key="stranger")
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(look(repository))


def test_change_cannot_shorten_its_own_procedure(repository):
    """Which approvals are asked is read from the base."""
    proposed(repository)
    chain = "procedure: {chains: {content: {say: [], approve: []}}}\n"
    repository.edit("sample: true\n", "sample: true\n" + chain, "content/site.yaml")
    repository.commit("改程序")
    names = {one.name for one in look(repository).demands if one.problem}
    assert names == {"Change-Reason", "Trigger", "Legal-Basis", "Adjusts", *ROLES}


def test_changed_after_approval(repository):
    """What was changed after it was approved has not been approved."""
    proposed(repository, "Change-Reason: 甲", "Legal-Basis: 乙", *ADJUSTED)
    repository.approve(*ROLES)
    repository.edit("visits: 1", "visits: 2")
    repository.commit("又改")
    assert missing(look(repository)) == [(role, "APPROVAL_STALE") for role in ROLES]


def test_approval_survives_a_merge_of_base(repository):
    """Taking in what others changed elsewhere does not undo an approval."""
    proposed(repository, "Change-Reason: 甲", "Legal-Basis: 乙", *ADJUSTED)
    repository.approve(*ROLES)
    repository.git("checkout", "--quiet", "main")
    repository.edit('hotline: "12345"', 'hotline: "12346"', "content/site.yaml")
    repository.commit("别处")
    repository.git("checkout", "--quiet", "change")
    repository.git("merge", "--quiet", "--no-edit", "main")
    found = look(repository)
    assert missing(found) == []
    assert changes(found) == ["承诺时限：10 个工作日 → 12 个工作日"]


def test_short_chain_for_posts(repository):
    """A change of staff or posts goes the shorter way."""
    repository.edit("id: review, name: 审查与现场核查, post: 审查岗", "id: review, name: 审查与现场核查, post: 核查岗")
    repository.commit("换岗", "Change-Reason: 内设机构调整")
    assert missing(look(repository)) == [(role, "APPROVAL_MISSING") for role in ROLES[:3]]


def test_formatting_asks_nothing(repository):
    """Formatting and comments are no change and ask for nothing."""
    repository.edit("summary: 在固定", "# 说明\nsummary:   在固定")
    repository.commit("排版")
    found = look(repository)
    assert found.met
    assert changes(found) == []


def test_flow_needs_both_charts(repository):
    """A change of the flow without one of the charts is not complete."""
    path = repository.site / POWER
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  internal:\n"), text.index("faq:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    repository.commit("改流程")
    assert [one.message("zh") for one in look(repository).faults] == ["变更流程须同时给出新的外部、内部流程图"]


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
    proposed(repository)
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


def test_detached_signature(repository, tmp_path, capsys):
    """A detached signature over the statement counts as the role's approval."""
    proposed(repository, "Change-Reason: 甲", "Legal-Basis: 乙", *ADJUSTED)
    site = str(repository.site)
    approvals = []
    for role in ROLES:
        capsys.readouterr()
        assert run_command(command, "main", "change", "--site", site, "--statement", role) == 0
        words = capsys.readouterr().out
        approvals.append({"role": role, "by": "某科", "signature": repository.detached(role, words)})
    file = tmp_path / "approvals.json"
    file.write_text(json.dumps({"approvals": approvals}), encoding="utf-8")
    assert look(repository, approvals=file).met
    approvals[1]["signature"] = repository.detached("Legal-Review", words)
    file.write_text(json.dumps({"approvals": approvals}), encoding="utf-8")
    assert missing(look(repository, approvals=file)) == [("Legal-Review", "APPROVAL_NOT_VERIFIED")]


def test_signature_for_another_purpose(repository, tmp_path):
    """A signature made in another namespace is no approval."""
    proposed(repository)
    words = f"quanli approval\nrole: Legal-Review\nchange: {look(repository).fingerprint}\n"
    entry = {"role": "Legal-Review", "by": "某科", "signature": repository.detached("Legal-Review", words, "file")}
    file = tmp_path / "approvals.json"
    file.write_text(json.dumps({"approvals": [entry]}), encoding="utf-8")
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(look(repository, approvals=file))


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
    head = proposed(repository, "Change-Reason: 甲")
    file = tmp_path / "approvals.json"

    def found(by, commit):
        entry = {"head": commit, "approvals": [{"role": "Legal-Review", "by": by}]}
        file.write_text(json.dumps(entry), encoding="utf-8")
        return missing(look(repository, approvals=file))

    assert found("fazhi", head) == []
    assert found("clerk", head) == [("Legal-Review", "APPROVAL_NOT_VERIFIED")]
    assert found("fazhi", "0" * 40) == [("Legal-Review", "APPROVAL_STALE")]


def test_forge_must_be_chosen(repository, tmp_path):
    """The forge's word does not count where the site has not said so."""
    head = proposed(repository)
    file = tmp_path / "approvals.json"
    file.write_text(json.dumps({"head": head, "approvals": [{"role": "Legal-Review", "by": "fazhi"}]}), encoding="utf-8")
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(look(repository, approvals=file))


def test_expired_key(tmp_path):
    """A key whose time is over cannot approve, whatever date the commit bears."""
    folder = tmp_path / "a"
    folder.mkdir()
    repository = Repository(folder)
    repository.git("checkout", "--quiet", "main")
    line = repository.principal("Legal-Review", options='valid-before="20200101"')
    repository.write("content/approvers", line + "\n")
    repository.commit("名单")
    repository.git("checkout", "--quiet", "-B", "change")
    proposed(repository)
    repository.git("-c", f"user.signingkey={repository.key('Legal-Review')}", "commit", "--quiet", "--allow-empty", "-S",
                   "--date=2019-06-01T00:00:00Z", "-m", "审核\n\nLegal-Review: 法制科")
    assert ("Legal-Review", "APPROVAL_NOT_VERIFIED") in missing(look(repository))


def test_command(repository, capsys):
    """The command prints Markdown or JSON, and its status says whether the procedure is met."""
    proposed(repository, "Change-Reason: <img src=x> @everyone [x](http://evil.example)", "Legal-Basis: 乙", *ADJUSTED)
    site = str(repository.site)
    assert run_command(command, "main", "change", "--site", site) == 1
    said = capsys.readouterr().out
    assert "- 承诺时限：10 个工作日 → 12 个工作日（加重办事人负担）" in said
    assert "<img" not in said
    assert " @everyone" not in said
    assert "\\[x\\](http\u200b://" in said
    repository.approve(*ROLES)
    assert run_command(command, "main", "change", "--site", site, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["met"] is True
    assert found["files"][0]["changes"][0]["direction"] == "worse"


def test_broken_approvals_file(repository, tmp_path):
    """A file of approvals that cannot be read is named, and nothing in it counts."""
    proposed(repository)
    file = tmp_path / "approvals.json"
    for text in ("{", "[]", '{"approvals": [{"role": 1, "by": 2}]}'):
        file.write_text(text, encoding="utf-8")
        assert [one.message("zh") for one in look(repository, approvals=file).faults] == ["审批文件有误：不是约定的写法"]
