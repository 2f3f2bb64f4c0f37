"""The longest way through a flow, held against the limits of the power."""

from dataclasses import replace

import pytest

from flowchart.flows import power, step
from quanli.catalogue.power import SpecialStep
from quanli.flowchart.check import check_flows


def passed(flow, promised):
    """Name the steps with which a limit is passed."""
    found = [one for one in check_flows(power(flow, promised=promised), "a.yaml") if one.code == "FLOW_LIMIT"]
    return [one.path[2] for one in found]


FORK = (step(0, 2, kind="decision", branches={"是": "s1", "否": "s2"}), step(1, 5, next="s3"), step(2, 6), step(3, 1, kind="end"))


@pytest.mark.parametrize(("promised", "expected"), [(14, []), (9, []), (8, [3]), (7, [2]), (1, [0])])
def test_only_steps_of_one_way_add_up(promised, expected):
    """Outcomes that exclude each other are not added: the longest way counts, and the step with which it is too long is named."""
    assert passed(FORK, promised) == expected


def test_a_step_with_too_little_does_not_make_up_for_another():
    """A limit below nothing on one way leaves another way as long as it is."""
    flow = (step(0, kind="decision", branches={"是": "s1", "否": "s2"}), step(1, 9, next="s3"), step(2, -9), step(3, kind="end"))
    assert passed(flow, 8) == [1]


def test_the_limit_that_is_passed_is_told_in_both_languages():
    """How long the longest way takes, and which limit it passes, is said in Chinese and in English."""
    (found,) = (one for one in check_flows(power(FORK, promised=8), "a.yaml") if one.code == "FLOW_LIMIT")
    said = found.message("zh").replace(" ", "")
    assert "9个工作日" in said
    assert "承诺时限8个工作日" in said
    assert "9 working days" in found.message("en")
    assert "promised limit of 8 working days" in found.message("en")


def test_special_steps_are_not_counted():
    """A hearing, an inspection and the like take time that the law does not count."""
    flow = (step(0, 5), step(1, 30, name="听证"), step(2, kind="end"))
    assert passed(flow, 5) == [1]
    counted = replace(power(flow, promised=5), special_steps=(SpecialStep(name="听证"),))
    assert [one.code for one in check_flows(counted, "a.yaml") if one.code == "FLOW_LIMIT"] == []
