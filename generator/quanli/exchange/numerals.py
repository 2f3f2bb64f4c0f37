"""Amounts as sheets write them: 20, 53,300, 3.5万, 一百零三; whole numerals are read by :mod:`quanli.codes.numerals`."""

from __future__ import annotations

import re
from decimal import Decimal

from quanli.codes.numerals import number_of

CHINESE = "[零〇一二两三四五六七八九十百千]{1,24}"
NUMBER = rf"(?:\d[\d,，]{{0,24}}(?:\.\d{{1,9}})?|{CHINESE})[百千]?[万亿]?"
"""A pattern for a number in digits or Chinese numerals, with 万 or 亿; digits may be grouped."""

_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def to_number(text: str) -> Decimal | None:
    """Read what :data:`NUMBER` matches; nothing when its characters make no number (十百)."""
    if not text[:1].isdigit():
        whole = number_of(text)
        return None if whole is None else Decimal(whole)
    scale = 1
    while text[-1] in _SCALES:
        scale *= _SCALES[text[-1]]
        text = text[:-1]
    return Decimal(re.sub("[,，]", "", text)) * scale


def plain_number(number: Decimal) -> int | Decimal:
    """Give a whole number as int, so that YAML shows no decimals."""
    return int(number) if number == number.to_integral_value() else number.normalize()
