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


def test_the_public_list_names_actors_and_the_inner_one_posts():
    """Posts are never named where the public reads; inside the office they are, and where there is none the actor is."""
    flow = (step(0, actor="窗口", post="受理岗"), step(1, post="审查岗"), step(2, actor="机关负责人"))
    assert [one.actor for one in outline(flow)] == ["窗口", "", "机关负责人"]
    assert [one.actor for one in outline(flow, "post")] == ["受理岗", "审查岗", "机关负责人"]


def test_a_step_tells_all_that_it_holds():
    """Number, name, kind, limit, papers, duties, and whether it is decided collectively or made public."""
    first, second, _ = outline((
        step(0, 3, name="审查", documents=("记录",), duties=("核对原件",), collective=True, kind="start"), step(1, name="公示", publicity=True), step(2)))
    assert (first.number, first.name, first.kind, first.limit, first.documents, first.duties) == (1, "审查", "start", "3 个工作日", ("记录",), ("核对原件",))
    assert (first.collective, first.publicity, second.collective, second.publicity) == (True, False, False, True)
    assert (second.number, second.limit) == (2, "")
