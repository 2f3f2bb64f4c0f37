"""What an old Word file holds besides its text (MS-DOC): fields that fetch, comments, names of those who changed or saved it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from quanli.forms.findings import COMMENTS, NOT_EXAMINED, Finding, author, names_person
from quanli.forms.word_parts import field_findings
from quanli.records.bounds import Allowance

_NARROW = re.compile(rb"\x13([^\x13-\x15]{1,2000})")
_WIDE = re.compile(rb"\x13\0((?:(?![\x13-\x15]\0)..){1,2000})", re.DOTALL)
_COMMENTS, _CHANGED_BY, _SAVED_BY = 4, 51, 71
"""Places in the list of tables (FibRgFcLcb97): comments, revisers, who saved it and where."""
_TABLES = 154
_LOCKED, _SECOND_TABLE = 0x0100, 0x0200


def word_findings(text: bytes, tables: dict[str, bytes], allowed: Allowance) -> Iterator[Finding]:
    """Look into the stream ``WordDocument``; ``tables`` are the streams ``0table`` and ``1table``."""
    (flags,) = struct.unpack_from("<H", text.ljust(12, b"\0"), 10)
    if flags & _LOCKED:
        yield NOT_EXAMINED, {"what_zh": "设有密码", "what_en": "is encrypted"}
        return
    for found in _NARROW.finditer(text):
        yield from field_findings(found[1].decode("latin-1"), allowed)
    for found in _WIDE.finditer(text):
        yield from field_findings(found[1].decode("utf-16-le", "replace"), allowed)
    table = tables.get("1table" if flags & _SECOND_TABLE else "0table", b"")
    if _place(text, _COMMENTS)[1]:
        yield COMMENTS
    for number in (_CHANGED_BY, _SAVED_BY):
        at, size = _place(text, number)
        for name in _strings(table[at : at + size]):
            if names_person(name) and not {"\\", "/"} & set(name):
                yield author(name)


def _place(text: bytes, number: int) -> tuple[int, int]:
    at = _TABLES + 8 * number
    return struct.unpack_from("<II", text, at) if at + 8 <= len(text) else (0, 0)


def _strings(table: bytes) -> Iterator[str]:
    """Read a table of strings (STTB): a mark, their number, and each with its length."""
    try:
        mark, count, extra = struct.unpack_from("<HHH", table)
        at = 6
        for _ in range(count if mark == 0xFFFF else 0):
            (length,) = struct.unpack_from("<H", table, at)
            yield table[at + 2 : at + 2 + 2 * min(length, 255)].decode("utf-16-le", "replace")
            at += 2 + 2 * length + extra
    except struct.error:
        return
