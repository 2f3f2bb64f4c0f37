"""The lists of the index as they are kept: every word with every item that has it, in SQLite.

A posting is one integer of 32 bits, ``(15 - impact) << 28 | id``, so that a list sorted as numbers has the best first. A
list is kept in segments of about a thousand postings, so that one item more or less reads and writes one segment of a
word, however common the word is. How lists are cut into segments depends on what happened; what they hold does not.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator

from quanli.frozen import frozen
from quanli.search.hashing import ID_BITS, text_hash
from quanli.search.ranking import CAP, rounded

SEGMENT = 1024
TOP = 15
KINDS = ("n", "p", "b")
SCHEMA = """
create table posting (kind, hash, word, start, data, primary key (kind, hash, word, start)) without rowid;
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
        before, cap = self.holders(kind, hash_, word), CAP[kind]
        seen = False
        if old is not None:
            seen |= self._remove(kind, hash_, word, old) < cap
        if new is not None:
            seen |= self._insert(kind, hash_, word, new) < cap
        after = before + (new is not None) - (old is not None)
        if seen or rounded(before, cap) != rounded(after, cap):
            self.touch(kind, hash_)
        grown = min(after, cap) - min(before, cap) + (after > 0) - (before > 0)
        self.count(kind, grown)

    def touch(self, kind: str, hash_: int) -> None:
        """Note that the file of a word changes."""
        self.db.execute("insert or ignore into touched values (?, ?)", (kind, hash_))

    def holders(self, kind: str, hash_: int, word: str) -> int:
        """Count the items that have a word."""
        (size,) = self.db.execute(
            "select sum(length(data)) from posting where kind = ? and hash = ? and word = ?", (kind, hash_, word)
        ).fetchone()
        return (size or 0) // 4

    def list_of(self, kind: str, word: str) -> WordList | None:
        """Give a word as it is published."""
        hash_ = text_hash(word)
        return next((found for found in self.lists(kind, hash_, hash_) if found.word == word), None)

    def lists(self, kind: str, first: int, last: int) -> Iterator[WordList]:
        """Give the words whose hashes lie in a range, as they are published, in no order that matters."""
        cap = CAP[kind]
        rows = self.db.execute(
            "select hash, word, start, length(data), case when start = 0 then data end from posting"
            " where kind = ? and hash between ? and ? order by hash, word, start",
            (kind, first, last),
        ).fetchall()
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and rows[end][1] == rows[at][1]:
                end += 1
            holders = sum(row[3] for row in rows[at:end]) // 4
            values = array("I")
            for hash_, word, start, _, data in rows[at:end]:
                values += packed_list(self._segment(kind, hash_, word, start) if data is None else data)
                if len(values) >= cap:
                    break
            yield WordList(rows[at][1], rounded(holders, cap), values[:cap])
            at = end

    def kept(self, kind: str) -> int:
        """Count what is published of a kind: postings under the caps, and one more a word."""
        found = self.db.execute("select count from kept where kind = ?", (kind,)).fetchone()
        return int(found[0]) if found else 0

    def count(self, kind: str, more: int) -> None:
        """Count so much more."""
        if more:
            self.db.execute("update kept set count = count + ? where kind = ?", (more, kind))

    def _segment(self, kind: str, hash_: int, word: str, start: int) -> bytes:
        key = (kind, hash_, word, start)
        (data,) = self.db.execute(
            "select data from posting where kind = ? and hash = ? and word = ? and start = ?", key
        ).fetchone()
        return bytes(data)

    def _at(self, kind: str, hash_: int, word: str, value: int) -> tuple[int, array[int], int]:
        """Give the segment where a posting belongs: its start, its postings, and how many stand before it (up to the cap)."""
        start, data = self.db.execute(
            "select start, data from posting where kind = ? and hash = ? and word = ? and start <= ? order by start desc limit 1",
            (kind, hash_, word, value),
        ).fetchone() or (0, b"")
        before = 0
        if start:
            (size,) = self.db.execute(
                "select sum(length(data)) from posting where kind = ? and hash = ? and word = ? and start < ?",
                (kind, hash_, word, start),
            ).fetchone()
            before = size // 4
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
        if not values and not self.holders(kind, hash_, word):
            self.db.execute("delete from posting where kind = ? and hash = ? and word = ?", (kind, hash_, word))
        return before + at

    def _put(self, kind: str, hash_: int, word: str, start: int, values: array[int]) -> None:
        row = (kind, hash_, word, start, segment_bytes(values))
        self.db.execute("insert or replace into posting values (?, ?, ?, ?, ?)", row)
