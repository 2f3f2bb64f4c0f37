"""What a drawn flow shows: every step with its words, every arrow from its step to where it leads."""

import math
import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowchart.flows import power, step, steps
from flowchart.pictures import NUMBER, pictures, points
from quanli.flowchart.chart import charts_of
from quanli.flowchart.svg import ATTRIBUTES, ELEMENTS

FLOW = (
    step(0, name="提出申请", actor="申请人", documents=("申请书", "身份证件"), kind="start"),
    step(1, 2, name="审查", actor="窗口", documents=("记录", "通知", "清单", "回执")),
    step(2, name="材料齐全", actor="窗口", kind="decision", branches={"齐全": "s3", "不齐全": "s0"}),
    step(3, name="送达", actor="承办机构", kind="end", collective=True, publicity=True),
)


def drawn(flow=FLOW, internal=()):
    """Draw the public flow, wide and narrow."""
    return pictures(charts_of(power(flow, internal)))


@settings(max_examples=25)
@given(st.lists(steps(), min_size=1, max_size=3))
def test_every_arrow_leaves_its_step_and_points_into_the_one_it_leads_to(flows):
    """A line begins at the step, its tip touches the next one and points into it; what has no room for a line ends at the side, and says the number."""
    for chart, picture in zip(charts := [one for flow in flows for one in charts_of(power(flow))], pictures(charts), strict=True):
        assert len(picture.ways) == len(chart.graph.edges)
        for edge, way in zip(chart.graph.edges, picture.ways, strict=True):
            tail, head = picture.boxes[edge.tail], picture.boxes[edge.head]
            assert tail.on_edge(*way.start), (edge, way)
            behind = ((way.corners[0][0] + way.corners[1][0]) / 2, (way.corners[0][1] + way.corners[1][1]) / 2)
            assert math.dist(behind, way.tip) == pytest.approx(8, abs=0.3)
            assert math.dist(*way.corners) == pytest.approx(8, abs=0.3)
            assert math.dist(way.end, way.tip) == pytest.approx(7, abs=0.3)
            dx, dy = points(behind, way.tip)
            assert points(way.end, way.tip) == pytest.approx((dx, dy), abs=0.1)
            if head.on_edge(*way.tip):
                assert head.holds(way.tip[0] + 3 * dx, way.tip[1] + 3 * dy), (edge, way)
            else:
                assert chart.variant == "narrow"
                assert any(f"转第 {edge.head + 1} 步" in "".join(said) for said in _labels(picture))


def _labels(picture):
    return [[said for said, _, _ in picture.labels]]


@settings(max_examples=25)
@given(st.lists(steps(), min_size=1, max_size=3))
def test_boxes_lie_apart_and_inside_the_picture(flows):
    """No box covers another, all stand inside the frame, and a column is no wider than a phone."""
    for chart, picture in zip(charts := [one for flow in flows for one in charts_of(power(flow))], pictures(charts), strict=True):
        assert picture.width <= 328 or chart.variant == "wide"
        for box in picture.boxes:
            assert 0 <= box.left < box.right <= picture.width
            assert 0 <= box.top < box.bottom <= picture.height
        for way in picture.ways:
            for x, y in (way.start, way.end, way.tip):
                assert 0 <= x <= picture.width
                assert 0 <= y <= picture.height
        for one, other in combinations(picture.boxes, 2):
            assert one.right < other.left or other.right < one.left or one.bottom < other.top or other.bottom < one.top


@settings(max_examples=25)
@given(st.lists(steps(), min_size=1, max_size=3))
def test_words_lie_in_their_box_line_below_line(flows):
    """Every line of a step stands in the middle of its box, one below the other, and inside."""
    for picture in pictures([one for flow in flows for one in charts_of(power(flow))]):
        for box, group in zip(picture.boxes, picture.root.iter("g"), strict=True):
            lines = [(float(text.get("x")), float(text.get("y")), float(text.get("font-size", 14))) for text in group.findall("text")]
            assert all(x == pytest.approx(box.middle[0], abs=0.2) for x, _, _ in lines)
            assert all(box.top < y - size * 0.7 and y < box.bottom - 2 for _, y, size in lines)
            assert all(14 <= below - above <= 26 for (_, above, _), (_, below, _) in pairwise(lines))
            assert [size for _, _, size in lines] == [15 if text.get("class") == "name" else 14 for text in group.findall("text")]
            over, under = lines[0][1] - box.top, box.bottom - lines[-1][1]
            assert abs(over - under) <= 16


def test_a_step_says_its_number_its_name_who_does_it_how_long_and_with_what():
    """The public flow in a column: number and name, actor, limit, marks, papers; of many papers three are named, and how many there are."""
    _, narrow = drawn()
    assert [box.words for box in narrow.boxes] == [
        ("1. 提出申请", "申请人", "申请书、身份证件"),
        ("2. 审查", "窗口", "2 个工作日", "记录、通知、清单等 4 份"),
        ("3. 材料齐全", "窗口"),
        ("4. 送达", "承办机构", "集体研究", "公示")]


def test_three_papers_are_all_named():
    """Only where there are more than three are papers counted."""
    _, narrow = drawn((step(0, documents=("甲", "乙", "丙")), step(1, kind="end")))
    assert narrow.boxes[0].words[-1] == "甲、乙、丙"


def test_the_form_of_a_box_tells_what_a_step_is():
    """Beginnings and ends are round, decisions diamonds, the rest rectangles; what the citizen does is marked; papers fold a corner, limits have a frame."""
    for picture in drawn():
        assert [box.kind for box in picture.boxes] == ["round own", "step", "diamond", "round"]
        groups = list(picture.root.iter("g"))
        assert [len(group.findall("path[@class='fold']")) for group in groups] == [0, 1, 0, 0]
        assert [len(group.findall("path[@class='badge']")) for group in groups] == [0, 1, 0, 2]
        corners = [group.find("path").get("d").count("q16 0 16 16") for group in groups]
        assert corners == [1, 0, 0, 1]


def test_a_fold_and_a_frame_lie_where_they_belong():
    """The folded corner is the lower right one; the frame of a limit lies around its words."""
    for picture in drawn():
        group, box = list(picture.root.iter("g"))[1], picture.boxes[1]
        corner = [float(number) for number in NUMBER.findall(group.find("path[@class='fold']").get("d"))]
        assert corner == pytest.approx([box.right - 9, box.bottom, -9, 9], abs=0.2)
        left, top = (float(number) for number in NUMBER.findall(group.find("path[@class='badge']").get("d"))[:2])
        limit = group.find("text[@class='limit']")
        assert box.left < left < float(limit.get("x"))
        assert top < float(limit.get("y")) - 8 < float(limit.get("y")) < top + 20


def test_lanes_hold_the_steps_of_those_they_name():
    """On a wide screen each who acts has a lane, headed by the name, in the order of the flow; a column has none and says who in the box."""
    wide, narrow = drawn()
    assert [said for said, _, _ in wide.headings] == ["申请人", "窗口", "承办机构"]
    edges = [0, *wide.bounds, wide.width]
    assert edges == sorted(edges)
    for (_, x, y), left, right in zip(wide.headings, edges, edges[1:], strict=False):
        assert x == pytest.approx((left + right) / 2, abs=0.2)
        assert 10 < y < 40
    for box, lane in zip(wide.boxes, (0, 1, 1, 2), strict=True):
        assert edges[lane] <= box.left < box.right <= edges[lane + 1]
        assert wide.headings[lane][2] < wide.rule[1] < box.top
    assert wide.rule[0] == 0
    bounds = wide.root.find("path[@class='bound']").get("d")
    assert bounds.endswith(f"H{wide.width:g}")
    assert [float(height) for height in re.findall(r" 0V([\d.]+)", bounds)] == pytest.approx([wide.height] * 2, abs=1)
    assert "窗口" not in wide.boxes[1].words
    assert narrow.headings == narrow.bounds == []


def test_a_flow_of_one_has_no_lanes():
    """Where one does it all, the steps say so, and nothing is divided."""
    wide, _ = drawn((step(0, actor="窗口"), step(1, actor="窗口"), step(2, kind="end")))
    assert wide.headings == []
    assert [box.words for box in wide.boxes] == [("1. 环节0", "窗口"), ("2. 环节1", "窗口"), ("3. 环节2",)]


def test_many_lanes_are_none():
    """More than seven lanes are wider than any screen: each step names who does it instead."""
    seven, eight = ([step(number, actor=f"第{number}人") for number in range(count)] for count in (7, 8))
    assert len(drawn(seven)[0].headings) == 7
    wide, _ = drawn(eight)
    assert wide.headings == []
    assert wide.boxes[7].words == ("8. 环节7", "第7人")


def test_a_long_flow_is_a_column_on_every_screen():
    """More than forty steps are drawn one below the other."""
    forty, more = (drawn([step(number) for number in range(count)])[0] for count in (40, 41))
    assert len({box.middle for box in forty.boxes}) == 40
    assert more.width <= 328 < forty.height
    assert len({box.middle[0] for box in more.boxes}) == 1


@settings(max_examples=25)
@given(st.lists(steps(), min_size=1, max_size=3))
def test_outcomes_stand_beside_their_arrows(flows):
    """The words of an outcome stand next to the arrow that they belong to, and cover no step."""
    for chart, picture in zip(charts := [one for flow in flows for one in charts_of(power(flow))], pictures(charts), strict=True):
        labelled = [way for edge, way in zip(chart.graph.edges, picture.ways, strict=True) if edge.label]
        short = [(said, x, y) for said, x, y in picture.labels if said in {"是", "否", "是 / 否"}]
        if len(short) != len(labelled):
            continue  # a label in words, of more lines than one
        for (_, x, y), way in zip(short, labelled, strict=True):
            assert way.far((x, y - 5)) < (70 if chart.variant == "wide" else 34)
            assert not any(box.holds(x, y) and "diamond" not in box.kind for box in picture.boxes)


def test_the_picture_is_named_and_described():
    """Title and description say whose flow it is and what it shows, for those who hear the page."""
    for picture, variant in zip(drawn(), ("wide", "narrow"), strict=True):
        title, description = picture.root.find("title"), picture.root.find("desc")
        assert title.text == "某事项：外部流程图"
        assert description.text == (
            "共 4 个环节，其中 1 处判断：从提出申请开始，到送达结束。由申请人、窗口、承办机构办理。图中内容与流程步骤列表相同。")
        assert picture.root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}" == f"flow-external-{variant}-t flow-external-{variant}-d"
        assert picture.root.get("role") == "img"
        assert picture.root.get("viewBox") == f"0 0 {picture.root.get('width')} {picture.root.get('height')}"


def test_a_plain_flow_is_described_without_decisions_or_lanes():
    """What is not there is not spoken of."""
    picture, _ = drawn((step(0, next="s1"), step(1, next="s0")))
    assert picture.root.find("desc").text == "共 2 个环节：从环节0开始。图中内容与流程步骤列表相同。"


def test_the_inner_flow_names_posts_and_the_public_one_never_does():
    """Inside the office the post stands where the public sees the actor."""
    flow = (step(0, actor="窗口", post="受理岗"), step(1, actor="承办机构", kind="end"))
    outer, _, inner, _ = drawn(flow, flow)
    assert [said for said, _, _ in outer.headings] == ["窗口", "承办机构"]
    assert [said for said, _, _ in inner.headings] == ["受理岗", "承办机构"]
    assert inner.root.find("title").text == "某事项：内部流程图"


def test_words_are_words_whatever_they_are():
    """Signs that mean something in XML are written as themselves, others that XML has no place for are left out."""
    for picture in drawn((step(0, name='<b>&"\x07x', branches={"<是>": "s1", "否": "s1"}, kind="decision"), step(1, name="]]>", kind="end"))):
        assert "".join(picture.boxes[0].words).replace(" ", "") == '1.<b>&"x'
        assert picture.boxes[1].words == ("2. ]]>",)
        assert [said for said, _, _ in picture.labels] == ["<是> / 否"]


def test_only_what_is_allowed_is_in_a_picture():
    """No element and no attribute but those of the list: no script, no link, no style."""
    for picture in drawn():
        assert {one.tag for one in picture.root.iter()} == ELEMENTS
        assert not any(one.tail or (one.text and one.tag not in {"text", "title", "desc"}) for one in picture.root.iter())
        assert {name for one in picture.root.iter() for name in one.attrib} == ATTRIBUTES


@pytest.mark.parametrize("actor", [
    "申请人", "当事人", "行政相对人", "申报人", "投诉人", "举报人", "被检查单位", "被处罚人", "用人单位", "服务对象", "缴存单位", "职工本人", "企业",
    "公民", "市民", "群众", "家长", "供应商", "投标人", "应聘人员"])
def test_who_is_no_office_is_marked(actor):
    """A step that the citizen or a company does stands out, by the words in which flows name them."""
    picture, _ = drawn((step(0, actor=actor), step(1, actor="窗口", kind="end")))
    assert [box.kind for box in picture.boxes] == ["step own", "round"]


@pytest.mark.parametrize("office", ["科", "处", "室", "股", "局", "中心", "窗口", "部", "队", "所", "站", "会", "岗", "办"])
def test_an_office_that_is_named_after_those_it_serves_is_not_marked(office):
    """An office for companies is an office."""
    picture, _ = drawn((step(0, actor=f"企业服务{office}"), step(1, actor="企业", kind="end")))
    assert [box.kind for box in picture.boxes] == ["step", "round own"]
