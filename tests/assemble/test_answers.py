"""The answers of the first screen."""

import datetime

import pytest

from assemble.records import office, power
from quanli.assemble.answers import answers
from quanli.assemble.basis import basis_view
from quanli.assemble.contact import channels_view
from quanli.assemble.discretion import discretion_view
from quanli.assemble.limits import limits_view
from quanli.catalogue import terms
from quanli.config.working_days import WorkingDays

FULL = """\
applicants: [citizen, enterprise]
conditions: [一, 二]
materials:
  - {name: 申请书, required: always}
  - {name: 证明, required: conditional, when: 委托他人办理}
time_limits:
  statutory: {amount: 20, unit: workday}
  promised: {amount: 5, unit: workday}
fees: []
channels: {windows: [w1], visits: 1}
basis:
  - {law: a, version: 2020-01-01, article: 第三条}
  - {law: b, version: 2020-01-01, article: 第九条, paragraph: 2, role: sanction}
discretion:
  statutory: [{sanction: fine, min: 10000, max: 50000}, {sanction: warning}, {sanction: revoke-licence}]
"""
IMPOSED = {"penalty", "coercion", "inspection", "requisition", "levy"}
OFFICE = "windows: [{id: w1, name: 政务大厅三号窗口, address: 公园路 1 号}]\n"


def answered(text, category="permit"):
    given = power(text, category)
    limits = limits_view(given, WorkingDays.of({}))
    discretion = discretion_view(given.discretion) if given.discretion else None
    basis = basis_view(given.basis, {}, datetime.date(2026, 1, 1))
    found = answers(given, channels_view(given, office(OFFICE)), limits, discretion, basis)
    return {one.question: (one.text, one.detail) for one in found}


def test_answers_are_short_and_in_a_fixed_order():
    """Who, what to bring, where, how long, how much and what sanction are answered in that order, in a few words each."""
    found = answered(FULL)
    assert list(found) == ["谁可以办", "带什么", "在哪办", "多久", "多少钱", "怎么罚"]
    assert found["谁可以办"] == ("个人、企业", "须符合 2 项条件")
    assert found["带什么"] == ("1 份材料", "另有 1 份视情形")
    assert found["多久"] == ("5 个工作日", "法定 20 个工作日")
    assert found["多少钱"] == ("不收费", "")
    assert found["怎么罚"] == ("罚款 1 万元以上 5 万元以下；警告", "另有 1 种")


@pytest.mark.parametrize("category", terms.CATEGORIES)
def test_words_fit_the_category(category):
    """What is imposed is not applied for: the page says 适用对象 and, for a penalty, on which provision it rests."""
    found = answered(FULL, category)
    assert ("适用对象" in found) is (category in IMPOSED)
    assert ("谁可以办" in found) is (category not in IMPOSED)
    assert ("依据" in found) is (category in IMPOSED - {"levy"})
    if "依据" in found:
        assert found["依据"] == ("《b》第九条第二款", "")


def test_what_is_not_said_is_not_asked():
    """A power with nothing but its name has no answers: no empty shells."""
    assert answered("") == {}


@pytest.mark.parametrize(
    ("fees", "said"),
    [("fees: []", ("不收费", "")), ("fees: [{name: 工本费, amount: 20, per: 本}]", ("20 元／本", "工本费")), ("fees: [{name: 检验费, standard: 按标准}]", ("按标准收费", "检验费")), ("fees: [{name: a, amount: 1}, {name: b, amount: 2}]", ("收费 2 项", ""))],
)
def test_how_much(fees, said):
    """Free is said, one fee is named with its amount, several are counted."""
    assert answered(fees + "\n")["多少钱"] == said


def test_internal_power_says_how_it_is_decided():
    """An internal power says how many steps it takes, and that it is decided together and made public."""
    flow = """\
    flows:
      internal:
        - {id: a, name: 提出, kind: start, post: 经办岗, limit: {amount: 1, unit: workday}, documents: [申请]}
        - {id: b, name: 集体研究, post: 党组, collective: true, limit: {amount: 5, unit: workday}, documents: [纪要]}
        - {id: c, name: 公示, post: 人事岗, publicity: true, limit: {amount: 5, unit: workday}, documents: [公示]}
        - {id: d, name: 归档, kind: end, post: 人事岗, limit: {amount: 1, unit: workday}, documents: [卷宗]}
    """
    assert answered(flow, "internal") == {"怎么定": ("4 个环节", "须经集体研究、公示")}
