"""How wide text is, counted from its characters: no font is asked, so that no font can move a chart."""

from __future__ import annotations

import functools
import unicodedata
from math import fsum

_SLIM = frozenset("iljtfrI.,:;'|!()[]{}` -/\\\"")
_BROAD = frozenset("mwMW@%&—…")
_NO_START = frozenset("、，。；：？！）》」』】〕”’,.;:?!)]}%％…·/")
_NO_END = frozenset("（《「『【〔“‘([{")


@functools.cache
def em(char: str) -> float:
    """Give a character's width in em, rather too wide than too narrow for any common system font."""
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Cc", "Mn", "Me"}:
        return 0.0
    if char < "\u0250":
        return 0.42 if char in _SLIM else 1.0 if char in _BROAD else 0.76 if char.isupper() else 0.64
    return 1.4 if ord(char) > 0xFFFF and unicodedata.category(char) == "So" else 1.05


def width(text: str, size: float) -> float:
    """Give the width of a line of text."""
    return fsum(map(em, text)) * size  # of floats sum() gives other results from Python 3.12 on


@functools.lru_cache(maxsize=16384)
def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break text into lines of at most this width and about the same length.

    Words and numbers stay whole where they can, no line begins with a closing mark or ends with an opening one.
    """
    plain = " ".join(text.split())
    if width(plain, size) <= room:
        return (plain,)
    pieces = _pieces(plain, size, room)
    lines = _fill(pieces, size, room)
    total = width(text, size)
    if len(lines) > 1:
        longest = max(width(piece, size) for piece in pieces)
        for share in (1.0, 1.1, 1.2, 1.35):
            evener = _fill(pieces, size, min(room, max(total / len(lines) * share, longest)))
            if len(evener) <= len(lines):
                return evener
    return lines


def _fill(pieces: tuple[str, ...], size: float, room: float) -> tuple[str, ...]:
    """Put pieces into lines; a blank at the end of a line takes no room."""
    lines, reach = [""], 0.0
    for piece in pieces:
        if lines[-1] and (reach + fsum(map(em, piece.rstrip()))) * size > room:
            lines.append("")
            reach = 0.0
        added = piece if lines[-1] else piece.lstrip()
        lines[-1] += added
        reach += fsum(map(em, added))
    return tuple([line.rstrip() for line in lines])


def _pieces(text: str, size: float, room: float) -> tuple[str, ...]:
    """Cut text where a line may break; a piece wider than a line is cut anywhere."""
    pieces: list[str] = []
    for char in text:
        joined = pieces and (_glued(pieces[-1][-1], char) or not em(char))
        if joined and width(pieces[-1] + char, size) <= room:
            pieces[-1] += char
        else:
            pieces.append(char)
    return tuple(pieces)


def _glued(before: str, after: str) -> bool:
    latin = before < "\u0250" and after < "\u0250" and before != " "
    return latin or after in _NO_START or before in _NO_END or after == " "
