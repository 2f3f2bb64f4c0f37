"""Characters that mislead: hidden, reversing, look-alike, damaged. One pass over a file's text finds them all.

Rules: UTS #39 (confusables), UAX #9 (direction marks), the Trojan Source report (CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e0fff"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029"
_LOOKALIKE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_SUSPECT = re.compile(f"[{_BIDI}{_INVISIBLE}{_CONTROL}{_LOOKALIKE}\ufffd\ud800-\udfff]")
_CLASSES = (
    (re.compile(f"[{_BIDI}]"), "BIDI_CHAR"),
    (re.compile(f"[{_INVISIBLE}]"), "INVISIBLE_CHAR"),
    (re.compile(f"[{_CONTROL}]"), "CONTROL_CHAR"),
    (re.compile(f"[{_LOOKALIKE}]"), "COMPAT_CHAR"),
    (re.compile("\ufffd"), "REPLACEMENT_CHAR"),
)
_IDENTITY_CARD = re.compile(  # what stands before the number is looked at after its first digit: four times faster
    r"[1-9](?<![0-9A-Za-z].)\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

Fault = tuple[int, str, dict[str, str]]
"""Where in the text (index), which problem code, and the wording's arguments."""


def misleading_characters(text: str) -> Iterator[Fault]:
    """Find each misleading character of a text."""
    for found in _SUSPECT.finditer(text):
        char = found.group()
        code = next((code for pattern, code in _CLASSES if pattern.match(char)), "BAD_UNICODE")
        yield found.start(), code, _described(char)


def has_misleading_characters(text: str) -> bool:
    """Tell quickly whether a text needs a closer look."""
    return _SUSPECT.search(text) is not None


def identity_cards(text: str) -> Iterator[Fault]:
    """Find identity card numbers whose check digit is right (GB 11643-1999)."""
    for found in _IDENTITY_CARD.finditer(text):
        number = found.group()
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        if "10X98765432"[total % 11] == number[-1].upper():
            yield found.start(), "PII_ID", {"masked": number[:6] + "********" + number[-4:]}


def host_scripts(host: str) -> str:
    """Name the script that a host mixes with Latin letters; empty when it mixes none (UTS #39)."""
    scripts = {unicodedata.name(char, "?").split()[0] for char in host if char.isalpha()}
    others = scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
    return others.pop().capitalize() if "LATIN" in scripts and others else ""


def _described(char: str) -> dict[str, str]:
    plain = unicodedata.normalize("NFKC", char) if not "\ud800" <= char <= "\udfff" else ""
    return {
        "char": f"U+{ord(char):04X}",
        "plain": plain,
        "plain_char": f"U+{ord(plain):04X}" if len(plain) == 1 else "",
    }
