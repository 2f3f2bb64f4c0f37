"""A chart's parts put together: boxes with their text, labels of arrows, and the sketch that is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quanli.flowchart.box import NAME_SIZE, TEXT_SIZE, Box, box
from quanli.flowchart.chart import Chart
from quanli.flowchart.column import column_of, spoken_label, stand
from quanli.flowchart.graph import Graph
from quanli.flowchart.measure import width, wrap
from quanli.flowchart.sketch import Arrow, Placed, Sketch, Spot
from quanli.frozen import frozen

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
    return _wide(chart, graph if lanes and len(graph.lanes) <= _MOST_LANES else replace(graph, lanes=()))


def _wide(chart: Chart, graph: Graph) -> Composed:
    boxes = tuple(box(node, i + 1, _WIDE_ROOM, actor=not graph.lanes) for i, node in enumerate(graph.nodes))
    labels = tuple(wrap(edge.label, TEXT_SIZE, _WIDE_LABEL) for edge in graph.edges)
    headings = tuple(wrap(name, NAME_SIZE, _HEADING_ROOM) for name in graph.lanes)
    sketch = Sketch(_spots(graph, boxes), _arrows(graph, labels), tuple(_wide_of(lines, NAME_SIZE) for lines in headings))
    return Composed(chart, boxes, labels, headings, sketch)


def _narrow(chart: Chart) -> Composed:
    graph = chart.graph
    column = column_of(graph)
    boxes = tuple(box(node, i + 1, column.room, actor=True) for i, node in enumerate(graph.nodes))
    said = (spoken_label(edge) if edge in column.spoken else edge.label for edge in graph.edges)
    labels = tuple(wrap(label, TEXT_SIZE, column.label_room) for label in said)
    arrows = _arrows(graph, labels)
    return Composed(chart, boxes, labels, (), Sketch(_spots(graph, boxes), arrows), stand(column, graph.edges, boxes, arrows))


def _spots(graph: Graph, boxes: Sequence[Box]) -> tuple[Spot, ...]:
    return tuple(Spot(made.shape, made.width, made.height, node.lane if graph.lanes else 0) for node, made in zip(graph.nodes, boxes, strict=True))


def _arrows(graph: Graph, labels: Sequence[tuple[str, ...]]) -> tuple[Arrow, ...]:
    return tuple(
        Arrow(edge.tail, edge.head, _wide_of(lines, TEXT_SIZE) if lines[0] else 0, len(lines) * LABEL_LEADING + 2 if lines[0] else 0)
        for edge, lines in zip(graph.edges, labels, strict=True))


def _wide_of(lines: Sequence[str], size: float) -> int:
    """Give a width for lines, rounded up so that words of like length share a layout."""
    return -int(-max(width(line, size) for line in lines) // 8) * 8
