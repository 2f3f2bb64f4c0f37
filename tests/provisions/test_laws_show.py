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

有前款行为，情节轻微的，可以不予处罚。

第三条 按照下列规定处罚：
（一）甲类的，处五日以下拘留；
（二）乙类的，对单位为一万元以上二万元以下罚金之类，处以罚款三万五千元的样子。

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
    said = show("第一条")
    assert (
        "读到的期限：\n"
        "  第 1 款  行政机关，至多 20个工作日，自受理申请起，作出决定\n"
        "  第 1 款  行政机关，至多 10个工作日，（延长）\n"
        "  第 1 款  申请人，至少 30日，自有效期届满起，提出申请\n"
    ) in said
    assert "the office, at most 10 working days, (extension)\n" in show("第一条", "en")


def test_sanctions_are_told_by_conduct_and_grade(show):
    """Below an article stand its sanctions: conduct, grade, who decides, on whom, must or may, amount and what it depends on."""
    said = show("第二条")
    print(said)
