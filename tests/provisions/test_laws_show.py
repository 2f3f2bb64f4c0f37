"""``quanli laws show``: what was read of an article stands below its text."""

import pytest

from sites import make_site
from statutes.sources import folder, laws

STATUTE = """\
# 某某条例

2024年1月1日公布　自2024年3月1日起施行

第一条 主管部门应当自受理申请之日起20个工作日内作出决定，情况复杂的，经批准可以延长10个工作日。许可证有效期3年。申请人应当在有效期届满30日前提出申请。

第二条 未取得许可从事经营的，由主管部门责令停止经营，没收违法所得；货值金额不足一万元的，可以处五千元以下的罚款；货值金额一万元以上的，并处货值金额千分之五以上百分之一以下的罚款，但最高不得超过三万元；情节严重的，吊销许可证或者对其直接负责的主管人员处每次一百元罚款：
（一）第一次的；
（二）又一次的。

有前款行为，情节轻微的，可以不予处罚；未改正的，依照前款规定处罚。

第三条 按照下列规定处罚：
（一）甲类的，处五日以下拘留；
（二）乙类的，处五元以上三倍以下的罚款。

第四条 为了公共利益，制定本条例。
"""


@pytest.fixture
def show(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("quanli.pipeline.law_library.installed", lambda: "")
    site = make_site(tmp_path, **{"content/laws.yaml": "laws: []\n"})
    laws(site, capsys, "update", folder(tmp_path / "laws", **{"某某条例(2024-01-01).md": STATUTE}))

    def shown(place, lang="zh"):
        status, said = laws(site, capsys, "show", "某某条例", place, "--day", "2024-06-01", lang=lang)
        assert status == 0
        return said

    return shown


def test_limits_are_told_with_whose_they_are(show):
    """Below an article stand the time limits that it sets: whose, how much at most or at least, from when, for what; terms of validity are none."""
    assert (
        "读到的期限：\n"
        "  第 1 款  行政机关，至多 20个工作日，自受理申请起，作出决定\n"
        "  第 1 款  行政机关，至多 10个工作日，（延长）\n"
        "  第 1 款  申请人，至少 30日，自有效期届满起，提出申请\n来源："
    ) in show("第一条")
    assert "  paragraph 1  the office, at most 10 working days, (extension)\n" in show("第一条", "en")


def test_sanctions_are_told_by_conduct_and_grade(show):
    """Below an article stand its sanctions: conduct, grade, who decides, on whom, must or may, amount and what it depends on."""
    assert (
        "读到的处罚：\n"
        "  第 1 款  未取得许可从事经营\n"
        "    由主管部门\n"
        "      应当 责令停止经营\n"
        "      应当 没收违法所得\n"
        "      可以 罚款 ≤ 5000元 （货值金额不足一万元）\n"
        "      应当 罚款 货值金额 5～10‰，最高 30000元 （货值金额一万元以上）\n"
        "    情节严重，由主管部门\n"
        "      应当、选择其一 吊销许可证\n"
        "    情节严重，对其直接负责的主管人员，由主管部门\n"
        "      应当、选择其一 罚款 100元/每次\n"
        "不予、从轻或者减轻处罚：\n"
        "  有前款行为，情节轻微的，可以不予处罚\n"
        "处罚另见：\n"
        "  依照前款规定处罚\n来源："
    ) in show("第二条")
    assert "      must 罚款 货值金额 5～10‰, 30000 yuan at most (货值金额一万元以上)\n" in show("第二条", "en")


def test_what_was_not_understood_is_said(show):
    """An amount that makes no sense is named as not understood, beside what was read; an item keeps its number."""
    said = show("第三条")
    assert "  第 1 款第 1 项  甲类\n      应当 拘留 ≤ 5日\n没有读懂：\n  处五元以上三倍以下的罚款\n" in said
    assert "Not understood:\n  处五元以上三倍以下的罚款\n" in show("第三条", "en")
    assert "  第 1 款第 2 项" not in show("第三条第一款第一项")


def test_article_that_provides_neither_has_nothing_below(show):
    """Below an article without sanctions and limits stands only its source."""
    assert "制定本条例。\n来源：" in show("第四条")
