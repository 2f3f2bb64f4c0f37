"""A chart's parts put together: boxes with their text, labels of arrows, and the sketch that is laid out."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from quanli.flowchart.box import NAME_SIZE, TEXT_SIZE, Box, box
from quanli.flowchart.chart import Chart
from quanli.flowchart.column import column_of, spoken_label, stand
from quanli.flowchart.graph import Graph
from quanli.flowchart.measure import width, wrap
from quanli.flowchart.sketch import Arrow, Placed, Sketch, Spot
from quanli.frozen import frozen

Fitted = tuple[tuple[str, ...], int, int]
"""A text's lines, their width and their height."""
LABEL_LEADING = 18
_WIDE_ROOM, _WIDE_LABEL = 208, 118
_HEADING_ROOM = 176
_MOST_LANES, _MOST_STEPS, _MOST_ARROWS = 7, 40, 120
"""What has more lanes is wider than any screen; what has more steps or arrows is drawn in a column, at any width."""


@frozen
class Composed:
    """A chart with its words cut into lines; ``placed`` is set when no layout program is needed."""

    chart: Chart
    boxes: tuple[Box, ...]
    labels: tuple[tuple[str, ...], ...]
    headings: tuple[tuple[str, ...], ...]
    sketch: Sketch
    placed: Placed | None = None


def composed(chart: Chart, *, lanes: bool = True) -> Composed:
    """Cut the words of a chart into lines and size what holds them."""
    graph = chart.graph
    if chart.variant == "narrow" or len(graph.nodes) > _MOST_STEPS or len(graph.edges) > _MOST_ARROWS:
        return _narrow(chart)
    return _wide(chart, graph if lanes and len(graph.lanes) <= _MOST_LANES else graph._replace(lanes=()))


def _wide(chart: Chart, graph: Graph) -> Composed:
    alone = not graph.lanes
    boxes = tuple([box(node, i, _WIDE_ROOM, actor=alone) for i, node in enumerate(graph.nodes, 1)])
    labels = [_fitted(edge.label, TEXT_SIZE, _WIDE_LABEL) for edge in graph.edges]
    headings = [_fitted(name, NAME_SIZE, _HEADING_ROOM) for name in graph.lanes]
    lanes = [0 if alone else node.lane for node in graph.nodes]
    sketch = Sketch(_spots(boxes, lanes), _arrows(graph, labels), tuple([wide for _, wide, _ in headings]))
    return Composed(chart, boxes, _lines(labels), _lines(headings), sketch)


def _narrow(chart: Chart) -> Composed:
    graph = chart.graph
    column = column_of(tuple([(edge.tail, edge.head) for edge in graph.edges]))
    boxes = tuple([box(node, i, column.room, actor=True) for i, node in enumerate(graph.nodes, 1)])
    said = [spoken_label(edge) if (edge.tail, edge.head) in column.spoken else edge.label for edge in graph.edges]
    labels = [_fitted(label, TEXT_SIZE, column.label_room) for label in said]
    sketch = Sketch(_spots(boxes, [0] * len(boxes)), _arrows(graph, labels))
    return Composed(chart, boxes, _lines(labels), (), sketch, stand(sketch))


def _spots(boxes: Sequence[Box], lanes: Sequence[int]) -> tuple[Spot, ...]:
    return tuple([Spot(made.shape, made.width, made.height, lane) for made, lane in zip(boxes, lanes, strict=True)])


def _arrows(graph: Graph, labels: Sequence[Fitted]) -> tuple[Arrow, ...]:
    return tuple([Arrow(edge.tail, edge.head, wide, high) for edge, (_, wide, high) in zip(graph.edges, labels, strict=True)])


def _lines(texts: Sequence[Fitted]) -> tuple[tuple[str, ...], ...]:
    return tuple([lines for lines, _, _ in texts])


@functools.lru_cache(maxsize=4096)
def _fitted(text: str, size: float, room: float) -> Fitted:
    """Cut a text into lines; its width is rounded up so that words of like length share a layout, no text is 0 by 0."""
    lines = wrap(text, size, room)
    if not lines[0]:
        return lines, 0, 0
    return lines, int(-(-max(width(line, size) for line in lines) // 8)) * 8, len(lines) * LABEL_LEADING + 2
