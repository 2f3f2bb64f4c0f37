"""Chinese numerals as statutes write them, to whole numbers and back."""

from __future__ import annotations

import re

NUMERAL = r"(?:[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?[万亿]?|[零〇一二三四五六七八九十百千万亿两]{1,24})"
"""Pattern of a number in a statute: 三十七, 一百零三, 10万, 1.5万, 10,000. Its length has a bound: without one, searching a row of digits takes its length squared."""

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_FIGURES = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_LENGTH = 40
"""Characters of a numeral: those of the largest sums are shorter."""
_ARABIC = re.compile(r"(?P<figures>[0-9]{1,20})(?P<rest>[万亿]{0,4})\Z")


def number_of(text: str) -> int | None:
    """Read a numeral, Chinese or Arabic; nothing when it is none.

    A row of figures without tens (一〇三) is read place by place.
    """
    arabic = _ARABIC.match(text) if text.isascii() or text[:1].isascii() else None
    if arabic:
        value = int(arabic["figures"])
        for myriad in arabic["rest"]:
            value *= _MYRIADS[myriad]
        return value
    if not text or len(text) > _LENGTH or any(char not in _DIGITS and char not in _TENS and char not in _MYRIADS for char in text):
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _read(text)


def _read(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char == "万":
            total += (section + digit or 1) * _MYRIADS[char]
            section = digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def numeral(number: int) -> str:
    """Write a number from 1 to 99,999,999 as a statute does: 10 十, 103 一百零三, 50000 五万."""
    if not 0 < number < 100_000_000:
        raise ValueError(number)
    high, low = divmod(number, 10_000)
    text = _section(high) + "万" if high else ""
    if low:
        text += ("零" if high and low < 1000 else "") + _section(low)
    return text.removeprefix("一") if text.startswith("一十") else text


def _section(number: int) -> str:
    """Write a number from 1 to 9999."""
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure, number = divmod(number, unit)
        if figure:
            text += ("零" if gap and text else "") + _FIGURES[figure] + name
            gap = False
        else:
            gap = True
    return text
