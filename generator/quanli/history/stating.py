"""Which statements an item's steps were made by: the ones whose steps lead from the file before to the file after.

What a statement says goes before what any commit says: a merge or a squash cannot lose or change it. A step of a statement is
used once, so that a change that was undone is not covered when it is made again. First come the statements that reached the
main line with the step; then those that were there; then those that followed: both only where somebody's approval of them is
proved, as a text that nobody has signed speaks of nothing but what came with it. Where several cover the same step, the
approved one does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from quanli.frozen import frozen
from quanli.history.timeline import Step

_STATED = """
select s.path, s.before, s.after, s.change, t.position, coalesce((select position from line where id = t.base), -1), t.said,
       (select count(*) from approval a where a.change = s.change and a.good and a.refused = ''),
       (select max(a.day) from approval a where a.change = s.change and a.good and a.refused = '')
  from stated s join statement t using (change) where s.path in (select value from json_each(?))
"""
_DEEPEST = 8
"""Statements that lead together from one text to another, at most."""


class _Edge(NamedTuple):
    """A step of a statement: it leads from one blob of a file to another."""

    path: str
    before: str
    after: str
    change: str
    position: int
    base: int
    """Where on the main line the change started, -1 where that is not known."""
    said: str
    proofs: int
    decided: str | None


@frozen
class Stating:
    """The changes that a step was made by, what they say as trailers, the last first, and the last day on which one was approved."""

    changes: tuple[str, ...]
    trailers: tuple[tuple[str, str], ...]
    decided: str
    proved: bool


def statings(db: sqlite3.Connection, steps: Sequence[Step]) -> list[Stating | None]:
    """Give for each of an item's steps, oldest first, the statements by which it was made; None where there are none."""
    found: list[Stating | None] = [None] * len(steps)
    paths = {path for step in steps for path in (step.file, step.renamed_from) if path}
    edges = [_Edge._make(row) for row in db.execute(_STATED, (json.dumps(sorted(paths)),))]
    if edges:
        _cover(steps, edges, found)
    return found


def _cover(steps: Sequence[Step], edges: list[_Edge], found: list[Stating | None]) -> None:
    spent = set[tuple[str, str]]()
    forward, back = range(len(steps)), range(len(steps) - 1, -1, -1)
    passes: tuple[tuple[Iterable[int], Callable[[_Edge, Step], bool]], ...] = (
        (forward, lambda edge, step: edge.position == step.position),
        (forward, lambda edge, step: bool(edge.proofs) and edge.position <= step.position),
        (back, lambda edge, step: bool(edge.proofs) and 0 <= edge.base < step.position),
    )
    for order, may in passes:
        for at in order:
            if found[at] is None:
                usable = [edge for edge in edges if (edge.path, edge.change) not in spent and may(edge, steps[at])]
                trail = _trail(steps, at, found, usable) if usable else ()
                if trail:
                    spent.update((edge.path, edge.change) for edge in trail)
                    found[at] = _stating(trail)


def _trail(steps: Sequence[Step], at: int, found: Sequence[Stating | None], edges: Sequence[_Edge]) -> tuple[_Edge, ...]:
    """Give the statements that lead to a step's text: from the one before it, or from one before that nobody has approved."""
    step = steps[at]
    ordered = sorted(edges, key=lambda edge: (-edge.proofs, edge.position != step.position, -edge.position, edge.change))
    if step.renamed_from:
        return _moved(step, ordered)
    here = [edge for edge in ordered if edge.path == step.file]
    trail = _shortest(step.before, step.after, here)
    if not trail:
        proved = [edge for edge in here if edge.proofs]
        for start in _unapproved(steps, at, found) if proved else ():
            trail = trail or _shortest(start, step.after, proved)
    return trail


def _unapproved(steps: Sequence[Step], at: int, found: Sequence[Stating | None]) -> Iterator[str]:
    """Give the texts from which the ones before a step were made, the nearest first, back to one that was approved."""
    for before in range(at - 1, -1, -1):
        stating = found[before]
        if steps[before].file != steps[at].file or (stating and stating.proved):
            return
        yield steps[before].before


def _shortest(start: str, end: str, edges: Sequence[_Edge]) -> tuple[_Edge, ...]:
    """Find the fewest steps that lead from one blob to another, each change once."""
    if start == end:
        return ()
    trails: list[tuple[_Edge, ...]] = [()]
    for _ in range(min(_DEEPEST, len(edges))):
        longer = list[tuple[_Edge, ...]]()
        for trail in trails:
            at = trail[-1].after if trail else start
            for edge in edges:
                if edge.before == at and edge not in trail:
                    if edge.after == end:
                        return (*trail, edge)
                    longer.append((*trail, edge))
        trails = longer[:100]
    return ()


def _moved(step: Step, edges: Sequence[_Edge]) -> tuple[_Edge, ...]:
    """Find the change by which a file went and another came."""
    gone = {edge.change: edge for edge in edges if (edge.path, edge.before, edge.after) == (step.renamed_from, step.before, "")}
    for edge in edges:
        if (edge.path, edge.before, edge.after) == (step.file, "", step.after) and edge.change in gone:
            return gone[edge.change], edge
    return ()


def _stating(trail: Sequence[_Edge]) -> Stating:
    changes = dict.fromkeys(edge.change for edge in trail)
    said = dict.fromkeys((key, value) for edge in reversed(trail) for key, value in json.loads(edge.said))
    decided = max((edge.decided for edge in trail if edge.decided), default="")
    return Stating(tuple(changes), tuple(said), decided, all(edge.proofs for edge in trail))
