"""The bytes of a file of word lists.

All integers are variable-length, seven bits a byte, lowest first, the high bit set where more follow.

    count of items, then each item's id less the one before it (ids rise; the first less 0)
    count of offices, then the number of each less the one before it; each item's office by its place among these
    each item's category and state, a byte (category × 4 + state); whom it serves and online, a byte (as in the facets)
    count of words, then for each, sorted by word:
        length of the word in UTF-8, the word, how many items have it, count of groups, then for each group:
            impact, count, the items by their place in the list above, each less the one before it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quanli.search.facets import OFFICE_SHIFT, STATE_SHIFT
from quanli.search.hashing import ID_BITS
from quanli.search.postings import TOP, WordList

_ID = (1 << ID_BITS) - 1


def shard(lists: Iterable[WordList], facets_of: Callable[[list[int]], list[int]]) -> bytes:
    """Write a file of word lists; ``facets_of`` gives the facets of items by id."""
    words = sorted(lists, key=lambda one: one.word)
    items = sorted({value & _ID for one in words for value in one.postings})
    place = {item: at for at, item in enumerate(items)}
    out = bytearray()
    _rising(out, items)
    _facets(out, facets_of(items))
    _integers(out, [len(words)])
    for one in words:
        name = one.word.encode()
        _integers(out, [len(name)])
        out += name
        groups: dict[int, list[int]] = {}
        for value in one.postings:
            groups.setdefault(TOP - (value >> ID_BITS), []).append(place[value & _ID])
        _integers(out, [one.holders, len(groups)])
        for impact, places in groups.items():
            out.append(impact)
            _rising(out, places)
    return bytes(out)


def _facets(out: bytearray, packed: list[int]) -> None:
    offices = [value >> OFFICE_SHIFT for value in packed]
    found = sorted(set(offices))
    _rising(out, found)
    place = {office: at for at, office in enumerate(found)}
    _integers(out, [place[office] for office in offices])
    below = (1 << OFFICE_SHIFT) - 1
    out += bytes((value & below) >> STATE_SHIFT for value in packed)
    out += bytes(value & (1 << STATE_SHIFT) - 1 for value in packed)


def _rising(out: bytearray, values: list[int]) -> None:
    _integers(out, [len(values), *(value - before for before, value in zip([0, *values], values, strict=False))])


def _integers(out: bytearray, values: list[int]) -> None:
    if max(values, default=0) < 128:
        out += bytes(values)
        return
    for value in values:
        left = value
        while left > 127:
            out.append(left & 127 | 128)
            left >>= 7
        out.append(left)
