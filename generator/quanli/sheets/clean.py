"""Cell text made plain: what a typist's sheet hides or doubles is taken away, the words stay."""

from __future__ import annotations

import re
import unicodedata

_CJK = r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·]"
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]",
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_WIDE_BLANK = re.compile(f"(?<={_CJK})[ \\t]*\u3000[ \\t\u3000]*(?={_CJK})")
_BREAK_IN_WORDS = re.compile(f"(?<={_CJK})\n+(?={_CJK})")
_WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_TAG = re.compile(r"<(?=\s*[A-Za-z/!?])")


def clean(text: str) -> str:
    """Take away hidden characters, doubled blanks and empty lines; make full-width digits and letters half-width."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    text = _CONTROL.sub("", _HIDDEN.sub("", text)).translate(_WIDE)
    text = _LOOKALIKE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def one_line(text: str) -> str:
    """Clean a text that is one line: breaks and full-width blanks between Chinese characters are the typist's."""
    text = clean(_WIDE_BLANK.sub("", text))
    return _BLANKS.sub(" ", _BREAK_IN_WORDS.sub("", text).replace("\n", " "))


def close(text: str) -> str:
    """Write amounts as sheets hold them, without the blanks that set them off on a page: 20个工作日."""
    return text.replace(" ", "")


def prose(text: str) -> str:
    """Clean a text that becomes Markdown: what looks like a tag stays text."""
    return _TAG.sub("&lt;", clean(text))


def key_of(text: str) -> str:
    """Give the form in which names and headings are compared: compatible characters, no blanks, small letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", clean(text))).lower()


def says_nothing(text: str) -> bool:
    """Tell whether a cell holds only a filler."""
    return key_of(text) in _FILLERS


_FILLERS = frozenset({"无", "/", "\\", "-", "—", "--", "——", "－", "略", "详见附件", "见附件", "未分类", "暂无", "n/a", "na", "null", "none"})
