"""What stands in a node and how big the node must be to hold it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from quanli.flowchart.graph import Node
from quanli.flowchart.measure import width, wrap

Shape = Literal["step", "round", "diamond"]
Role = Literal["name", "actor", "limit", "note"]

NAME_SIZE, TEXT_SIZE = 15, 14
"""Sizes in pixels: no text of a chart is smaller than 14."""
BADGE_PAD = 12
_LEADING = {"name": 22, "actor": 20, "limit": 24, "note": 20}
_PAD = 12
_GRID = 8
_DOCUMENTS_SHOWN = 3


class Line(NamedTuple):
    """A line of text in a node: its role, its width with its badge, and how far its middle lies below the node's middle."""

    text: str
    role: Role
    width: float
    down: float = 0.0


class Box(NamedTuple):
    """A node's shape, size and text."""

    shape: Shape
    width: int
    height: int
    lines: tuple[Line, ...]


@functools.lru_cache(maxsize=4096)
def box(node: Node, number: int, room: int, *, actor: bool) -> Box:
    """Make the box of a node at most this wide; ``actor`` asks for the line that names who does it."""
    if node.kind == "decision":
        return _diamond(node, number, room, actor=actor)
    lines = _lines(node, number, room - 2 * _PAD, actor=actor)
    wide = max(line.width for line in lines) + 2 * _PAD
    return Box("round" if node.kind in {"start", "end"} else "step", min(room, _up(wide)), _up(_tall(lines) + 14), _stacked(lines))


def _diamond(node: Node, number: int, room: int, *, actor: bool) -> Box:
    """Choose the line length with which the text needs the lowest diamond: each corner of each line must lie inside."""
    best: Box | None = None
    half = room / 2
    for share in (0.8, 0.7, 0.62, 0.55, 0.48, 0.4, 0.33):
        lines = _stacked(_lines(node, number, room * share, actor=actor))
        if max(line.width for line in lines) / 2 + 6 > half * 0.9:
            continue
        need = max((abs(line.down) + _LEADING[line.role] / 2 - 3) / (1 - (line.width / 2 + 4) / half) for line in lines)
        made = Box("diamond", room, max(56, _up(2 * need)), lines)
        if best is None or made.height < best.height:
            best = made
    if best is None:
        raise ValueError(room)
    return best


def _lines(node: Node, number: int, room: float, *, actor: bool) -> list[Line]:
    """Write a node's text: number and name, who, how long, what papers."""
    lines = list(_wrapped(f"{number}. {node.name}", "name", room))
    if actor and node.actor:
        lines += _wrapped(node.actor, "actor", room)
    for badge in filter(None, (node.limit, *node.marks)):
        lines += _wrapped(badge, "limit", room)
    if node.documents:
        lines += _wrapped(_named(node.documents), "note", room)
    return lines


def _named(documents: Sequence[str]) -> str:
    shown = "、".join(documents[:_DOCUMENTS_SHOWN])
    return shown if len(documents) <= _DOCUMENTS_SHOWN else f"{shown}等 {len(documents)} 份"


def _wrapped(text: str, role: Role, room: float) -> Iterable[Line]:
    size = NAME_SIZE if role == "name" else TEXT_SIZE
    frame = BADGE_PAD if role == "limit" else 0
    return [Line(line, role, width(line, size) + frame) for line in wrap(text, size, room - frame)]


def _tall(lines: Sequence[Line]) -> int:
    return sum(_LEADING[line.role] for line in lines)


def _stacked(lines: Sequence[Line]) -> tuple[Line, ...]:
    top = -_tall(lines) / 2
    placed = []
    for line in lines:
        placed.append(Line(line.text, line.role, line.width, top + _LEADING[line.role] / 2))
        top += _LEADING[line.role]
    return tuple(placed)


def _up(size: float) -> int:
    """Round up to the grid: charts of like texts then share one layout."""
    return -int(-size // _GRID) * _GRID
