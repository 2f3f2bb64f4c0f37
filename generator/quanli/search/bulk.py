"""Many items at once: the lists of some after others spilled beside the index, then merged part by part.

A part is a range of hashes, so that what is in memory at a time does not grow with the catalogue, and rows come in the order
in which the table keeps them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np

from quanli.search.document import SearchDocument
from quanli.search.gather import Integers, Item, WordLists, gathered, word_hashes
from quanli.search.hashing import HASH_BITS
from quanli.search.postings import KINDS, SEGMENT
from quanli.search.ranking import cap_of

CHARACTERS = 150_000
"""Characters of the items whose words are gathered in one go: about 12 MB."""
PART_BITS = 6
PART = 200_000
"""Postings that are merged at once: about 5 MB. A part with more is merged in pieces."""
_SCHEMA = """
pragma spilled.journal_mode = off; pragma spilled.synchronous = off;
create table spilled.run (kind, part, number, words, counts, postings, primary key (kind, part, number)) without rowid;
"""


def fill(
    db: sqlite3.Connection, items: Iterable[Item], everyday: Callable[[SearchDocument], Iterable[str]]
) -> None:
    """Write the lists of items, whose ids rise, into the empty table."""
    with _spilled(db):
        for number, some in enumerate(_batches(items)):
            for lists in gathered(some, everyday):
                _spill(db, number, lists)
        for kind in KINDS:
            kept = sum(_merge(db, kind, part) for part in range(1 << PART_BITS))
            db.execute("update kept set count = ? where kind = ?", (kept, kind))


@contextmanager
def _spilled(db: sqlite3.Connection) -> Iterator[None]:
    """Have a file for what is gathered beside the index as long as it is needed."""
    db.commit()
    ((_, _, main),) = db.execute("pragma database_list")
    file = Path(f"{main}.spilled")
    file.unlink(missing_ok=True)
    db.execute("attach ? as spilled", (str(file),))
    db.executescript(_SCHEMA)
    yield
    db.commit()
    db.execute("detach spilled")
    file.unlink()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut the items into batches, none between two that share an id."""
    some: list[Item] = []
    size = 0
    for item, document in items:
        if size >= CHARACTERS and item != some[-1][0]:
            yield some
            some, size = [], 0
        some.append((item, document))
        size += len(document.body) + len(document.materials) + len(document.name)
    if some:
        yield some


def _spill(db: sqlite3.Connection, number: int, lists: WordLists) -> None:
    """Write the lists of a batch, cut at the parts' borders."""
    borders = np.arange(1, 1 << PART_BITS, dtype=np.uint32) << np.uint32(HASH_BITS - PART_BITS)
    cuts = [0, *np.searchsorted(lists.hashes, borders).tolist(), len(lists.words)]
    ends = np.cumsum(lists.counts).tolist()
    counts, postings = lists.counts.astype("<u4"), lists.postings
    rows = (
        (
            lists.kind,
            part,
            number,
            "\n".join(lists.words[first:last]),
            counts[first:last].tobytes(),
            postings[ends[first - 1] if first else 0 : ends[last - 1]].tobytes(),
        )
        for part, (first, last) in enumerate(pairwise(cuts))
        if first < last
    )
    db.executemany("insert into spilled.run values (?, ?, ?, ?, ?, ?)", rows)


def _merge(db: sqlite3.Connection, kind: str, part: int) -> int:
    """Write the lists of a part; gives how much of them is published."""
    size: int
    (size,) = db.execute(
        "select coalesce(sum(length(postings)), 0) / 4 from spilled.run where kind = ? and part = ?", (kind, part)
    ).fetchone()
    pieces = 1 + size // PART
    return sum(_write(db, kind, *_joined(db, kind, part, piece, pieces)) for piece in range(pieces if size else 0))


def _joined(db: sqlite3.Connection, kind: str, part: int, piece: int, pieces: int) -> tuple[list[str], Integers, Integers]:
    """Join what the batches have of a part: words, how many postings each has, and these, word after word, sorted."""
    place: dict[str, int] = {}
    keys = []
    for joined, counted, data in db.execute(
        "select words, counts, postings from spilled.run where kind = ? and part = ? order by number", (kind, part)
    ):
        words: list[str] = joined.split("\n")
        counts, postings = np.frombuffer(counted, "<u4"), np.frombuffer(data, "<u4")
        if pieces > 1:
            mine = word_hashes(words) % np.uint32(pieces) == piece
            words = [words[at] for at in np.flatnonzero(mine).tolist()]
            counts, postings = counts[mine], postings[np.repeat(mine, counts)]
        places = np.array([place.setdefault(word, len(place)) for word in words], np.uint64)
        keys.append(np.repeat(places, counts) << np.uint64(32) | postings)
    merged = np.concatenate(keys)
    del keys
    merged.sort()
    counts = np.bincount((merged >> np.uint64(32)).astype(np.int64), minlength=len(place))
    return list(place), counts.astype(np.uint32), merged.astype("<u4")


def _write(db: sqlite3.Connection, kind: str, words: list[str], counts: Integers, postings: Integers) -> int:
    hashes = word_hashes(words).tolist()
    sizes: list[int] = counts.tolist()
    ends = np.cumsum(counts).tolist()
    starts = [0, *ends]
    data = postings.tobytes()
    order = sorted(range(len(words)), key=lambda at: (hashes[at], words[at]))
    db.executemany("insert into word values (?, ?, ?, ?)", ((kind, hashes[at], words[at], sizes[at]) for at in order))
    db.executemany(
        "insert into posting values (?, ?, ?, ?, ?)",
        (
            (kind, hashes[at], words[at], _start(data, first, starts[at]), data[4 * first : 4 * min(first + SEGMENT, ends[at])])
            for at in order
            for first in range(starts[at], ends[at], SEGMENT)
        ),
    )
    return len(words) + sum(min(size, cap_of(kind, word)) for word, size in zip(words, sizes, strict=True))


def _start(data: bytes, first: int, begin: int) -> int:
    return 0 if first == begin else int.from_bytes(data[4 * first : 4 * first + 4], "little")
