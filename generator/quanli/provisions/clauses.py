"""The text of an article to the pieces that its punctuation makes: sentences, clauses between semicolons, chunks between commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.codes.numerals import NUMERAL

_BLANKS = re.compile(r"[\s\u3000\u200b\xa0]+")
_WIDTHS = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    ord(one): other for one, other in zip(":;()％．﹪", "：；（）%.%", strict=True)
}
_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))")
_DIVIDED = re.compile(rf"(?<=以上)，(?={NUMERAL}元以下)")
"""The comma within a range: 一万元以上，五万元以下."""
_BRACKET = re.compile("[《（“]")
_OPEN, _CLOSE = "《（“", "》）”"
_MARKER = re.compile(r"(?:（[零〇一二三四五六七八九十百0-9]{1,5}）|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、])")


def plain(text: str) -> str:
    """Give a text without blanks, its punctuation full and its figures half a character wide, as all reading here expects it."""
    return _DIVIDED.sub("、", _COMMA.sub("，", _BLANKS.sub("", text).translate(_WIDTHS)))


def unmarked(item: str) -> str:
    """Take the number off an item."""
    found = _MARKER.match(item)
    return item[found.end() :] if found else item


def cut(text: str, marks: str) -> Iterator[str]:
    """Cut a text at punctuation marks; within brackets that are closed again it stays whole."""
    if not _BRACKET.search(text):
        yield from filter(None, re.split(f"[{marks}]", text))
        return
    balanced = all(text.count(one) == text.count(other) for one, other in zip(_OPEN, _CLOSE, strict=True))
    depth = start = 0
    for at, char in enumerate(text):
        if char in _OPEN:
            depth += balanced
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and not depth:
            if at > start:
                yield text[start:at]
            start = at + 1
    if len(text) > start:
        yield text[start:]
