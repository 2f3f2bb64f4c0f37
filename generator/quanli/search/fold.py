"""Folding: width, case, accents, hidden marks, and Traditional to Simplified characters become one spelling."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_DROPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Accents that NFKD has taken off their letters, and marks that cannot be seen."""
HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
"""Han characters, as a class of a regular expression."""
BLOCK = 1024
"""Code points a file of the table that browsers fetch when they meet a character that no word has."""


@functools.cache
def table(name: str) -> str:
    """Read a table of this package: drawn from OpenCC or pypinyin, which take far more time and memory to load."""
    return (Path(__file__).parent / "tables" / f"{name}.txt").read_text(encoding="utf-8")


@functools.cache
def simplified() -> Mapping[int, int]:
    """Give the table Traditional → Simplified, character by character, from OpenCC; no result needs folding again."""
    pairs = table("simplified").replace("\n", "")
    return dict(zip(map(ord, pairs[::2]), map(ord, pairs[1::2]), strict=True))


def fold_marks(text: str) -> str:
    """Fold everything but the script: the part that works on letters and marks."""
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text).lower())


def fold(text: str) -> str:
    """Fold a text."""
    return fold_marks(text).translate(simplified())


def fold_blocks() -> Mapping[int, str]:
    """Cut the table by the Traditional character's code point; a block is pairs, ``積积繳缴…``."""
    blocks: dict[int, list[str]] = {}
    for point, other in simplified().items():
        blocks.setdefault(point // BLOCK, []).append(chr(point) + chr(other))
    return {block: "".join(pairs) for block, pairs in blocks.items()}
