"""What spellings of characters stand for: entities, escapes of YAML, percents of addresses, and tags that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int]
"""Where a character stands in a text: its first index, and the one after its last."""
_SPELT = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});?|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n[ \t]*|.)|</?[A-Za-z][^<>]{0,60}>")


def as_meant(text: str) -> tuple[str, list[Span]]:
    """Read entities, escapes, percents and tags as what they stand for; each character with its place in the text."""
    import html  # noqa: PLC0415 - few texts have any of these

    parts: list[str] = []
    places: list[Span] = []
    done = 0
    for found in _SPELT.finditer(text):
        parts.append(text[done : found.start()])
        places += [(at, at + 1) for at in range(done, found.start())]
        for char, start, end in _meant(found, html.unescape):
            parts.append(char)
            places.append((found.start() + start, found.start() + end))
        done = found.end()
    parts.append(text[done:])
    places += [(at, at + 1) for at in range(done, len(text))]
    return "".join(parts), places


def _meant(found: re.Match[str], unescape: Callable[[str], str]) -> Iterator[tuple[str, int, int]]:
    """Give each character that a spelling stands for, and its place in the spelling."""
    spelt = found[0]
    if spelt[0] == "%":
        read, at = bytes.fromhex(spelt.replace("%", "")).decode("utf-8", "replace"), 0
        for char in read:
            size = 3 * (1 if char == "\ufffd" else len(char.encode()))
            yield char, at, at + size
            at += size
    elif spelt[0] == "&":
        read = unescape(spelt)
        yield (read if len(read) == 1 else "?"), 0, len(spelt)
    elif spelt[0] == "\\" and len(spelt) > 2 and spelt[1] in "xuU":
        code = int(spelt[2:], 16)  # noqa: FURB166 - U is no prefix that int knows
        yield (chr(code) if code < 0x110000 else "?"), 0, len(spelt)
    elif spelt[0] == "\\" and spelt[1] != "\n":
        yield (" " if spelt[1] in "ntr_NLP0abefv" else spelt[1]), 0, len(spelt)
