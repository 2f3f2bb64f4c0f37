"""What the public is told of a step, against the steps behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowchart.flows import power, step
from quanli.catalogue.power import Quantity, SpecialStep
from quanli.flowchart.seen_rules import check_seen


def problems(external, internal, special=()):
    subject = power(external, internal)
    subject.__dict__["special_steps"] = tuple(special)
    return list(check_seen(subject, "a.yaml"))


def test_an_external_step_shorter_than_what_is_behind_it_is_an_error():
    """The steps seen as one are added along the way, and the one that says less is named at its limit."""
    inner = (step(1, 5, seen_as="s2"), step(2, 5), step(3, kind="end"))
    (found,) = problems((step(2, 5), step(3, kind="end")), inner)
    assert (found.code, found.severity, found.path) == ("FLOW_SEEN_SHORT", "error", ("flows", "external", 0, "limit"))
    assert found.message("zh") == "外部环节“环节2”写的是 5 个工作日，它背后的内部环节（环节1、环节2）合计 10 个工作日"
    assert problems((step(2, 10), step(3, kind="end")), inner) == []


def test_steps_of_two_branches_are_not_added():
    """Of two branches a case takes one: their limits are not added."""
    inner = (step(0, kind="decision", branches={"是": "s1", "否": "s2"}), step(1, 5, seen_as="s9", next="s3"), step(2, 5, seen_as="s9", next="s3"), step(3, kind="end"))
    assert problems((step(9, 5),), inner) == []
    assert [one.code for one in problems((step(9, 4),), inner)] == ["FLOW_SEEN_SHORT"]


def test_more_than_what_is_behind_is_a_warning():
    """An external step that says more than the steps behind it is told, unless an internal step stands for none of them."""
    inner = (step(1, 3), step(2, kind="end"))
    (found,) = problems((step(1, 5),), inner)
    assert (found.code, found.severity) == ("FLOW_SEEN_LONG", "warning")
    assert problems((step(1, 5),), (step(1, 3), step(7, 2), step(2, kind="end"))) == []


@pytest.mark.parametrize(("limit", "codes"), [(Quantity(12, "day"), ["SPECIAL_LIMIT"]), (Quantity(20, "day"), []), (Quantity(15, "workday"), [])])
def test_a_special_step_has_one_limit(limit, codes):
    """A hearing of 20 days is not one of 12 in the flow; what no calendar decides is left alone."""
    steps = (step(1, name="听证"),)
    steps[0].__dict__["limit"] = limit
    assert [one.code for one in problems(steps, (), (SpecialStep("听证", Quantity(20, "day")),))] == codes


@given(st.integers(1, 40), st.integers(1, 40))
def test_one_unit_is_compared_as_it_stands(outside, inside):
    """Of one step in one unit, it is told exactly when the numbers differ."""
    found = [one.code for one in problems((step(1, outside),), (step(1, inside), step(2, kind="end")))]
    assert found == ([] if outside == inside else ["FLOW_SEEN_SHORT"] if outside < inside else ["FLOW_SEEN_LONG"])
