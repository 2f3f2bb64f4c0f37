"""A sketch as a graph in Graphviz's language. It holds sizes only: no word of the catalogue ever reaches ``dot``.

Lanes are columns between fences: in every rank a point stands on each fence, to the right of what is in the lane before
it and to the left of what is in the lane after it, and the points of a fence hang together in a straight line. (Clusters
would not do: ``dot`` keeps them apart only where it may choose their ranks by itself.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quanli.flowchart.sketch import Arrow, Sketch, Spot
from quanli.flowchart.ways import levels

HEADING_HEIGHT = 36
PIXELS_PER_INCH = 72
_LABEL = '<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}"><TR><TD></TD></TR></TABLE>>'
_SHAPES = {"step": "box", "round": "box", "diamond": "diamond"}


def source_of(sketch: Sketch) -> str:
    """Write a sketch as DOT: nodes are n0, n1, …, headings of lanes h0, h1, …, the points of fences x1_0, x1_1, ….

    An arrow that closes a loop is written the other way round, so that ``dot`` ranks steps as they follow each other.
    """
    rank, back = levels(len(sketch.spots), [(arrow.tail, arrow.head) for arrow in sketch.arrows])
    lines = [*(_lanes(sketch, rank) if sketch.lanes else _nodes(sketch.spots, range(len(sketch.spots))))]
    for arrow in sketch.arrows:
        tail, head = (arrow.head, arrow.tail) if (arrow.tail, arrow.head) in back else (arrow.tail, arrow.head)
        lines.append(f"n{tail} -> n{head}{_label(arrow)}\n")
    import graphviz  # noqa: PLC0415 - most charts have a layout that is known

    graph = graphviz.Digraph(
        graph_attr={"nodesep": ".2", "ranksep": ".34"}, node_attr={"fixedsize": "true", "label": "", "shape": "box"},
        edge_attr={"dir": "none"}, body=lines)
    return str(graph.source)


def _nodes(spots: Sequence[Spot], which: Sequence[int], group: str = "") -> Iterator[str]:
    for i in which:
        spot = spots[i]
        yield f"n{i} [width={_inches(spot.width)} height={_inches(spot.height)} shape={_SHAPES[spot.shape]}{group}]\n"


def _lanes(sketch: Sketch, rank: Sequence[int]) -> Iterator[str]:
    """Write the rows from top to bottom: the headings, then every rank, cell by cell with a fence between two lanes."""
    last = max(rank) + 1
    for row in range(last + 1):
        yield "{rank=same\n"
        cells: list[list[str]] = []
        for lane, width in enumerate(sketch.lanes):
            if lane:
                yield f"x{lane}_{row} [width=.01 height=.01 group=x{lane}]\n"
                cells.append([f"x{lane}_{row}"])
            inside = [i for i, spot in enumerate(sketch.spots) if spot.lane == lane and rank[i] == row - 1]
            yield from _nodes(sketch.spots, inside, f" group=g{lane}")
            if row == 0:
                yield f"h{lane} [width={_inches(width)} height={_inches(HEADING_HEIGHT)} group=g{lane}]\n"
                cells.append([f"h{lane}"])
            elif inside:
                cells.append([f"n{i}" for i in inside])
        for left, right in pairwise(cells):
            yield f"{{{' '.join(left)}}} -> {{{' '.join(right)}}} [style=invis]\n"
        yield "}\n"
    for lane in range(1, len(sketch.lanes)):
        yield " -> ".join(f"x{lane}_{row}" for row in range(last + 1)) + " [style=invis weight=60]\n"


def _label(arrow: Arrow) -> str:
    return f" [label={_LABEL.format(width=arrow.width, height=arrow.height)}]" if arrow.width else ""


def _inches(pixels: int) -> str:
    return f"{pixels / PIXELS_PER_INCH:.3f}"
