"""The lists of the index as they are kept: every word with every item that has it, in SQLite.

A posting is one integer of 32 bits, ``(15 - impact) << 28 | id``, so that a list sorted as numbers has the best first. A
list is kept in segments of some hundred postings, small enough to lie within a page, so that one item more or less reads
and writes one segment of a word, however common the word is; how many items have it is noted beside. How lists are cut into
segments depends on what happened; what they hold does not.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator

from quanli.frozen import frozen
from quanli.search.hashing import ID_BITS, text_hash
from quanli.search.ranking import cap_of, rounded

SEGMENT = 256
TOP = 15
KINDS = ("n", "c", "p", "b")
TITLES = ("n", "c")
"""The kinds whose words may stand in the body too."""
SCHEMA = """
create table posting (kind, hash, word, start, data, primary key (kind, hash, word, start)) without rowid;
create table word (kind, hash, word, holders, primary key (kind, hash, word)) without rowid;
create table touched (kind, hash, primary key (kind, hash)) without rowid;
create table kept (kind primary key, count) without rowid;
"""


def posting(impact: int, item: int) -> int:
    """Pack a posting."""
    return (TOP - impact) << ID_BITS | item


def impact_of(packed: int) -> int:
    """Give the impact of a posting."""
    return TOP - (packed >> ID_BITS)


def packed_list(data: bytes) -> array[int]:
    """Read a segment: unsigned 32-bit integers, lowest byte first."""
    values = array("I")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def segment_bytes(values: array[int]) -> bytes:
    """Write a segment."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


@frozen
class WordList:
    """A word as it is published: how many items have it (rounded above the cap) and the best of them, best first."""

    word: str
    holders: int
    postings: array[int]


class Postings:
    """The lists of all words."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def change(self, kind: str, word: str, old: int | None, new: int | None) -> None:
        """Replace one posting of a word by another (None: there is none), and note whether its file changes."""
        hash_ = text_hash(word)
        before, cap = self._holders(kind, hash_, word), cap_of(kind, word)
        after = before + (new is not None) - (old is not None)
        seen = False
        if old is not None:
            seen |= self._remove(kind, hash_, word, old) < cap
        if new is not None:
            seen |= self._insert(kind, hash_, word, new) < cap
        if after != before:
            self._note(kind, hash_, word, after)
        if seen or rounded(before, cap) != rounded(after, cap):
            self.touch(kind, hash_)
        grown = min(after, cap) - min(before, cap) + (after > 0) - (before > 0)
        self.count(kind, grown)

    def touch(self, kind: str, hash_: int) -> None:
        """Note that the file of a word changes."""
        self.db.execute("insert or ignore into touched values (?, ?)", (kind, hash_))

    def list_of(self, kind: str, word: str) -> WordList | None:
        """Give a word as it is published."""
        hash_ = text_hash(word)
        return next((found for found in self.lists(kind, hash_, hash_) if found.word == word), None)

    def lists(self, kind: str, first: int, last: int) -> Iterator[WordList]:
        """Give the words whose hashes lie in a range, as they are published, in no order that matters."""
        rows = self.db.execute(
            "select hash, word, holders, data from word join posting using (kind, hash, word)"
            " where kind = ? and hash between ? and ? and start = 0",
            (kind, first, last),
        ).fetchall()
        for hash_, word, holders, data in rows:
            cap = cap_of(kind, word)
            values = packed_list(data)
            if len(values) < min(holders, cap):
                values = array("I")
                for segment in self._segments(kind, hash_, word):
                    values += packed_list(segment)
                    if len(values) >= cap:
                        break
            yield WordList(word, rounded(holders, cap), values[:cap])

    def counted(self, kind: str) -> int:
        """Count what is published of a kind: postings under the caps, and one more a word."""
        found = self.db.execute("select count from kept where kind = ?", (kind,)).fetchone()
        return int(found[0]) if found else 0

    def count(self, kind: str, more: int) -> None:
        """Count so much more."""
        if more:
            self.db.execute("update kept set count = count + ? where kind = ?", (more, kind))

    def _holders(self, kind: str, hash_: int, word: str) -> int:
        """Count the items that have a word."""
        found = self.db.execute(
            "select holders from word where kind = ? and hash = ? and word = ?", (kind, hash_, word)
        ).fetchone()
        return int(found[0]) if found else 0

    def _note(self, kind: str, hash_: int, word: str, holders: int) -> None:
        if holders:
            self.db.execute("insert or replace into word values (?, ?, ?, ?)", (kind, hash_, word, holders))
            return
        for table in ("word", "posting"):
            self.db.execute(
                f"delete from {table} where kind = ? and hash = ? and word = ?",  # noqa: S608 - our own words
                (kind, hash_, word),
            )

    def _segments(self, kind: str, hash_: int, word: str) -> Iterator[bytes]:
        found = self.db.execute(
            "select data from posting where kind = ? and hash = ? and word = ? order by start", (kind, hash_, word)
        )
        return (data for (data,) in found)

    def _at(self, kind: str, hash_: int, word: str, value: int) -> tuple[int, array[int], int]:
        """Give the segment where a posting belongs: its start, its postings, and how many stand before it (up to the cap)."""
        start, data = self.db.execute(
            "select start, data from posting where kind = ? and hash = ? and word = ? and start <= ? order by start desc limit 1",
            (kind, hash_, word, value),
        ).fetchone() or (0, b"")
        before = 0
        if start:
            for (size,) in self.db.execute(
                "select length(data) from posting where kind = ? and hash = ? and word = ? and start < ? order by start",
                (kind, hash_, word, start),
            ):
                before += size // 4
                if before >= cap_of(kind, word):
                    break
        return start, packed_list(data), before

    def _insert(self, kind: str, hash_: int, word: str, value: int) -> int:
        start, values, before = self._at(kind, hash_, word, value)
        at = bisect_left(values, value)
        values.insert(at, value)
        if len(values) >= 2 * SEGMENT:
            self._put(kind, hash_, word, values[SEGMENT], values[SEGMENT:])
            values = values[:SEGMENT]
        self._put(kind, hash_, word, start, values)
        return before + at

    def _remove(self, kind: str, hash_: int, word: str, value: int) -> int:
        start, values, before = self._at(kind, hash_, word, value)
        at = bisect_left(values, value)
        del values[at]
        self._put(kind, hash_, word, start, values)
        return before + at

    def _put(self, kind: str, hash_: int, word: str, start: int, values: array[int]) -> None:
        row = (kind, hash_, word, start, segment_bytes(values))
        self.db.execute("insert or replace into posting values (?, ?, ?, ?, ?)", row)
