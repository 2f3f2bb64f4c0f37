"""Many items at once: their words gathered as numbers and sorted by numpy, thirty times faster than one by one.

A word is a number: two Han characters are their code points side by side, any other word is its place in a table of
strings with the highest bit set. What comes out is, list by list, what adding the items one by one would have made.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quanli.search.document import SearchDocument
from quanli.search.fold import fold_marks, simplified
from quanli.search.hashing import item_id, text_hash
from quanli.search.impacts import MATERIAL, OFTEN, PLACE, title_impacts
from quanli.search.postings import SEGMENT, TOP
from quanli.search.ranking import CAP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

TOGETHER = 200
"""Items whose bodies are read in one go."""
PART = 8_000_000
"""Postings that are sorted at once: about 130 MB."""
_LATIN = re.compile("[a-z0-9]+")
_STRING = 1 << 63
_POINT_BITS = 21


@dataclass
class _Strings:
    """Words that are not pairs of Han characters."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def number(self, word: str) -> int:
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.words) | _STRING
            self.words.append(word)
        return found

    def word(self, number: int) -> str:
        if number & _STRING:
            return self.words[number ^ _STRING]
        first, second = number >> _POINT_BITS, number & (1 << _POINT_BITS) - 1
        return (chr(first) if first else "") + chr(second)


def fill(
    db: sqlite3.Connection, documents: Iterable[SearchDocument], everyday: Callable[[SearchDocument], Iterable[str]]
) -> None:
    """Write the lists of these items into empty tables. No two of them may share an id."""
    strings = _Strings()
    gathered: dict[str, list[tuple[Numbers, Any]]] = {"n": [], "p": [], "b": []}
    for some in _batches(documents):
        for kind, words in _titles(some, everyday, strings).items():
            gathered[kind].append(words)
        gathered["b"].append(_bodies(some, strings))
    for kind, parts in gathered.items():
        kept = 0
        for words in _divided(parts):
            kept += _write(db, kind, *words, strings)
        db.execute("update kept set count = ? where kind = ?", (kept, kind))


def _batches(documents: Iterable[SearchDocument]) -> Iterator[list[SearchDocument]]:
    some: list[SearchDocument] = []
    for document in documents:
        some.append(document)
        if len(some) == TOGETHER:
            yield some
            some = []
    if some:
        yield some


def _titles(
    documents: Sequence[SearchDocument], everyday: Callable[[SearchDocument], Iterable[str]], strings: _Strings
) -> dict[str, tuple[Numbers, Any]]:
    import numpy as np  # noqa: PLC0415

    numbers: dict[str, list[int]] = {"n": [], "p": []}
    postings: dict[str, list[int]] = {"n": [], "p": []}
    for document in documents:
        item = item_id(document.code)
        for kind, impacts in title_impacts(document, everyday(document)).items():
            numbers[kind] += map(strings.number, impacts)
            postings[kind] += [(TOP - impact) << 28 | item for impact in impacts.values()]
    return {
        kind: (np.array(numbers[kind], np.uint64), np.array(postings[kind], np.uint32)) for kind in numbers
    }


def _bodies(documents: Sequence[SearchDocument], strings: _Strings) -> tuple[Numbers, Any]:
    """Give the words of the bodies with the postings, each word once an item."""
    import numpy as np  # noqa: PLC0415

    ids = np.array([item_id(document.code) for document in documents], np.uint32)
    words, owners, times = _counted([document.body for document in documents], strings)
    impacts = np.ones(len(words), np.uint32)
    for least in OFTEN[:-1]:
        impacts += times >= least
    parts = [(words, owners, impacts)]
    for impact, texts in (
        (MATERIAL, [document.materials for document in documents]),
        (PLACE, [document.places for document in documents]),
    ):
        words, owners, _ = _counted(texts, strings)
        parts.append((words, owners, np.full(len(words), impact, np.uint32)))
    words, owners, impacts = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((impacts, words, owners))
    words, owners, impacts = words[order], owners[order], impacts[order]
    last = np.ones(len(words), bool)  # the highest impact of each word of an item stands last
    last[:-1] = (words[1:] != words[:-1]) | (owners[1:] != owners[:-1])
    return words[last], (np.uint32(TOP) - impacts[last]) << np.uint32(28) | ids[owners[last]]


def _counted(texts: Sequence[str], strings: _Strings) -> tuple[Numbers, Any, Any]:
    """Give each word of each text once: word, number of the text, how often."""
    import numpy as np  # noqa: PLC0415

    folded = [fold_marks(text) for text in texts]
    points = np.frombuffer("\n".join([*folded, ""]).encode("utf-32-le", "replace"), np.uint32)
    points = _folding()[points]
    lengths = np.array([len(text) + 1 for text in folded])
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    han = _han()[points]
    wide = points.astype(np.uint64)
    both = han[:-1] & han[1:]
    alone = han.copy()
    alone[1:] &= ~han[:-1]
    alone[:-1] &= ~han[1:]
    latin = [(strings.number(word), at) for at, text in enumerate(folded) for word in _LATIN.findall(text)]
    words = np.concatenate((
        (wide[:-1][both] << np.uint64(_POINT_BITS)) | wide[1:][both],
        wide[alone],
        np.array([number for number, _ in latin], np.uint64),
    ))
    owners = np.concatenate((owner[:-1][both], owner[alone], np.array([at for _, at in latin], np.uint64)))
    order = np.lexsort((words, owners))
    words, owners = words[order], owners[order]
    first = np.ones(len(words), bool)
    first[1:] = (words[1:] != words[:-1]) | (owners[1:] != owners[:-1])
    starts = np.flatnonzero(first)
    return words[first], owners[first], np.diff(np.append(starts, len(words)))


def _divided(parts: list[tuple[Numbers, Any]]) -> Iterator[tuple[Numbers, Any]]:
    """Join the parts, divided by word where there are too many postings to sort at once."""
    import numpy as np  # noqa: PLC0415

    total = sum(len(words) for words, _ in parts)
    pieces = 1 + total // PART
    for piece in range(pieces):
        chosen = [
            (words, postings) if pieces == 1 else (words[mine], postings[mine])
            for words, postings in parts
            for mine in (words % np.uint64(pieces) == piece,)
        ]
        yield (
            np.concatenate([words for words, _ in chosen] or [np.zeros(0, np.uint64)]),
            np.concatenate([postings for _, postings in chosen] or [np.zeros(0, np.uint32)]),
        )


def _write(db: sqlite3.Connection, kind: str, words: Numbers, postings: Any, strings: _Strings) -> int:
    """Write the lists of some words; gives how much of them is published."""
    import numpy as np  # noqa: PLC0415

    unique, place, counts = np.unique(words, return_inverse=True, return_counts=True)
    texts = [strings.word(number) for number in unique.tolist()]
    hashes = [text_hash(text) for text in texts]
    keys = place.astype(np.uint64) << np.uint64(32) | postings
    keys.sort()
    data = keys.astype(np.uint32).astype("<u4").tobytes()
    ends = np.cumsum(counts).tolist()
    starts = [0, *ends]
    db.executemany(
        "insert into posting values (?, ?, ?, ?, ?)",
        (
            (kind, hashes[at], texts[at], _start(data, first, starts[at]), data[4 * first : 4 * min(first + SEGMENT, ends[at])])
            for at in sorted(range(len(texts)), key=lambda at: (hashes[at], texts[at]))
            for first in range(starts[at], ends[at], SEGMENT)
        ),
    )
    return int(np.minimum(counts, CAP[kind]).sum()) + len(texts)


def _start(data: bytes, first: int, begin: int) -> int:
    return 0 if first == begin else int.from_bytes(data[4 * first : 4 * first + 4], "little")


def _folding() -> Any:
    import numpy as np  # noqa: PLC0415

    if "folding" not in _TABLES:
        table = np.arange(0x110000, dtype=np.uint32)
        for point, other in simplified().items():
            table[point] = other
        _TABLES["folding"] = table
    return _TABLES["folding"]


def _han() -> Any:
    import numpy as np  # noqa: PLC0415

    if "han" not in _TABLES:
        table = np.zeros(0x110000, bool)
        table[0x3007] = table[0x3400:0xA000] = table[0x20000:0x40000] = True
        _TABLES["han"] = table
    return _TABLES["han"]


_TABLES: dict[str, Any] = {}
