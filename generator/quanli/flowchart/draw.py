"""Charts to pictures, a chunk at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence

from quanli.errors import ProblemsFoundError, Rule
from quanli.flowchart.chart import Chart
from quanli.flowchart.compose import Composed, composed
from quanli.flowchart.kept import KeptLayouts
from quanli.flowchart.layout import lay_out
from quanli.flowchart.sketch import Placed
from quanli.flowchart.svg import svg_of
from quanli.frozen import frozen

DOT_FAILED = Rule(
    "DOT_FAILED", "error",
    zh="Graphviz 未能画出 {graph}：{what}", en="Graphviz could not draw {graph}: {what}",
    hint_zh="检查该流程", hint_en="check the flow",
)

_WIDTHS = (480, 560, 640, 720, 800, 960, 1120, 1280)


@frozen
class Drawing:
    """A chart with its picture and the picture's width in pixels."""

    chart: Chart
    svg: str
    width: int

    @property
    def fits(self) -> str:
        """Name the style class of the room that a wide picture needs: it is shown where it need not be shrunk."""
        return f"flowchart-fits-{next((width for width in _WIDTHS if self.width <= width), 'none')}"


def draw(charts: Sequence[Chart], kept: KeptLayouts | None = None) -> list[Drawing]:
    """Draw charts, in their order. A chart gives the same bytes whatever else is drawn with it.

    What cannot be laid out in lanes is laid out without them, each node naming who does it. What cannot be laid out
    at all is reported with its file, all at once. Layouts ``kept`` by earlier builds are taken, new ones added to them.
    """
    wholes = [composed(chart) for chart in charts]
    answers = lay_out((whole.sketch for whole in wholes if whole.placed is None), kept)
    refused = {sketch for sketch, answer in answers.items() if isinstance(answer, str)}
    if refused:
        wholes = [composed(whole.chart, lanes=False) if whole.placed is None and whole.sketch in refused else whole for whole in wholes]
        answers |= lay_out((whole.sketch for whole in wholes if whole.placed is None), kept)
    drawings, problems = [], []
    for whole in wholes:
        where = whole.placed or answers[whole.sketch]
        if isinstance(where, str):
            problems.append(DOT_FAILED.at(whole.chart.file, ("flows", whole.chart.flow), graph=whole.chart.title, what=where))
        else:
            drawings.append(_drawn(whole, where))
    if problems:
        raise ProblemsFoundError(problems)
    return drawings


def _drawn(whole: Composed, where: Placed) -> Drawing:
    return Drawing(whole.chart, svg_of(whole, where), math.ceil(where.width))
