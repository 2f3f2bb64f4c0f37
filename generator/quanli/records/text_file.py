"""A file of the catalogue as text: its size, its encoding, and what is wrong with its characters as such."""

from __future__ import annotations

import re

from quanli.errors import Problem, problem
from quanli.records.characters import has_misleading_characters, identity_cards, misleading_characters

SIZE_LIMIT = 192 * 1024
"""Bytes. A register may be larger: its reader passes its own limit."""
_MARKS = re.compile(r"^(<<<<<<< .*|=======|>>>>>>> .*)$", re.MULTILINE)
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decode(data: bytes, file: str, limit: int = SIZE_LIMIT) -> tuple[str | None, list[Problem]]:
    """Decode a file and look for what is wrong with its text as such."""
    if len(data) > limit:
        return None, [problem("TOO_BIG", file, line=1, column=1, size=len(data), limit=limit)]
    if not data.strip():
        return None, [problem("EMPTY_FILE", file, line=1, column=1)]
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnicodeDecodeError("utf-8", data, 0, 1, "UTF-16")  # noqa: TRY301
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [problem("NOT_UTF8", file, line=line, column=1, encoding=_guess_encoding(data))]
    problems = []
    if has_misleading_characters(text):
        problems += [_at(text, file, *fault) for fault in misleading_characters(text)]
    problems += [_at(text, file, *fault) for fault in identity_cards(text)]
    if "<<<<<<< " in text or ">>>>>>> " in text:
        marks = list(_MARKS.finditer(text))
        if any(mark.group() != "=======" for mark in marks):
            mark = marks[0]
            return None, [*problems, _at(text, file, mark.start(), "CONFLICT_MARKER", {"mark": mark.group()[:7]})]
    return text, problems


def _guess_encoding(data: bytes) -> str:
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "?"
    return "GB18030"


def _at(text: str, file: str, index: int, code: str, args: dict[str, str]) -> Problem:
    line = text.count("\n", 0, index) + 1
    return problem(code, file, line=line, column=index - text.rfind("\n", 0, index), **args)
