"""Cells that a spreadsheet would run as a formula: written with an apostrophe before them, read back without."""

from __future__ import annotations

import re

_RUNS = re.compile("'*[=+\\-@\t\r\0＝＋－＠]")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that begins like a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def bare(text: str) -> str:
    """Take off the apostrophe that :func:`guarded` put."""
    return text[1:] if text[:1] == "'" and _RUNS.match(text[1:]) else text
