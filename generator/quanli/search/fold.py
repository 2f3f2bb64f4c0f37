"""Folding: width, case, accents, hidden marks, and Traditional to Simplified characters become one spelling."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

_DROPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Accents that NFKD has taken off their letters, and marks that cannot be seen."""
HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
"""Han characters, as a class of a regular expression."""
BLOCK = 1024
"""Code points a file of the table that browsers fetch when they meet a character that no word has."""
_FIRST, _LAST = 0x3400, 0x9FFF


@functools.cache
def simplified() -> Mapping[int, int]:
    """Give the table Traditional → Simplified, character by character, from OpenCC; no result needs folding again."""
    import opencc  # noqa: PLC0415 - wanted only where text is analysed

    convert = opencc.OpenCC("t2s").convert
    chars = [chr(point) for point in range(_FIRST, _LAST + 1)]
    once = dict(zip(chars, convert("\n".join(chars)).split("\n"), strict=True))
    table = {}
    for char, other in once.items():
        last = other
        while once.get(last, last) != last:
            last = once[last]
        if last != char:
            table[ord(char)] = ord(last)
    return table


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
