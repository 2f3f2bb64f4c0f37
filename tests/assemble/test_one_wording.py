"""The item's page, lists, the record of changes, flowcharts and messages say the same value in the same words."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assemble.records import power
from quanli.assemble.answers import answers
from quanli.assemble.discretion import discretion_view
from quanli.assemble.limits import limits_view
from quanli.assemble.listing import facts_of
from quanli.assemble.results import fees_view, results_view
from quanli.catalogue import terms
from quanli.catalogue.limit_rules import check_limits
from quanli.catalogue.power import (
    Discretion,
    Factor,
    Fee,
    Flows,
    Interval,
    Limit,
    Quantity,
    Result,
    SanctionRange,
    Step,
    Tier,
    TimeLimits,
)
from quanli.config.working_days import WorkingDays
from quanli.discretion.check import check_discretion
from quanli.flowchart.graph import graph_of
from quanli.flowchart.outline import outline
from quanli.history.diff import legal_diff
from quanli.pipeline.rows import row_of

DAYS = WorkingDays.of({})
BARE = power()
DAY = datetime.date(2026, 1, 1)
numbers = st.decimals(0, 10**7, places=2)
spans = st.lists(numbers, min_size=2, max_size=2, unique=True).map(sorted)
durations = st.tuples(st.integers(0, 400), st.sampled_from(list(terms.LIMIT_UNITS)))
sanctions = st.builds(
    lambda kind, subject, base, span, unit: SanctionRange(kind, subject, base, *span, unit),
    st.sampled_from(list(terms.SANCTIONS)),
    st.sampled_from(["", "单位"]),
    st.sampled_from(["", "货值金额"]),
    spans | st.tuples(numbers, st.none()) | st.tuples(st.none(), numbers) | numbers.map(lambda one: (one, one)),
    st.sampled_from(["", *terms.SANCTION_UNITS]),
)


def recorded(before, after):
    """Give what the record says of a change, by label."""
    return {change.label: (change.before, change.after) for change in legal_diff(before, after)}


@given(durations, durations)
def test_limits(promised, other):
    """A limit is said alike on the item's page, in lists, in a flowchart and its list, in the record and in messages."""
    limits = TimeLimits(statutory=Limit(*other), promised=Limit(*promised))
    step = Step("a", "受理", limit=Quantity(*promised))
    made = replace(BARE, time_limits=limits, flows=Flows(external=(step,)), results=(Result("证", valid_for=Quantity(*promised)),))
    view = limits_view(made, DAYS)
    said = view.promised.text
    assert answers(made, None, view, None, ())[0].text == said
    assert next(facts_of(row_of(made, "a.yaml", DAY))) == said
    assert outline(made.flows.external)[0].limit == graph_of(made.flows.external, "actor").nodes[0].limit == said
    assert results_view(made.results, lambda *_: None)[0].valid_for == said
    was = replace(BARE, time_limits=replace(limits, promised=Limit(9, "旬")))
    assert recorded(was, replace(was, time_limits=limits))["承诺时限"] == ("9 旬", said)
    for found in check_limits(made, "a.yaml"):
        assert found.message("zh") == f"承诺时限 {said}，超过法定时限 {view.statutory.text}"


@given(durations | st.none(), durations | st.none())
def test_limit_of_a_list(promised, statutory):
    """A list shows the limit that one may count on, the promise or else the statute's, each in its own unit."""
    limits = TimeLimits(*(Limit(*one) if one else None for one in (statutory, promised)))
    view = limits_view(replace(BARE, time_limits=limits), DAYS)
    shown = list(facts_of(row_of(replace(BARE, time_limits=limits), "a.yaml", DAY)))
    assert shown == ([view.shortest.text] if view.shortest else [])


@given(sanctions, spans, st.sampled_from(["年", "元", "%", ""]), st.sampled_from(list(terms.BOUNDS)))
def test_discretion(sanction, span, unit, bounds):
    """A sanction and what leads to it are said alike on the item's page and in the record."""
    table = Discretion(bounds, factors=(Factor("f", "数额", unit),))
    before, after = (replace(BARE, discretion=replace(table, tiers=tiers)) for tiers in ((), (Tier("一般", {"f": Interval(*span)}, sanctions=(sanction,)),)))
    (tier,) = discretion_view(after.discretion).tiers
    (_, said) = recorded(before, after)["裁量“一般”档"]
    measure, worded = said.split("，")
    assert measure == tier.measures[0]
    assert worded.partition(" ")[2] == tier.sanctions[0].amount


@given(sanctions, sanctions)
def test_sanction_outside_the_statute(sanction, statutory):
    """A message names a sanction as the record does, its amount and the statute's as the page does."""
    own = replace(sanction, sanction="fine", subject="单位", base=statutory.base, unit=statutory.unit)
    whole = replace(statutory, sanction="fine", subject="单位")
    table = Discretion(statutory=(whole,), tiers=(Tier("一般", sanctions=(own,)),))
    view = discretion_view(table)
    outside = [found for found in check_discretion(replace(BARE, discretion=table), "a.yaml") if found.code == "TIER_OUTSIDE"]
    for found in outside:
        amount, allowed = view.tiers[0].sanctions[0].amount, view.statutory[0].amount
        assert found.message("zh") == f"“一般”档对单位的罚款 {amount}，超出法定幅度 {allowed}"


@given(numbers, st.sampled_from(["", "本"]))
def test_fees(amount, per):
    """A fee is said alike in the answers, in the section on fees and in the record."""
    fee = Fee("工本费", amount, per)
    after = replace(BARE, fees=(fee,))
    said = fees_view(after.fees)[0].amount
    assert answers(after, None, None, None, ())[0].text == said
    kept = Fee("检验费", standard="按目录")
    (_, worded) = recorded(replace(BARE, fees=(kept,)), replace(BARE, fees=(kept, fee)))["收费项目“工本费”"]
    assert worded.partition("，")[0] == said if amount else worded.startswith("不收费")
