"""Long lists cut into parts by what stands in them, not by how many stand before them.

A part begins at a code whose hash says so, once the part before it is long enough. An item added or removed moves
the bounds of its own part and at most a few after it: all other pages and files stay as they are, byte for byte.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

Codes = Callable[[str], Iterator[str]]
"""Gives the codes of a list as it is now, sorted, from a code on."""


class Size(NamedTuple):
    """How long parts are: never under ``least``, then one code in ``odds`` begins a new one, never over ``most``."""

    least: int
    odds: int
    most: int


PAGE = Size(30, 20, 120)
"""A list on a page: about 50 items."""
DATA = Size(100, 50, 400)
"""A file of bulk data: about 150 items."""
NATIONAL = Size(30, 20, 120)
"""A file of national records: about 50 items, for each is some kilobytes long."""
SITEMAP = Size(200, 100, 800)
"""A site map: about 300 addresses. The contract allows 5,000, but an item that is changed makes a whole one anew: it says when."""

DIGESTS = Size(200, 100, 800)
"""A part of the list of digests: about 300 files."""


def cut(codes: Iterable[str], size: Size) -> Iterator[tuple[str, int]]:
    """Cut sorted codes into parts: gives the code that begins each part, and its length when it is complete."""
    first, length = "", 0
    for code in codes:
        if length >= size.most or (length >= size.least and zlib.crc32(code.encode()) % size.odds == 0):
            yield first, length
            length = 0
        if not length:
            first = code
        length += 1
    if length:
        yield first, length


class Recut(NamedTuple):
    """What a change does to a list that was cut before: the codes that begin all parts, and those of the stale parts.

    A part is stale when something in it, its bounds or those of a neighbour may have changed.
    """

    firsts: tuple[str, ...]
    stale: tuple[str, ...]


def recut(old: Sequence[str], changed: Iterable[str], codes: Codes, size: Size) -> Recut:
    """Cut a list again after a change, reading only the parts that it touches.

    ``old`` are the sorted codes that began the parts, ``changed`` the codes of items added, removed or changed. The
    firsts equal those of a new cut. With nothing in ``old`` and anything in ``changed`` all is cut.
    """
    firsts, stale = set(old), set[str]()
    waiting = sorted(changed)
    while waiting:
        start = _felt_from(waiting[0], old)
        made, settled = _scan(start, old, waiting, codes, size)
        firsts -= {one for one in old[start:] if not settled or one <= settled}
        firsts |= made
        stale |= made
        waiting = [one for one in waiting if settled and one >= settled]
    return Recut(tuple(sorted(firsts)), tuple(sorted(stale)))


def until(firsts: Sequence[str], first: str) -> str:
    """Give the code that begins the part after the one that begins with ``first``; empty for the last."""
    after = bisect_right(firsts, first)
    return firsts[after] if after < len(firsts) else ""


def _felt_from(changed: str, old: Sequence[str]) -> int:
    """Find the part from which a change is felt: its own, or the one before when it may have been the beginning."""
    at = bisect_right(old, changed) - 1
    return at - 1 if at > 0 and old[at] == changed else max(at, 0)


def _scan(start: int, old: Sequence[str], waiting: Sequence[str], codes: Codes, size: Size) -> tuple[set[str], str]:
    """Cut from an old part on until an old part begins where a new one does and nothing changed in it.

    Gives the firsts of the parts passed, and the one at which all is settled (empty when the end was reached).
    """
    made: set[str] = set()
    known = frozenset(old)
    for first, _ in cut(codes("" if start == 0 else old[start]), size):
        made.add(first)
        if first in known and first > waiting[0] and len(made) > 1:
            inside = next((one for one in waiting if one >= first), "")
            if not inside or _felt_from(inside, old) > bisect_right(old, first) - 1:
                return made, first
    return made, ""
