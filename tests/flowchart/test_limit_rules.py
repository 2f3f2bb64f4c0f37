"""The longest way through a flow, held against the limits of the power."""

import pytest

from flowchart.flows import power, step
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
