"""A flow in words."""

from dataclasses import replace

from flowchart.flows import step
from quanli.flowchart.outline import Jump, outline


def test_only_what_leads_elsewhere_is_said():
    """A step that leads to the next one needs no word; jumps and outcomes give name and number, unknown ones are left out."""
    flow = (step(0), step(1, next="s2"), step(2, branches={"是": "s3", "否": "s0", "撤回": "nowhere"}, kind="decision"), step(3, next="s1"), step(4, next="nowhere"))
    found = outline(flow)
    assert [one.jump for one in found] == [None, None, None, Jump("", "环节1", 2), None]
    assert [one.branches for one in found] == [(), (), (Jump("是", "环节3", 4), Jump("否", "环节0", 1)), (), ()]


def test_who_acts_is_marked_until_somebody_else_does():
    """A step that names nobody is done by the one before it."""
    flow = (step(0, actor="申请人"), step(1), step(2, actor="窗口"), step(3))
    assert [one.own for one in outline(flow)] == [True, True, False, False]


def test_a_step_without_an_id_is_nobodys_next():
    """An old version may lack an id: a step that names no next step does not jump there."""
    flow = (step(0), replace(step(1), id=""), step(2))
    assert [one.jump for one in outline(flow)] == [None, None, None]
