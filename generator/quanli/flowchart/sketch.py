"""Between boxes and picture: a sketch has sizes and arrows but no words, a placed sketch says where they lie."""

from __future__ import annotations

from quanli.flowchart.box import Shape
from quanli.frozen import frozen

Point = tuple[float, float]


@frozen
class Spot:
    """A node without its words."""

    shape: Shape
    width: int
    height: int
    lane: int


@frozen
class Arrow:
    """An arrow with the size of its label; no label is 0 by 0."""

    tail: int
    head: int
    width: int = 0
    height: int = 0


@frozen
class Sketch:
    """All that a layout depends on. Flows that differ only in words have the same sketch and are laid out once.

    ``lanes`` are the widths of the lanes' headings; empty for a flow without lanes.
    """

    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[int, ...] = ()


@frozen
class Route:
    """The way of an arrow: a polyline, or a Bézier curve of 3n + 1 points; the middle of its label."""

    points: tuple[Point, ...]
    curved: bool = False
    label: Point | None = None


@frozen
class Placed:
    """A sketch laid out: the middles of its nodes, the routes of its arrows, the left and right of its lanes."""

    width: float
    height: float
    spots: tuple[Point, ...]
    routes: tuple[Route, ...]
    lanes: tuple[tuple[float, float], ...] = ()
