"""The bytes of a file of word lists.

All integers are variable-length, seven bits a byte, lowest first, the high bit set where more follow.

    count of items, then each item's id less the one before it (ids rise; the first less 0)
    each item's facets, four bytes, lowest first: first all lowest bytes, then all second bytes, …
    count of words, then for each, sorted by word:
        length of the word in UTF-8, the word, how many items have it, count of groups, then for each group:
            impact, count, the items by their place in the list above, each less the one before it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quanli.search.hashing import ID_BITS
from quanli.search.postings import TOP, WordList

_ID = (1 << ID_BITS) - 1


def shard(lists: Iterable[WordList], facets_of: Callable[[list[int]], list[int]]) -> bytes:
    """Write a file of word lists; ``facets_of`` gives the facets of items by id."""
    words = sorted(lists, key=lambda one: one.word)
    items = sorted({value & _ID for one in words for value in one.postings})
    place = {item: at for at, item in enumerate(items)}
    out = bytearray()
    _counted(out, items)
    packed = facets_of(items)
    for shift in (0, 8, 16, 24):
        out += bytes(value >> shift & 255 for value in packed)
    _integer(out, len(words))
    for one in words:
        name = one.word.encode()
        _integer(out, len(name))
        out += name
        _integer(out, one.holders)
        groups: dict[int, list[int]] = {}
        for value in one.postings:
            groups.setdefault(TOP - (value >> ID_BITS), []).append(place[value & _ID])
        _integer(out, len(groups))
        for impact, places in groups.items():
            _integer(out, impact)
            _counted(out, places)
    return bytes(out)


def _counted(out: bytearray, rising: list[int]) -> None:
    _integer(out, len(rising))
    before = 0
    for value in rising:
        _integer(out, value - before)
        before = value


def _integer(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
