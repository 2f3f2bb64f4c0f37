"""What a power is called where it is held against a list: its name and national code in one spelling, and how alike names are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from quanli.catalogue.row import PowerRow
from quanli.codes.national_code import parse_national_code

_FOLDED = re.compile(r"[\s“”\"「」『』‘’'《》〈〉]+")
_NATIONAL = 31
"""Characters of a national code that name the power; what follows names a handling item."""


def plain_name(name: str) -> str:
    """Fold a name: width of characters, blanks, quotation marks and brackets of titles."""
    return _FOLDED.sub("", unicodedata.normalize("NFKC", name)).lower()


def basic_code(national_code: str) -> str:
    """Give the twelve characters that the central directory names a power by; empty where there are none."""
    parsed = parse_national_code(national_code) if national_code else None
    return parsed.basic_code if parsed else ""


def calls_of(row: PowerRow) -> Iterator[str]:
    """Give the keys by which a power is found in a list: ``name:…``, ``national:…``, ``basic:…``."""
    yield f"name:{plain_name(row.name)}"
    if row.national_code:
        yield f"national:{row.national_code[:_NATIONAL]}"
        basic = basic_code(row.national_code)
        if basic:
            yield f"basic:{basic}"


def likeness(first: str, second: str) -> float:
    """Tell how alike two names are, by the pairs of characters that they share: 0 (nothing) to 1 (the same)."""
    a, b = _pairs(plain_name(first)), _pairs(plain_name(second))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
