"""A flow as a page shows it: the steps as a list, and the chart in its two layouts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from quanli.catalogue.power import Flows, Step
from quanli.flowchart.chart import TITLES, Flow
from quanli.flowchart.draw import Drawing
from quanli.flowchart.graph import Who
from quanli.flowchart.outline import OutlineStep, outline
from quanli.frozen import frozen


@frozen
class FlowView:
    """A flow: ``wide`` and ``narrow`` are SVG of our own making; ``fits`` is the class of the room that ``wide`` needs."""

    id: str
    title: str
    steps: tuple[OutlineStep, ...]
    wide: Markup
    narrow: Markup
    fits: str


def flow_views(flows: Flows | None, drawings: Sequence[Drawing]) -> dict[Flow, FlowView]:
    """Give the flows of a power that there are."""
    if flows is None:
        return {}
    drawn = {(drawing.chart.flow, drawing.chart.variant): drawing for drawing in drawings}
    parts: tuple[tuple[Flow, tuple[Step, ...], Who], ...] = (
        ("external", flows.external, "actor"),
        ("internal", flows.internal, "post"),
    )
    return {
        flow: FlowView(
            flow,
            TITLES[flow],
            outline(steps, who),
            Markup(drawn[flow, "wide"].svg),  # noqa: S704 - written by quanli.flowchart.svg, which escapes all text
            Markup(drawn[flow, "narrow"].svg),  # noqa: S704
            drawn[flow, "wide"].fits,
        )
        for flow, steps, who in parts
        if steps
    }
