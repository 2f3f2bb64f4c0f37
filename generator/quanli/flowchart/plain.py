"""The answer of ``dot -Tplain``: one graph after another, each closed by the word stop, with numbers only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from quanli.flowchart.dot import HEADING_HEIGHT, PIXELS_PER_INCH
from quanli.flowchart.sketch import Arrow, Placed, Point, Route, Sketch

Way = tuple[tuple[Point, ...], Point | None]
"""The points of an arrow and the middle of its label, as ``dot`` gives them."""
_MARGIN = 8.0


class LayoutError(ValueError):
    """Raised when the answer is not what was asked for."""


def split(answer: str) -> list[str]:
    """Cut the answer for a whole chunk into its graphs."""
    *graphs, rest = f"\n{answer}".split("\nstop\n")
    return graphs if not rest.strip() else [*graphs, rest]


def placed_of(sketch: Sketch, text: str) -> Placed:
    """Read where everything of a sketch lies, in pixels from the upper left corner."""
    nodes: dict[str, Point] = {}
    ways: dict[tuple[str, str], list[Way]] = {}
    for line in text.splitlines():
        word, *rest = line.split(" ")
        if word == "node":
            nodes[rest[0]] = _point(rest[1], rest[2])
        elif word == "edge" and rest[-2] != "invis":
            ways.setdefault((rest[0], rest[1]), []).append(_way(rest))
    try:
        spots = [nodes[f"n{i}"] for i in range(len(sketch.spots))]
        routes = [_taken(ways, arrow) for arrow in sketch.arrows]
        headings = [nodes[f"h{lane}"] for lane in range(len(sketch.lanes))]
        fences = [nodes[f"x{lane}_0"][0] for lane in range(1, len(sketch.lanes))]
    except (LookupError, ValueError) as missing:
        raise LayoutError(f"no place for {missing}") from None
    _keep_lanes(sketch, spots, fences)
    return _framed(sketch, spots, routes, headings, fences)


def _way(rest: Sequence[str]) -> Way:
    """Read ``tail head n x1 y1 … xn yn [label lx ly] style color``."""
    end = 3 + 2 * int(rest[2])
    points = tuple(_point(rest[at], rest[at + 1]) for at in range(3, end, 2))
    return points, (_point(rest[end + 1], rest[end + 2]) if len(rest) == end + 5 else None)


def _taken(ways: dict[tuple[str, str], list[Way]], arrow: Arrow) -> Way:
    """Take an arrow's way; one that closes a loop was laid from its head to its tail and is turned round."""
    tail, head = f"n{arrow.tail}", f"n{arrow.head}"
    for key in ((tail, head), (head, tail)):
        for way in ways.get(key, ()):
            points, label = way
            if (label is None) == (arrow.width == 0):
                ways[key].remove(way)
                return (points, label) if key == (tail, head) else (points[::-1], label)
    raise LookupError(f"{tail} -> {head}")


def _keep_lanes(sketch: Sketch, spots: Sequence[Point], fences: Sequence[float]) -> None:
    """Refuse a layout in which a node stands outside its lane: ``dot`` does not always keep an order that it is given."""
    bounds = [-math.inf, *fences, math.inf]
    for (x, _), spot in zip(spots, sketch.spots, strict=True):
        if fences and not bounds[spot.lane] <= x - spot.width / 2 <= x + spot.width / 2 <= bounds[spot.lane + 1]:
            raise LayoutError("a node stands outside its lane")


def _framed(sketch: Sketch, spots: Sequence[Point], ways: Sequence[Way], headings: Sequence[Point], fences: Sequence[float]) -> Placed:
    """Move everything into a frame that begins at 0, 0 with y growing downwards."""
    boxes = [(x, y, spot.width, spot.height) for (x, y), spot in zip(spots, sketch.spots, strict=True)]
    boxes += [(x, y, width, HEADING_HEIGHT) for (x, y), width in zip(headings, sketch.lanes, strict=True)]
    for arrow, (points, label) in zip(sketch.arrows, ways, strict=True):
        boxes += [(x, y, 0, 0) for x, y in points]
        if label:
            boxes.append((*label, arrow.width, arrow.height))
    left, right = min(x - w / 2 for x, _, w, _ in boxes) - _MARGIN, max(x + w / 2 for x, _, w, _ in boxes) + _MARGIN
    low, high = min(y - h / 2 for _, y, _, h in boxes) - _MARGIN, max(y + h / 2 for _, y, _, h in boxes) + _MARGIN

    def moved(point: Point) -> Point:
        return point[0] - left, high - point[1]

    bounds = [0.0, *(x - left for x in fences), right - left]
    return Placed(
        right - left, high - low, tuple(map(moved, spots)),
        tuple(Route(tuple(map(moved, points)), curved=True, label=moved(label) if label else None) for points, label in ways),
        tuple(pairwise(bounds)) if headings else ())


def _point(x: str, y: str) -> Point:
    return float(x) * PIXELS_PER_INCH, float(y) * PIXELS_PER_INCH
