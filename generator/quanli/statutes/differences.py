"""Two texts of a provision, word by word: what stayed, what was struck out, what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from quanli.frozen import frozen
from quanli.statutes.text import normalised

Kind = Literal["same", "gone", "new"]
_TOKEN = re.compile(r"(?:[〇零一二三四五六七八九十百千万亿0-9.]+|[A-Za-z]+|\S)\s*|\s+")
_PHRASE = re.compile(r"[^，。；：、,;:\n]*[，。；：、,;:\n]*\s*")
_ISLAND = 2
"""Characters: what stayed between two changes and is no longer belongs to them, or the eye jumps from sign to sign."""


@frozen
class Piece:
    """A run of words."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Give the newer text with what was struck out of the older one; numbers are words, other signs a word each.

    Prints of the same words are the same: what differs in width, quotation marks or blanks is given as the newer text has it.
    """
    pieces = list[Piece]()
    old, new = _PHRASE.findall(before)[:-1], _PHRASE.findall(after)[:-1]
    for same, gone, put in _runs(old, new):
        if same:
            pieces.append(Piece("same", "".join(put)))
        else:
            pieces += _within("".join(gone), "".join(put))
    return tuple(_joined(_without_islands(list(_joined(pieces)))))


def _within(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    for same, gone, put in _runs(old, new):
        if same:
            yield Piece("same", "".join(put))
        else:
            yield from _pieces("".join(gone), "".join(put))


def _pieces(gone: str, put: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if put:
        yield Piece("new", put)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    folded = [normalised(one) for one in old], [normalised(one) for one in new]
    for tag, a, b, c, d in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        yield tag == "equal", old[a:b], new[c:d]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put runs of one kind together, what was struck out before what was put in."""
    run: dict[Kind, str] = {"same": "", "gone": "", "new": ""}
    for piece in pieces:
        if (piece.kind == "same") == bool(run["gone"] or run["new"]):
            yield from _flushed(run)
        run[piece.kind] += piece.text
    yield from _flushed(run)


def _flushed(run: dict[Kind, str]) -> Iterator[Piece]:
    for kind, text in run.items():
        if text:
            yield Piece(kind, text)
            run[kind] = ""


def _without_islands(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Count a short word that stayed among what changed where words were both struck out and put in around it."""
    for at, piece in enumerate(pieces):
        around = {one.kind for one in (*pieces[max(0, at - 2) : at], *pieces[at + 1 : at + 3])}
        inner = 0 < at < len(pieces) - 1 and len(piece.text.strip()) < _ISLAND
        if piece.kind == "same" and inner and {"gone", "new"} <= around:
            yield from (Piece("gone", piece.text), Piece("new", piece.text))
        else:
            yield piece
