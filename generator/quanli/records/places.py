"""Where a value stands in a file: looked up only for values that have a problem."""

from __future__ import annotations

from typing import Any

import yaml

from quanli.errors import Path, Place, Problem


def locate(data: bytes, path: Path) -> tuple[int, int]:
    """Give line and column, from 1, of the value at a path, or of the nearest existing value above it."""
    return locate_all(data, [path])[path]


def locate_all(data: bytes, paths: list[Path]) -> dict[Path, tuple[int, int]]:
    """Locate several values of one file in one pass."""
    marks = _marks(data)
    found = {}
    for path in paths:
        prefix = path
        while prefix and prefix not in marks:
            prefix = prefix[:-1]
        found[path] = marks.get(prefix, (1, 1))
    return found


def placed(problems: list[Problem], data: bytes, file: str) -> list[Problem]:
    """Give the problems that know only a path their line and column."""
    wanted = [p.path for p in problems if not p.place.line]
    if not wanted:
        return problems
    places = locate_all(data, wanted)
    lines = data.decode("utf-8-sig", "replace").splitlines() if any(p.leading for p in problems) else []
    return [
        p if p.place.line else Problem(p.rule, Place(file, *_after(p.leading, places[p.path], lines)), p.path, p.args, p.leading)
        for p in problems
    ]


def _after(leading: str, place: tuple[int, int], lines: list[str]) -> tuple[int, int]:
    """Give where a value goes on after its first words; what YAML writes between them (ends of lines, quotes) is passed over.

    The place of the value itself, where its words are not written as they are read.
    """
    line, column = place
    for char in leading:
        if char.isspace():
            continue
        while line <= len(lines) and (at := lines[line - 1].find(char, column - 1)) < 0:
            line, column = line + 1, 1
        if line > len(lines):
            return place
        column = at + 2
    if leading and not lines[line - 1][column - 1 :].strip(" \"'\\"):
        line, column = line + 1, 1
        column += len(lines[line - 1]) - len(lines[line - 1].lstrip()) if line <= len(lines) else 0
    return (line, column) if line <= len(lines) else place


def _marks(data: bytes) -> dict[Path, tuple[int, int]]:
    """Map each path to the place of its value, or of its key where the value is a block or empty."""
    marks: dict[Path, tuple[int, int]] = {}
    try:
        events = yaml.parse(data.decode("utf-8-sig", "replace"), Loader=yaml.CSafeLoader)
        _walk(_Events(events), marks)
    except (yaml.YAMLError, StopIteration):
        pass  # what was read before the fault is all there is
    return marks


class _Events:
    def __init__(self, events: Any) -> None:
        self.take = iter(events).__next__


def _walk(events: _Events, marks: dict[Path, tuple[int, int]]) -> None:
    """Walk the events with a stack of open containers: ``[path, next key or index, is a mapping]``."""
    stack: list[list[Any]] = []
    while True:
        event = events.take()
        kind = event.__class__.__name__
        if kind in {"StreamStartEvent", "DocumentStartEvent", "DocumentEndEvent", "StreamEndEvent"}:
            continue
        if kind in {"MappingEndEvent", "SequenceEndEvent"}:
            stack.pop()
            continue
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if stack and stack[-1][2] and stack[-1][1] is None:
            key = event.value if kind == "ScalarEvent" else f"?{event.start_mark.line}"
            stack[-1][1] = key
            marks.setdefault((*stack[-1][0], key), place)
            _open(kind, (*stack[-1][0], key, "?"), stack)  # a list or fields as a key: refused, and walked past
            continue
        path: Path = ()
        if stack:
            top = stack[-1]
            path = (*top[0], top[1])
            if kind == "ScalarEvent" and event.value and top[2]:
                marks[path] = place if marks.get(path, place)[0] <= place[0] else marks[path]
            else:
                marks.setdefault(path, place)
            top[1] = None if top[2] else top[1] + 1
        _open(kind, path, stack)


def _open(kind: str, path: Path, stack: list[list[Any]]) -> None:
    if kind == "MappingStartEvent":
        stack.append([path, None, True])
    elif kind == "SequenceStartEvent":
        stack.append([path, 0, False])
