"""Text of a change in Markdown: whatever it says, it stays text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quanli.personal.masking import masked
from quanli.review.marking import Fate, Span

_MARKUP = re.compile(r"([\\`*_{}\[\]|~!])")
_APART = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@\u200b", "#": "#\u200b"})
"""What would be markup, mention an account or refer to an issue even where Markdown takes it for text."""
_LINK = re.compile(r"(?<=[a-z])(?=://|\.)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_MARKS: dict[Fate, str] = {"gone": "~~", "new": "**"}
_NEXT_TO = "\u200b"
"""Markdown takes a mark for none beside punctuation or white space on its inner side: this is neither, and is not seen."""


def harmless(text: str) -> str:
    """Make text harmless in Markdown: no number of a person, no markup, no mention of an account, one line."""
    said = masked(text)
    return _escaped(said, link=_may_link(said))


def _may_link(text: str) -> bool:
    return "://" in text or "www." in text.lower()


def _escaped(text: str, *, link: bool) -> str:
    said = _CONTROL.sub(" ", text)
    if link:
        said = _LINK.sub("\u200b", said)
    return _MARKUP.sub(r"\\\1", said).translate(_APART)


def with_marks(spans: Iterable[Span]) -> str:
    """Write the spans of a text whose numbers of persons are masked: what is gone struck through, what is new in bold, what is left out as dots."""
    parts = list(spans)
    link = _may_link("".join(span.text for span in parts))
    return "".join("……" if span.fate == "left" else _in_marks(_escaped(span.text, link=link), _MARKS.get(span.fate, "")) for span in parts)


def _in_marks(text: str, mark: str) -> str:
    if not mark:
        return text
    first, last = ("" if unicodedata.category(edge)[0] in "LN" else _NEXT_TO for edge in (text[0], text[-1]))
    return f"{mark}{first}{text}{last}{mark}"
