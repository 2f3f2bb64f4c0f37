"""The order of a case: nothing is decided round what the law puts before the decision."""

import pytest

from quanli.catalogue.power import Flows, Power, Step
from quanli.flowchart.acts import acts_of
from quanli.flowchart.check import check_flows
from quanli.flowchart.order_rules import ORDERS


def problems(category, *steps):
    power = Power(code="A-1", name="某事项", category=category, office="o", flows=Flows(external=steps))
    return [found for found in check_flows(power, "a.yaml") if found.code in {"FLOW_ORDER", "FLOW_TOO_LATE"}]


def step(name, kind="step", **more):
    return Step(id=name, name=name, kind=kind, **more)


PENALTY = ("立案", "调查取证", "法制审核", "告知拟处罚内容和权利", "听证", "作出处罚决定", "送达")


def flow(*names, **changed):
    return [step("发现线索", "start"), *(step(name, **changed.get(name, {})) for name in names), step("结案", "end")]


def test_the_order_of_the_law_is_fine():
    """A penalty from filing to service, in the order of the law, is not told."""
    assert problems("penalty", *flow(*PENALTY)) == []


@pytest.mark.parametrize("left", ["立案", "调查取证", "法制审核", "告知拟处罚内容和权利"])
def test_an_arrow_round_an_act_is_told_where_it_leads_past(left):
    """An arrow that leads from before an act of the law to the decision is named at the arrow, with the article."""
    before = (("发现线索", *PENALTY)[("发现线索", *PENALTY).index(left) - 1])
    steps = [step(one.name, one.kind, branches={"一般": left, "其他": "作出处罚决定"}) if one.name == before else one for one in flow(*PENALTY)]
    found = [one for one in problems("penalty", *steps) if one.args["first"] == left]
    (one,) = found
    assert one.code == "FLOW_ORDER" and one.severity == "error" and "行政处罚法第" in one.message("zh")
    assert one.path[-2:] == ("branches", "其他")


def test_an_act_after_the_decision_is_told():
    """A notice that comes after the decision is told at the decision, a hearing at the hearing."""
    (one,) = problems("penalty", *flow("调查取证", "作出处罚决定", "告知拟处罚内容和权利"))
    assert (one.code, one.path[:3]) == ("FLOW_ORDER", ("flows", "external", 2))
    (late,) = problems("penalty", *flow("调查取证", "告知拟处罚内容", "作出处罚决定", "听证"))
    assert (late.code, late.path) == ("FLOW_TOO_LATE", ("flows", "external", 4, "name"))


@pytest.mark.parametrize("question", ["是否需要法制审核", "是否属于重大案件"])
def test_a_decision_may_ask_whether_an_act_is_needed(question):
    """Where the flow asks whether the legal review is needed, going on without it is its answer; another question is none."""
    steps = [step("线索", "start"), step(question, "decision", branches={"是": "法制审核", "否": "作出决定"}), step("法制审核"), step("作出决定"), step("结案", "end")]
    assert problems("penalty", *steps) == []
    steps[1] = step("当事人是否到场", "decision", branches={"是": "法制审核", "否": "作出决定"})
    assert [one.code for one in problems("penalty", *steps)] == ["FLOW_ORDER"]


def test_the_spot_procedure_is_no_decision_of_the_ordinary_one():
    """A penalty on the spot goes round filing, investigation and notice."""
    steps = [step("线索", "start"), step("是否可以当场处罚", "decision", branches={"可以": "当场处罚", "不可以": "立案"}), step("当场处罚", next="结案"),
             step("立案"), step("调查取证"), step("告知"), step("作出处罚决定"), step("结案", "end")]
    assert problems("penalty", *steps) == []


def test_an_emergency_needs_no_approval_beforehand():
    """Sealing without approval is told, but not where it is urgent (行政强制法第十九条)."""
    steps = [step("发现", "start"), step("是否紧急", "decision", branches={"紧急": "先行扣押", "不紧急": "报负责人批准"}), step("先行扣押", next="结束"),
             step("报负责人批准"), step("查封、扣押物品"), step("结束", "end")]
    assert problems("coercion", *steps) == []
    steps[2] = step("扣押物品", next="结束")
    steps[1] = step("怎样处理", "decision", branches={"一": "扣押物品", "二": "报负责人批准"})
    assert {one.code for one in problems("coercion", *steps)} == {"FLOW_ORDER"}


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        ("核查线索，决定立案", {"file"}), ("审核并决定", {"review", "decide", "settle"}), ("一次告知补正", set()), ("制作并送达决定书", {"serve"}),
        ("送达检查通知", set()), ("住房公积金管理委员会批准", {"approve", "decide"}), ("履行处罚决定", set()), ("责令改正或者立案", set()),
    ],
)
def test_acts_are_read_from_names(name, acts):
    """The name of a step tells its acts, by the words that statutes use for them."""
    assert acts_of(name) == acts


def test_every_order_names_its_ground():
    """Each row has an article, or says that the flow itself is the ground."""
    assert [order for order in ORDERS if not ("条" in order.article or "流程图" in order.article)] == []


REAL = {
    "penalty": (
        ("立案", "调查取证", "处罚告知书报局长审批", "法制审核", "告知拟作出的行政处罚决定", "听证", "集体讨论决定", "送达决定书", "执行"),
        ("初步核查", "报局长批准立案", "调查取证", "案件审查", "事先告知", "送达听证通知书", "听证", "法制审核", "作出处罚决定", "送达", "结案"),
    ),
    "permit": (
        ("受理", "送达受理通知书", "科室审核", "送达检验结果", "专家评审", "分管领导审批", "制证", "送达许可证"),
        ("窗口初审", "受理", "审查", "核准", "公示", "送达"),
    ),
    "public_service": (("登记", "一次性告知", "受理", "审核", "决定"), ("审核并决定",)),
    "coercion": (("报负责人批准", "查封、扣押", "法制审核", "作出处理决定", "解除查封"), ("催告", "听取陈述申辩", "向法院申请强制执行")),
}


@pytest.mark.parametrize(("category", "names"), [(category, names) for category, flows in REAL.items() for names in flows])
def test_orders_that_are_really_drawn_are_fine(category, names):
    """Flows as offices draw them, in the law's order and in their own words, are left alone."""
    assert problems(category, *flow(*names)) == []


def test_a_correction_is_no_notice_that_all_must_pass():
    """Where materials are complete, a case goes round the notice of what is missing, and the refusal to accept is served before any decision."""
    steps = [step("申请", "start"), step("材料是否齐全", "decision", branches={"齐全": "受理", "不齐全": "一次性告知", "不属于": "送达不予受理决定书"}),
             step("送达不予受理决定书", "end"), step("一次性告知", next="材料是否齐全"), step("受理"), step("审核"), step("决定"), step("送达"), step("办结", "end")]
    for category in ("permit", "public_service", "other"):
        assert problems(category, *steps) == []
