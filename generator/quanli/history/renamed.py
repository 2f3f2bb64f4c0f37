"""A code that vanishes while another appears in the same commit with nearly the same text: the item was given a new code.

Codes never change once published, but they did before the catalogue was kept here, and misprints are corrected. git's
own rename detection is not asked: it would compare every file of every commit.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from quanli.git.objects import Objects
from quanli.history.passages import passages_of

_ALIKE = 0.5
"""The share of passages that two files must have in common. The code's own passage always differs."""
_COMMON = 20
"""A passage that stands in more vanished files than this does not tell them apart."""


class File(NamedTuple):
    """An item's file and its content."""

    path: str
    blob: str


def find_renamed(cursor: sqlite3.Cursor, since: int, objects: Objects) -> None:
    """Write down which item continues which, for the commits after position ``since``."""
    rows = cursor.connection.execute(
        "select position, code, file, before, after from entry where position > ? and not silent"
        " and (before = '' or after = '') order by position, code, file",
        (since,),
    )
    for position, group in itertools.groupby(rows, itemgetter(0)):
        gone: dict[str, File] = {}
        came: dict[str, File] = {}
        for _, code, file, before, after in group:
            (came if after else gone)[code] = File(file, after or before)
        moved = gone.keys() & came.keys()
        lost = {code: file for code, file in gone.items() if code not in moved}
        new = {code: file for code, file in came.items() if code not in moved}
        if lost and new:
            cursor.executemany(
                "insert or replace into renamed values (?, ?, ?, ?, ?)",
                [(code, position, old, *lost[old]) for code, old in pairs(lost, new, objects)],
            )


def pairs(lost: Mapping[str, File], new: Mapping[str, File], objects: Objects) -> Iterator[tuple[str, str]]:
    """Match each new code with the old one that it differs from in letter case alone, else with the likest text."""
    texts = dict(zip(lost, map(_passages, objects.read(file.blob for file in lost.values())), strict=True))
    having = defaultdict(list)
    for code, passages in texts.items():
        for passage in passages:
            having[passage].append(code)
    folded = {code.lower(): code for code in lost}
    free = set(lost)
    for code, passages in zip(new, map(_passages, objects.read(f.blob for f in new.values())), strict=True):
        shared = Counter(
            old for passage in passages if len(having[passage]) <= _COMMON for old in having[passage] if old in free
        )
        best = folded.get(code.lower()) or max(sorted(shared), key=shared.__getitem__, default="")
        if best in free and (best.lower() == code.lower() or _alike(passages, texts[best])):
            free.remove(best)
            yield code, best


def _passages(data: bytes | None) -> frozenset[bytes]:
    return passages_of(data or b"")


def _alike(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    return len(one & other) >= _ALIKE * max(len(one), len(other), 1)
