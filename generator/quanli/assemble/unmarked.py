"""Prose as plain words, for data whose readers do not know Markdown."""

from __future__ import annotations

import re

_MARKED = re.compile(r"[\[*_`\\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_STRONG = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>-])")


def unmarked(prose: str) -> str:
    """Take links, strong words, code and escapes out of Markdown, and nothing that may be part of what is said: 1~3 万元 stays."""
    if not _MARKED.search(prose):
        return prose
    return _ESCAPED.sub(r"\1", _STRONG.sub(r"\2", _LINK.sub(r"\1", prose)))
