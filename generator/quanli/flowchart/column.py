"""The narrow layout: every step in one column, arrows that skip steps in gutters beside it, never wider than a phone."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

from quanli.flowchart.graph import Edge
from quanli.flowchart.sketch import Arrow, Placed, Point, Route, Sketch, Spot
from quanli.frozen import frozen

Link = tuple[int, int]
"""An arrow by its ends, tail and head."""
SCREEN = 328
"""The width of a phone of 360 pixels less the page's margins."""
_WIDEST, _NARROWEST = 264, 196
_FIRST_LANE, _PITCH = 14, 10
_EDGE = 2
_GAP, _STEM, _ROW = 22, 28, 10


@frozen
class Column:
    """How a flow stands in a column: the width of its nodes, and the gutter lane of each step that is jumped to.

    Jumps to one step from one side share a lane. What no gutter has room for is said in words (``spoken``).
    """

    room: int
    right: dict[int, int]
    left: dict[int, int]
    spoken: frozenset[Link]

    @property
    def label_room(self) -> float:
        """Give the width that a label may have: half a node, from the stem to the gutter."""
        return self.room / 2 - 12


@functools.lru_cache(maxsize=512)
def column_of(links: tuple[Link, ...]) -> Column:
    """Share out the gutters: inner lanes to short jumps, words to the jumps that would take too much room."""
    jumps = [(tail, head) for tail, head in links if head != tail + 1]
    right = _lanes([link for link in jumps if link[1] > link[0]], lambda head, tails: (min(tails) + 0.5, head))
    left = _lanes([link for link in jumps if link[1] <= link[0]], lambda head, tails: (head, max(tails) + 0.5))
    while _room(right, left) < _NARROWEST:
        fuller = right if max(right.values(), default=-1) >= max(left.values(), default=-1) else left
        outermost = max(fuller.values())
        for head in [head for head, lane in fuller.items() if lane == outermost]:
            del fuller[head]
    spoken = frozenset((tail, head) for tail, head in jumps if head not in (right if head > tail else left))
    return Column(min(_WIDEST, _room(right, left)), right, left, spoken)


@functools.lru_cache(maxsize=512)
def stand(sketch: Sketch) -> Placed:
    """Place boxes from top to bottom and route the arrows."""
    boxes, arrows = sketch.spots, sketch.arrows
    column = column_of(tuple([(arrow.tail, arrow.head) for arrow in arrows]))
    before = _gutter(column.left)
    middle = _EDGE + before + column.room / 2
    exits: list[Exit] = []
    stems: dict[int, tuple[float, float, float]] = {}
    spots: list[Point] = []
    y = float(_EDGE + 2)
    for i, box in enumerate(boxes):
        spots.append((middle, y + box.height / 2))
        y += box.height
        own = [(n, arrow) for n, arrow in enumerate(arrows) if arrow.tail == i]
        bottom = y
        for n, arrow in own:
            if arrow.head != i + 1:
                y += arrow.height + _ROW
                exits.append(Exit(n, y, bottom))
        straight = next((n for n, arrow in own if arrow.head == i + 1), None)
        if straight is not None:
            start, y = y, y + max(arrows[straight].height + 16, _STEM)
            stems[straight] = (bottom, start, y)
        elif i + 1 < len(boxes):
            y += _GAP
    routes = [Route(()) for _ in arrows]
    for n, (bottom, start, end) in stems.items():
        label = (middle + 8 + arrows[n].width / 2, start + (end - start - 6) / 2) if arrows[n].width else None
        routes[n] = Route(((middle, bottom), (middle, end)), label=label)
    for leaving in exits:
        routes[leaving.arrow] = _jump(column, arrows[leaving.arrow], leaving, spots, boxes, middle)
    return Placed(2 * _EDGE + before + column.room + _gutter(column.right), y + _EDGE + 2, tuple(spots), tuple(routes))


@frozen
class Exit:
    """Where a jump leaves the stem below its step."""

    arrow: int
    y: float
    bottom: float


def _jump(column: Column, arrow: Arrow, leaving: Exit, spots: Sequence[Point], boxes: Sequence[Spot], middle: float) -> Route:
    said = (arrow.tail, arrow.head) in column.spoken
    side = 1 if said or arrow.head > arrow.tail else -1
    at = (middle + side * (8 + arrow.width / 2), leaving.y - arrow.height / 2 - 2) if arrow.width else None
    if said:
        return Route(((middle, leaving.bottom), (middle, leaving.y), (middle + column.room / 2, leaving.y)), label=at)
    lane = (column.right if side > 0 else column.left)[arrow.head]
    x = middle + side * (column.room / 2 + _FIRST_LANE + lane * _PITCH)
    target = spots[arrow.head]
    edge_of_target = target[0] + side * boxes[arrow.head].width / 2
    return Route(((middle, leaving.bottom), (middle, leaving.y), (x, leaving.y), (x, target[1]), (edge_of_target, target[1])), label=at)


def _lanes(jumps: Iterable[Link], span: Callable[[int, list[int]], tuple[float, float]]) -> dict[int, int]:
    tails: dict[int, list[int]] = {}
    for tail, head in jumps:
        tails.setdefault(head, []).append(tail)
    spans = {head: span(head, found) for head, found in tails.items()}
    taken: list[list[tuple[float, float]]] = []
    lanes: dict[int, int] = {}
    for head, (low, high) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[0])):
        lane = next((n for n, others in enumerate(taken) if all(high < a or low > b for a, b in others)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lanes[head] = lane
    return lanes


def _gutter(lanes: dict[int, int]) -> int:
    return _FIRST_LANE + _PITCH * max(lanes.values()) + 4 if lanes else 0


def _room(right: dict[int, int], left: dict[int, int]) -> int:
    return SCREEN - 2 * _EDGE - _gutter(right) - _gutter(left)


def spoken_label(edge: Edge) -> str:
    """Say a jump in words: its outcome and the number of the step that it leads to."""
    return f"{edge.label}，转第 {edge.head + 1} 步" if edge.label else f"转第 {edge.head + 1} 步"


