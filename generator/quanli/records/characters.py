"""Characters that mislead: hidden, reversing, look-alike, damaged. One pass over a file's text finds them all.

Rules: UTS #39 (confusables), UAX #9 (direction marks), the Trojan Source report (CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from quanli.errors import Rule
from quanli.personal.signs import BIDI, INVISIBLE, ODD_DIGITS

if TYPE_CHECKING:
    from quanli.personal.numbers import Number

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
    zh="公开内容中有身份证号", en="an identity card number stands in a public text",
    hint_zh="删去，或写成“身份证号略”", hint_en="remove it",
)
PII_MOBILE = Rule(
    "PII_MOBILE", "error",
    zh="公开内容中有手机号", en="a mobile phone number stands in a public text",
    hint_zh="改为办公电话，或写成“手机号略”", hint_en="give the office's telephone, or remove it",
)

PERSONAL = (PII_ID, PII_MOBILE)
"""What is said of numbers that name a person."""
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029"
_LOOKALIKE = "\u2e80-\u2fdf\uf900-\ufaff"
_ASTRAL = "\U0001d7ce-\U0010ffff"
"""All from the first that matters outside the basic plane: each range there costs as much as all within it."""
_UNUSUAL = re.compile(f"[{BIDI}{INVISIBLE}{_CONTROL}{_LOOKALIKE}\ufffd\ud800-\udfff{ODD_DIGITS}{_ASTRAL}]")
_MISLEADING = f"[{BIDI}{INVISIBLE}\U000e0000-\U000e0fff{_CONTROL}{_LOOKALIKE}\U0002f800-\U0002fa1f\ufffd\ud800-\udfff]"
_CLASSES = (
    (re.compile(f"[{BIDI}]"), BIDI_CHAR),
    (re.compile(f"[{INVISIBLE}\U000e0000-\U000e0fff]"), INVISIBLE_CHAR),
    (re.compile(f"[{_CONTROL}]"), CONTROL_CHAR),
    (re.compile(f"[{_LOOKALIKE}\U0002f800-\U0002fa1f]"), COMPAT_CHAR),
    (re.compile("\ufffd"), REPLACEMENT_CHAR),
)

Fault = tuple[int, Rule, dict[str, Any]]
"""Where in the text (index), which rule is broken, and the wording's arguments."""


def misleading_characters(text: str) -> Iterator[Fault]:
    """Find each misleading character of a text."""
    for found in re.finditer(_MISLEADING, text):
        char = found.group()
        rule = next((rule for pattern, rule in _CLASSES if pattern.match(char)), BAD_UNICODE)
        yield found.start(), rule, _described(char)


def has_unusual_characters(text: str) -> bool:
    """Tell quickly whether a text needs a closer look: characters that mislead, or digits that are not those of ASCII."""
    return _UNUSUAL.search(text) is not None


def personal_faults(numbers: Iterable[Number]) -> Iterator[Fault]:
    """Say of numbers that name a person (:func:`quanli.personal.masking.personal_numbers`) that they stand in a text."""
    for number in numbers:
        yield number.start, PII_ID if number.kind == "identity" else PII_MOBILE, {}


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
