"""Charts to pictures: the same chart is the same picture, whatever was drawn before."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flowchart.flows import power, step, steps
from quanli.flowchart import box, column, compose, layout, measure, svg
from quanli.flowchart.chart import charts_of
from quanli.flowchart.draw import draw


def forget():
    """Forget everything that is remembered from chart to chart."""
    layout._known.clear()
    for module in (box, column, compose, measure, svg):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@settings(max_examples=15)
@given(st.lists(steps(), min_size=1, max_size=4))
def test_a_chart_does_not_depend_on_what_is_drawn_with_it(flows):
    """Drawn alone by a program that has just begun, or after others of which it shares boxes and layouts: the same bytes."""
    charts = [charts_of(power(flow, flow[::-1])) for flow in flows]
    together = [drawing.svg for drawing in draw([chart for own in charts for chart in own])]
    alone = []
    for own in charts:
        forget()
        alone += [drawing.svg for drawing in draw(own)]
    assert alone == together


def test_outcomes_that_lead_to_one_step_share_an_arrow():
    """Two outcomes with the same next step are one arrow, which names both."""
    flow = (step(0, kind="decision", branches={"是": "s1", "否": "s1", "其他": "s2"}), step(1), step(2, kind="end"))
    wide, _ = charts_of(power(flow))
    assert [(edge.tail, edge.head, edge.label) for edge in wide.graph.edges] == [(0, 1, "是 / 否"), (0, 2, "其他"), (1, 2, "")]
