"""Between boxes and picture: a sketch has sizes and arrows but no words, a placed sketch says where they lie.

Both are keys of what is remembered, layouts and the paths drawn along them: named tuples, which hash fast.
"""

from __future__ import annotations

from typing import NamedTuple

from quanli.flowchart.box import Shape

Point = tuple[float, float]


class Spot(NamedTuple):
    """A node without its words."""

    shape: Shape
    width: int
    height: int
    lane: int


class Arrow(NamedTuple):
    """An arrow with the size of its label; no label is 0 by 0."""

    tail: int
    head: int
    width: int
    height: int


class Sketch(NamedTuple):
    """All that a layout depends on. Flows that differ only in words have the same sketch and are laid out once.

    ``lanes`` are the widths of the lanes' headings; empty for a flow without lanes.
    """

    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[int, ...] = ()


class Route(NamedTuple):
    """The way of an arrow: a polyline, or a Bézier curve of 3n + 1 points; the middle of its label."""

    points: tuple[Point, ...]
    curved: bool = False
    label: Point | None = None


class Placed(NamedTuple):
    """A sketch laid out: the middles of its nodes, the routes of its arrows, the left and right of its lanes."""

    width: float
    height: float
    spots: tuple[Point, ...]
    routes: tuple[Route, ...]
    lanes: tuple[tuple[float, float], ...] = ()
