"""Whatever a change speaks of is called by its name: laws, offices, units, windows, forms, guides, items, options, steps."""

import pytest

from quanli.catalogue.office import Office, Unit
from quanli.catalogue.power import Power
from quanli.cli import main
from quanli.history.change import sentence
from quanli.history.diff import legal_diff
from quanli.history.own_names import names_of_office
from quanli.review.commit_message import sentences_of, subject_of
from quanli.review.review import review
from review.repository import POWER, Repository

OFFICE = "content/offices/xxj.yaml"
OTHER = """\
id: yjj
name: 某某县林业局
units: [{id: weihua, name: 林政科}]
windows: [{id: zhengwu-3, name: 林业窗口, address: 某路 1 号}]
"""
SECOND = "content/powers/xxj/YJ-XK-0002.yaml"


@pytest.fixture
def repository(tmp_path):
    """Make a site of two offices that call different units and windows by the same ids, and of two items."""
    made = Repository(tmp_path)
    made.git("checkout", "--quiet", "main")
    made.write("content/offices/yjj.yaml", OTHER)
    made.write(SECOND, made.read().replace("YJ-XK-0001", "YJ-XK-0002").replace("name: 烟花爆竹经营（零售）许可", "name: 烟花爆竹储存许可"))
    made.commit("两个机关")
    made.git("checkout", "--quiet", "-B", "change")
    return made


def said(repository):
    """Commit, and give the sentences of the review by file."""
    repository.commit("改")
    return {file.path: [sentence(change) for change in file.changes] for file in review(repository.site, "main", "change").files}


def test_units_and_windows_are_those_of_the_items_own_office(repository):
    """Where two offices have the same id for different units and windows, each item's is that of its office."""
    repository.edit("unit: weihua\n", "")
    repository.edit("  windows: [zhengwu-3]\n", "")
    assert {"取消承办机构：危险化学品和烟花爆竹科", "取消办理窗口：政务服务中心三号窗口"} <= {*said(repository)[POWER]}


def test_what_was_is_called_by_the_office_of_then():
    """When an item moves to another office, its old unit is named by the old office and its new one by the new."""
    offices = (Office(id="a", name="甲局", units=(Unit("x", "甲科"),)), Office(id="b", name="乙局", units=(Unit("x", "乙一科"), Unit("y", "乙二科"))))
    names = {key: name for office in offices for key, name in names_of_office(office).items()}
    before, after = (Power(code="A", name="n", category="permit", office=office, unit=unit) for office, unit in (("a", "x"), ("b", "y")))
    assert [sentence(change) for change in legal_diff(before, after, names)] == ["实施机关：甲局 → 乙局", "承办机构：甲科 → 乙二科"]


@pytest.mark.parametrize(
    ("added", "sentences"),
    [
        ("related: [YJ-XK-0002]\n", ["新增相关事项：烟花爆竹储存许可（YJ-XK-0002）"]),
        ("parent: YJ-XK-0002\n", ["新增主项：烟花爆竹储存许可（YJ-XK-0002）"]),
        ("parent: NO-0001\n", ["新增主项：NO-0001"]),
    ],
)
def test_items_are_called_by_name_and_code(repository, added, sentences):
    """An item that another one names is told by its name with its code; one that is not there by the code."""
    repository.write(POWER, repository.read() + added)
    assert said(repository)[POWER] == sentences


def test_settings_name_items_offices_and_classes(repository):
    """What the settings name is told by its name: the items most sought, the office of a scope and its classes, who is asked by which chain."""
    settings = (
        "scope: [{office: xxj, categories: [permit, penalty], document: 某文〔2026〕1号}]\n"
        "procedure: {chains: {post: {say: [Change-Reason], approve: [Proposed-By, Approved-By]}}}\n"
    )
    repository.write("content/site.yaml", repository.read("content/site.yaml").replace("sought: [YJ-XK-0001]", "sought: [YJ-XK-0001, YJ-XK-0002]") + settings)
    assert said(repository)["content/site.yaml"] == [
        "新增最常办理：烟花爆竹储存许可（YJ-XK-0002）",
        "新增权力范围“某某县应急管理局”：类别：行政许可、行政处罚，文件：某文〔2026〕1号",
        "新增变更程序（机构、岗位和联系方式变更，依次须经）：部门提出、分管领导批准",
        "新增变更程序（机构、岗位和联系方式变更，须写明）：变更理由",
    ]


def test_a_version_is_called_with_its_law(repository):
    """What changes of a version of a law names the law."""
    repository.edit("in_force_from: 2016-02-06", "in_force_from: 2016-03-01", "content/laws.yaml")
    assert said(repository)["content/laws.yaml"] == ["法规《烟花爆竹安全管理条例》2016-02-06版的施行日期：2016-02-06 → 2016-03-01"]


def test_guides_forms_and_titles_are_said(repository):
    """A guide is called by its title, a form by its name, in what refers to them and above what changes in them."""
    repository.edit("guide: lingshou\n", "")
    repository.edit("form: lingshou-shenqing", "note: 当场填写")
    repository.edit("Title: ", "Title: 新", "content/guides/lingshou.md")
    repository.commit("改")
    files = {file.path: file for file in review(repository.site, "main", "change").files}
    assert "取消指南：新怎么办烟花爆竹零售许可" in [sentence(change) for change in files[POWER].changes]
    assert any(one.endswith("的表格：烟花爆竹零售经营许可申请书") for one in (sentence(change) for change in files[POWER].changes))
    assert files["content/guides/lingshou.md"].title == "指南“新怎么办烟花爆竹零售许可”"
    assert files[POWER].title == "YJ-XK-0001 烟花爆竹经营（零售）许可"


def test_an_office_is_called_by_its_name_in_the_report(repository, capsys):
    """The report names the office of an item, and of each step that has not been signed."""
    repository.edit("promised: {amount: 10", "promised: {amount: 12")
    repository.propose()
    capsys.readouterr()
    main(["review", "main", "change", "--site", str(repository.site), "--lang", "zh"])
    text = capsys.readouterr().out
    assert "\n机关：某某县应急管理局\n" in text
    assert "请某某县应急管理局的“部门提出”环节审阅并签署。" in text
    assert "（xxj）" not in text


def test_each_sentence_of_a_proposal_names_what_it_is_of(repository):
    """In a commit's message each change is said with its item, office, guide or register; what is new as a whole names itself."""
    repository.edit("promised: {amount: 10", "promised: {amount: 12")
    repository.edit("name: 林政科", "name: 林政和执法科", "content/offices/yjj.yaml")
    repository.edit("先看", "先看看", "content/guides/lingshou.md")
    repository.write("content/registers/cases.csv", "case_no\nA-1\n")
    repository.commit("改")
    files = review(repository.site, "main", "change").files
    assert [text[: text.index("：") + 1] if "：" in text else text for text in sentences_of(files)] == [
        "指南“怎么办烟花爆竹零售许可”：", "机关“某某县林业局”：", "YJ-XK-0001 承诺时限：", "新增案件台账", "案件台账：",
    ]
    assert subject_of([file for file in files if file.title.startswith("机关")]) == "机关“某某县林业局”：内设机构名称 林政科 → 林政和执法科"
