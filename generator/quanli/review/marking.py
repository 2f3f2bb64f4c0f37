"""Which characters of a text changed, and the text shortened to what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Fate = Literal["same", "gone", "new", "left"]
"""``left`` are characters that stand on both sides and are left out."""

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*|[零〇一二三四五六七八九十百千万]+|\s+|.", re.DOTALL)
"""Numbers and words of letters are compared whole: that 15 became 25 is not said by marking a 1."""
_COMPARED = 4_000
"""Words on a side that are compared one with another; of a longer passage only beginning and end are."""
_ALIKE = 0.3
"""With less than this in common two texts are two texts, and no character is marked."""
_ISLAND = 2
"""Characters: as many alike between two changes are chance."""
AROUND = 24
"""Characters that are kept before and after a change."""
_BREAK = re.compile(r"[，。；：、！？,.;:!?]")


class Span(NamedTuple):
    """Some characters and what became of them."""

    fate: Fate
    text: str


def marked(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """Divide two texts: what of the old one is gone, what of the new one is new. Put together the spans are the texts."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    gone, come = list[Span](), list[Span]()
    steps = _steps(old, new)
    kept = sum(len("".join(old[a:b])) for step, a, b, _, _ in steps if step == "equal")
    if kept < _ALIKE * max(len(before), len(after)):
        return _whole("gone", before), _whole("new", after)
    for step, a, b, c, d in steps:
        _add(gone, "same" if step == "equal" else "gone", "".join(old[a:b]))
        _add(come, "same" if step == "equal" else "new", "".join(new[c:d]))
    return gone, come


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    was, now = old[start : len(old) - end], new[start : len(new) - end]
    middle: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(was), 0, len(now))]
    if max(len(was), len(now)) <= _COMPARED:
        middle = list(_joined(SequenceMatcher(None, was, now, autojunk=False).get_opcodes(), was))
    found = [("equal", 0, start, 0, start)]
    found += [(step, a + start, b + start, c + start, d + start) for step, a, b, c, d in middle]
    return [*found, ("equal", len(old) - end, len(old), len(new) - end, len(new))]


def _joined(steps: Sequence[tuple[str, int, int, int, int]], was: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Take a few characters that are alike by chance, between two changes, for part of the change."""
    for at, (step, a, b, c, d) in enumerate(steps):
        island = step == "equal" and 0 < at < len(steps) - 1 and len("".join(was[a:b])) < _ISLAND
        yield ("replace" if island else step, a, b, c, d)


def _whole(fate: Fate, text: str) -> list[Span]:
    return [Span(fate, text)] if text else []


def _add(spans: list[Span], fate: Fate, text: str) -> None:
    if text and spans and spans[-1].fate == fate:
        spans[-1] = Span(fate, spans[-1].text + text)
    elif text:
        spans.append(Span(fate, text))


def shortened(spans: Sequence[Span], around: int = AROUND) -> Iterator[Span]:
    """Leave out what stands far from any change, to the nearest mark of punctuation."""
    for at, span in enumerate(spans):
        first, last = at == 0, at == len(spans) - 1
        kept = around * (1 if first or last else 2)
        if span.fate != "same" or len(span.text) <= kept + around or (first and last):
            yield span
            continue
        head = "" if first else _head(span.text, around)
        tail = "" if last else _tail(span.text, around)
        yield from _whole("same", head)
        yield Span("left", span.text[len(head) : len(span.text) - len(tail)])
        yield from _whole("same", tail)


def _head(text: str, around: int) -> str:
    found = _BREAK.search(text, around // 2, around)
    return text[: found.end() if found else around]


def _tail(text: str, around: int) -> str:
    found = [one.end() for one in _BREAK.finditer(text, len(text) - around, len(text) - around // 2)]
    return text[found[0] if found else len(text) - around :]
