"""The words of the record: titles of events, what a chart marks, how a version is cited."""

import datetime

import pytest

from quanli.assemble.flow_change import flow_charts
from quanli.assemble.history import event_title, history_link, kinds_of
from quanli.assemble.item import Item, Past
from quanli.assemble.version import spoken_days
from quanli.catalogue.power import Flows, Power, Step
from quanli.history.change import Change
from quanli.history.revision import Commit, LegalEvent, Revision
from quanli.history.versions import Version

DAY = datetime.date(2024, 5, 1)


def event(before="a", after="b", kinds=(), renamed_from="", readable=True, effective_on=None):
    commit = Commit("0" * 40, DAY, "改")
    changes = tuple(Change((kind,), kind, "changed", "1", "2", kind) for kind in kinds)
    return LegalEvent(Revision("A-1", "content/powers/xxj/A-1.yaml", commit, before, after, renamed_from), changes, effective_on, readable)


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (event(before=""), "首次公布"),
        (event(after=""), "移出目录"),
        (event(kinds=("state", "content", "state")), "事项内容变更、权力状态变更"),
        (event(renamed_from="content/powers/xxj/B-1.yaml"), "编码由 B-1 改为 A-1"),
        (event(renamed_from="content/powers/other/A-1.yaml"), "事项划转"),
        (event(readable=False), "这一版本读不出"),
    ],
)
def test_title_says_what_happened(made, title):
    """An event is called by what happened: publication, kinds of changes in the order of the procedure, a new code, removal."""
    assert event_title(made) == title


def test_kinds_stand_in_the_order_of_the_procedure():
    """Whatever the order of the changes, kinds are named in the order in which the procedure lists them."""
    assert kinds_of(event(kinds=("discretion", "flow"))) == ("流程变更", "裁量基准变更")


def test_link_counts_changes_after_publication():
    """The first publication is no change; the last change is told by its legal date."""
    later = datetime.date(2025, 1, 1)

    def item(*events):
        return Item("A-1", None, (), Past(events), {})

    assert history_link(item()) is None
    assert history_link(item(event(before=""))).count == 0
    link = history_link(item(event(kinds=("flow",), effective_on=later), event(before="")))
    assert (link.count, link.last) == (1, later)


def steps(*names, **fields):
    return tuple(Step(id=name, name=name, **fields) for name in names)


def marks(charts, side):
    return [node.marks for node in getattr(charts, side).graph.nodes]


def test_step_put_between_two_others_is_the_only_one_marked():
    """That the step before it now leads to the new one goes without saying."""
    (charts,) = flow_charts(power(steps("a", "b")), power(steps("a", "x", "b")), "f")
    assert marks(charts, "before") == [(), ()]
    assert marks(charts, "after") == [(), ("新增",), ()]


def test_step_that_leads_to_a_renamed_step_is_not_marked():
    """A step is marked for what it says itself, not for what the step that it leads to is called."""
    one = (Step(id="a", name="甲", branches={"是": "b", "否": "c"}, kind="decision"), *steps("b", "c"))
    other = (one[0], Step(id="b", name="乙"), one[2])
    (charts,) = flow_charts(power(one), power(other), "f")
    assert marks(charts, "after") == [(), ("有变",), ()]


def test_flow_that_did_not_change_has_no_charts():
    """Only the flows in which two versions differ are drawn; one that is new is drawn unmarked."""
    assert flow_charts(power(steps("a")), power(steps("a")), "f") == ()
    (charts,) = flow_charts(power(()), power(steps("a")), "f")
    assert charts.before is None
    assert marks(charts, "after") == [()]


def power(external):
    return Power(code="A-1", name="某事项", category="permit", office="xxj", summary="", flows=Flows(external=external))


def test_days_of_a_version_are_said_with_both_ends():
    """A version that ended says its last day, one that still applies does not."""
    assert spoken_days(Version(DAY, datetime.date(2025, 4, 30), "b", "c", "f")) == "2024 年 5 月 1 日至2025 年 4 月 30 日"
    assert spoken_days(Version(DAY, None, "b", "c", "f")) == "2024 年 5 月 1 日起"
