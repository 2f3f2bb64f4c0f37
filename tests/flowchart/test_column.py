"""A flow on a phone: one step below the other, jumps beside them."""

from itertools import pairwise

import pytest

from flowchart.flows import power, step
from flowchart.pictures import pictures
from quanli.flowchart.chart import charts_of


def narrow(flow):
    """Draw a flow as a phone shows it."""
    return pictures(charts_of(power(flow)))[1]


def jumps(picture):
    """Give the x at which each jump runs."""
    return [way.points[2][0] for way in picture.ways if len(way.points) > 3]


def test_steps_follow_each_other():
    """Arrows to the next step run straight down, from one box to the other."""
    picture = narrow(tuple(step(number) for number in range(3)))
    for way, (above, below) in zip(picture.ways, pairwise(picture.boxes), strict=True):
        assert way.start == (above.middle[0], above.bottom)
        assert way.tip == (below.middle[0], below.top)
        assert 28 <= below.top - above.bottom <= 40


def test_a_step_that_does_not_lead_on_stands_apart():
    """Where no arrow leads to the next step there is a gap, not an arrow."""
    picture = narrow((step(0, kind="decision", branches={"是": "s2", "否": "s2"}), step(1, kind="end"), step(2, kind="end")))
    assert len(picture.ways) == 1
    assert picture.boxes[2].top - picture.boxes[1].bottom == pytest.approx(22)


def test_jumps_forward_run_on_the_right_and_back_on_the_left():
    """What skips steps runs beside them: forward on the right, back on the left, and to itself on the left."""
    picture = narrow((step(0, kind="decision", branches={"甲": "s2", "乙": "s1"}), step(1, next="s1"), step(2, next="s0")))
    forward, itself, back = jumps(picture)
    assert forward > max(box.right for box in picture.boxes) or forward > picture.boxes[0].middle[0] + 98
    assert back < itself < min(box.left for box in picture.boxes)


def test_jumps_to_one_step_share_a_lane_and_others_do_not():
    """Two jumps to one step run together; what would cross another runs further out."""
    flow = (step(0, branches={"甲": "s4", "乙": "s3"}), step(1, next="s4"), step(2, next="s4"), step(3), step(4, kind="end"))
    first, to_three, second, third = jumps(narrow(flow))
    assert first == second == third
    assert abs(first - to_three) == pytest.approx(10)


def test_jumps_that_do_not_meet_share_a_lane():
    """Two jumps one below the other need no more room than one."""
    flow = tuple(step(number, branches={"甲": f"s{number + 2}"}) if number in {0, 3} else step(number) for number in range(6))
    assert len(set(jumps(narrow(flow)))) == 1


def test_what_has_no_room_is_said_in_words():
    """Where jumps would leave too little room for the steps, the farthest are said: the outcome, and the number of the step."""
    flow = tuple(step(number, kind="decision", branches={"否": f"s{32 - number}", "是": f"s{number + 1}"}) if number < 16 else step(number) for number in range(33))
    picture = narrow(flow)
    assert picture.width <= 328
    assert max(box.right - box.left for box in picture.boxes) >= 196
    words = "".join(said for said, _, _ in picture.labels).replace(" ", "")
    assert "否，转第33步" in words
    assert "否，转第29步" not in words
    assert words.count("转第") == 4
    spoken = [way for way in picture.ways if len(way.points) == 3]
    assert len(spoken) == 4
    assert all(way.tip[0] == pytest.approx(picture.boxes[0].right, abs=0.2) for way in spoken)
    assert len(picture.ways) == len(spoken) + len(jumps(picture)) + sum(len(way.points) == 2 for way in picture.ways)


def test_a_plain_jump_without_room_is_said_too():
    """A jump that has no outcome is said by the number alone."""
    flow = tuple(step(number, next=f"s{32 - number}") if number < 16 else step(number) for number in range(33))
    words = [said for said, _, _ in narrow(flow).labels]
    assert "转第 33 步" in words
