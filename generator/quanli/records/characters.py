"""Characters that mislead: hidden, reversing, look-alike, damaged. One pass over a file's text finds them all.

Rules: UTS #39 (confusables), UAX #9 (direction marks), the Trojan Source report (CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from quanli.errors import Rule

BAD_UNICODE = Rule(
    "BAD_UNICODE", "error",
    zh="有残缺的字符 {char}", en="broken character {char}",
    hint_zh="重新输入这个字", hint_en="type the character again",
)
INVISIBLE_CHAR = Rule(
    "INVISIBLE_CHAR", "error",
    zh="有看不见的字符 {char}", en="invisible character {char}",
    hint_zh="删去它，必要时重新输入这一段", hint_en="delete it; retype the passage if need be",
)
BIDI_CHAR = Rule(
    "BIDI_CHAR", "error",
    zh="有改变文字方向的隐藏字符 {char}", en="hidden direction mark {char}",
    hint_zh="删去它：它会让人看到的与存下的不同",
    hint_en="delete it: it makes what is seen differ from what is stored",
)
CONTROL_CHAR = Rule(
    "CONTROL_CHAR", "error",
    zh="有控制字符 {char}", en="control character {char}",
    hint_zh="删去它", hint_en="delete it",
)
COMPAT_CHAR = Rule(
    "COMPAT_CHAR", "error",
    zh="{char} 只是看起来像“{plain}”（{plain_char}）", en='{char} only looks like "{plain}" ({plain_char})',
    hint_zh="改写为“{plain}”；这类字多来自 PDF 复制",
    hint_en='write "{plain}"; such characters come from copying out of a PDF',
)
REPLACEMENT_CHAR = Rule(
    "REPLACEMENT_CHAR", "error",
    zh="有 U+FFFD：文字在转换时损坏", en="U+FFFD: the text was damaged by a conversion",
    hint_zh="对照原文补上", hint_en="restore it from the original",
)
PII_ID = Rule(
    "PII_ID", "error",
    zh="公开内容中有身份证号 {masked}", en="an identity card number ({masked}) stands in a public field",
    hint_zh="删去，或写成“身份证号略”", hint_en="remove it",
)

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e0fff"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029"
_LOOKALIKE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_SUSPECT = re.compile(f"[{_BIDI}{_INVISIBLE}{_CONTROL}{_LOOKALIKE}\ufffd\ud800-\udfff]")
_CLASSES = (
    (re.compile(f"[{_BIDI}]"), BIDI_CHAR),
    (re.compile(f"[{_INVISIBLE}]"), INVISIBLE_CHAR),
    (re.compile(f"[{_CONTROL}]"), CONTROL_CHAR),
    (re.compile(f"[{_LOOKALIKE}]"), COMPAT_CHAR),
    (re.compile("\ufffd"), REPLACEMENT_CHAR),
)
_IDENTITY_CARD = re.compile(  # what stands before the number is looked at after its first digit: four times faster
    r"[1-9](?<![0-9A-Za-z].)\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

Fault = tuple[int, Rule, dict[str, Any]]
"""Where in the text (index), which rule is broken, and the wording's arguments."""


def misleading_characters(text: str) -> Iterator[Fault]:
    """Find each misleading character of a text."""
    for found in _SUSPECT.finditer(text):
        char = found.group()
        rule = next((rule for pattern, rule in _CLASSES if pattern.match(char)), BAD_UNICODE)
        yield found.start(), rule, _described(char)


def has_misleading_characters(text: str) -> bool:
    """Tell quickly whether a text needs a closer look."""
    return _SUSPECT.search(text) is not None


def identity_cards(text: str) -> Iterator[Fault]:
    """Find identity card numbers whose check digit is right (GB 11643-1999)."""
    for found in _IDENTITY_CARD.finditer(text):
        number = found.group()
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        if "10X98765432"[total % 11] == number[-1].upper():
            yield found.start(), PII_ID, {"masked": number[:6] + "********" + number[-4:]}


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
