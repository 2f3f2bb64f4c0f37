"""A laid-out chart as SVG. Every element and attribute is written here: nothing that a layout program wrote is passed on."""

from __future__ import annotations

import functools
import math

from markupsafe import escape

from quanli.codes.xml_text import NOT_XML
from quanli.flowchart.box import NAME_SIZE, TEXT_SIZE, Box, Line
from quanli.flowchart.compose import LABEL_LEADING, Composed
from quanli.flowchart.dot import HEADING_HEIGHT
from quanli.flowchart.sketch import Placed, Point, Route

ELEMENTS = frozenset({"svg", "title", "desc", "g", "path", "text"})
ATTRIBUTES = frozenset({
    "class", "viewBox", "width", "height", "role", "aria-labelledby", "id", "d", "x", "y",
    "fill", "stroke", "font-size", "text-anchor"})
_TIP, _TIP_HALF = 8.0, 4.0
_BASELINE = 0.36
_FOLD = 9


def svg_of(whole: Composed, placed: Placed) -> str:
    """Write a chart. Without a style sheet it is black lines; classes let the page colour it, by day and by night."""
    chart, name = whole.chart, whole.chart.id
    wide, high = math.ceil(placed.width), math.ceil(placed.height)
    parts = [
        f'<svg class="flowchart-picture" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img"',
        f' aria-labelledby="{name}-t {name}-d" fill="none" stroke="currentColor" font-size="{TEXT_SIZE}" text-anchor="middle">',
        f'<title id="{name}-t">{_said(chart.title)}</title><desc id="{name}-d">{_said(chart.description)}</desc>',
        _lanes(whole.headings, placed) if placed.lanes else "",
        _arrows(placed),
    ]
    for node, box, at in zip(chart.graph.nodes, whole.boxes, placed.spots, strict=True):
        parts.append(_node(f"{box.shape} own" if node.own else box.shape, box, at))
    for lines, route in zip(whole.labels, placed.routes, strict=True):
        if route.label:
            parts.append(_texts("label", lines, route.label, TEXT_SIZE))
    parts.append("</svg>")
    return "".join(parts)


@functools.lru_cache(maxsize=512)
def _lanes(headings: tuple[tuple[str, ...], ...], placed: Placed) -> str:
    """Draw the bounds between lanes, and who stands in each."""
    bounds = "".join([f"M{_n(right)} 0V{_n(placed.height)}" for _, right in placed.lanes[:-1]])
    names = [
        _texts("heading", lines, ((left + right) / 2, (HEADING_HEIGHT + 8) / 2), NAME_SIZE)
        for lines, (left, right) in zip(headings, placed.lanes, strict=True)]
    return f'<path class="bound" d="{bounds}M0 {HEADING_HEIGHT + 8}H{_n(placed.width)}"/>{"".join(names)}'


@functools.lru_cache(maxsize=512)
def _arrows(placed: Placed) -> str:
    """Draw the arrows: all lines are one path, all tips another."""
    return f'<path class="way" d="{"".join(map(_way, placed.routes))}"/><path class="tip" d="{"".join(map(_tip, placed.routes))}"/>'


@functools.lru_cache(maxsize=4096)
def _node(kind: str, box: Box, at: Point) -> str:
    """Draw a node with its words; most steps of a catalogue are steps of many flows, and stand at the same places."""
    x, y = at
    parts = [f'<g class="{kind}"><path d="{_outline(box, at)}"/>']
    if box.shape == "step" and any(line.role == "note" for line in box.lines):
        parts.append(f'<path class="fold" d="M{_n(x + box.width / 2 - _FOLD)} {_n(y + box.height / 2)}v-{_FOLD}h{_FOLD}"/>')
    for line in box.lines:
        if line.role == "limit":
            parts.append(f'<path class="badge" d="{_round(x - line.width / 2, y + line.down - 10, line.width, 20, 4)}"/>')
        parts.append(_text(line, at))
    parts.append("</g>")
    return "".join(parts)


def _outline(box: Box, at: Point) -> str:
    x, y, w, h = at[0], at[1], box.width, box.height
    if box.shape == "diamond":
        return f"M{_n(x)} {_n(y - h / 2)}l{_n(w / 2)} {_n(h / 2)}l{_n(-w / 2)} {_n(h / 2)}l{_n(-w / 2)} {_n(-h / 2)}z"
    return _round(x - w / 2, y - h / 2, w, h, 16 if box.shape == "round" else 4)


def _round(x: float, y: float, w: float, h: float, r: float) -> str:
    """Outline a rectangle with round corners."""
    across, down = _n(w - 2 * r), _n(h - 2 * r)
    return f"M{_n(x + r)} {_n(y)}h{across}q{r} 0 {r} {r}v{down}q0 {r} {-r} {r}h-{across}q{-r} 0 {-r} {-r}v-{down}q0 {-r} {r} {-r}z"


def _text(line: Line, at: Point) -> str:
    size = NAME_SIZE if line.role == "name" else TEXT_SIZE
    larger = f' font-size="{size}"' if size != TEXT_SIZE else ""
    return f'<text class="{line.role}" x="{_n(at[0])}" y="{_n(at[1] + line.down + _BASELINE * size)}"{larger}>{_said(line.text)}</text>'


@functools.lru_cache(maxsize=1024)
def _texts(role: str, lines: tuple[str, ...], at: Point, size: float) -> str:
    top = at[1] - LABEL_LEADING * (len(lines) - 1) / 2 + _BASELINE * size
    return "".join(f'<text class="{role}" x="{_n(at[0])}" y="{_n(top + LABEL_LEADING * i)}">{_said(line)}</text>' for i, line in enumerate(lines))


def _way(route: Route) -> str:
    """Write an arrow's line, which stops where its tip begins."""
    if not route.points:
        return ""
    points = [*route.points[:-1], _short(route)]
    first, rest = points[0], points[1:]
    if route.curved:
        return f"M{_at(first)}C" + " ".join(map(_at, rest))
    return f"M{_at(first)}L" + " ".join(map(_at, rest))


def _tip(route: Route) -> str:
    if not route.points:
        return ""
    (x, y), (dx, dy) = route.points[-1], _direction(route)
    bx, by = x - dx * _TIP, y - dy * _TIP
    left, right = (bx - dy * _TIP_HALF, by + dx * _TIP_HALF), (bx + dy * _TIP_HALF, by - dx * _TIP_HALF)
    return f"M{_at((x, y))}L{_at(left)} {_at(right)}z"


def _short(route: Route) -> Point:
    (x, y), (dx, dy) = route.points[-1], _direction(route)
    return x - dx * (_TIP - 1), y - dy * (_TIP - 1)


def _direction(route: Route) -> Point:
    x, y = route.points[-1]
    for px, py in reversed(route.points[:-1]):
        length = math.hypot(x - px, y - py)
        if length > 1:
            return (x - px) / length, (y - py) / length
    return 0.0, 1.0


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


@functools.lru_cache(maxsize=16_384)
def _n(number: float) -> str:
    """Write a coordinate to a tenth of a pixel, in as few characters as it takes."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@functools.lru_cache(maxsize=1024)
def _said(text: str) -> str:
    return str(escape(NOT_XML.sub("", text)))
