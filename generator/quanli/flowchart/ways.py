"""Ways through a flow: what can be reached, what can end, and the longest way from the start to an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Heads = Sequence[Sequence[int]]
"""For each step the indexes of the steps that it leads to."""


def reached(heads: Heads, roots: Iterable[int]) -> set[int]:
    """Give every step that can be reached from the roots."""
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(heads[step])
    return found


def ending(heads: Heads) -> set[int]:
    """Give every step from which an end can be reached; an end is a step that leads nowhere."""
    tails: list[list[int]] = [[] for _ in heads]
    for tail, ways in enumerate(heads):
        for head in ways:
            tails[head].append(tail)
    return reached(tails, (i for i, ways in enumerate(heads) if not ways))


def longest(heads: Heads, roots: Iterable[int], weight: Callable[[int], int]) -> tuple[int, ...]:
    """Give the heaviest way from a root to an end, with every loop cut where it closes.

    A loop closes at the arrow that leads back to a step which the case is already past, following the outcomes in
    the order in which they are written: a correction is gone through once, and its way back counts nothing.
    """
    starts = list(roots)
    order = _bottom_up(heads, starts)
    place = {step: i for i, step in enumerate(order)}
    best: dict[int, tuple[int, int | None]] = {}
    for step in order:
        onward = [best[head][0] for head in heads[step] if place[head] < place[step] and head in best]
        if onward:
            top = max(onward)
            best[step] = (weight(step) + top, next(h for h in heads[step] if place[h] < place[step] and h in best and best[h][0] == top))
        elif not heads[step]:
            best[step] = (weight(step), None)
    ended = [start for start in starts if start in best]
    way: list[int] = []
    current: int | None = max(ended, key=lambda start: best[start][0]) if ended else None
    while current is not None:
        way.append(current)
        current = best[current][1]
    return tuple(way)


def levels(count: int, arrows: Sequence[tuple[int, int]]) -> tuple[list[int], set[tuple[int, int]]]:
    """Give each step its row, below all that lead to it, and the arrows that lead back up because they close a loop."""
    heads: list[list[int]] = [[] for _ in range(count)]
    for tail, head in arrows:
        heads[tail].append(head)
    order = _bottom_up(heads, range(count))
    place = {step: i for i, step in enumerate(order)}
    rows = [0] * count
    for step in reversed(order):
        for head in heads[step]:
            if place[head] < place[step]:
                rows[head] = max(rows[head], rows[step] + 1)
    return rows, {(tail, head) for tail, head in arrows if place[head] > place[tail]}


def _bottom_up(heads: Heads, roots: Iterable[int]) -> list[int]:
    """Order the steps so that each stands after all that it leads to, except where a loop closes."""
    order: list[int] = []
    seen: set[int] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(heads[root]))]
        while stack:
            step, rest = stack[-1]
            head = next((h for h in rest if h not in seen), None)
            if head is None:
                order.append(step)
                stack.pop()
            else:
                seen.add(head)
                stack.append((head, iter(heads[head])))
    return order
