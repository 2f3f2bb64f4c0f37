"""What an old workbook holds besides its cells (MS-XLS): macro sheets, other programs' data, comments, hidden sheets, who saved it."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from quanli.forms.findings import (
    COMMENTS,
    MACRO,
    NOT_EXAMINED,
    Finding,
    author,
    hidden,
    leads,
    loads,
    names_person,
)
from quanli.records.bounds import Allowance

_RECORD_LIMIT = 2_000_000
_FILE_LINK = bytes.fromhex("0303000000000000c000000000000046")
_PAGE_LINK = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
"""How the target of a link is written: a file's path, or an address (MS-OSHARED, 2.3.7)."""
_OWN_BOOKS = frozenset({0x0401, 0x3A01})


def records() -> Allowance:
    """Allow the records of one file."""
    return Allowance(_RECORD_LIMIT, f"内容超过 {_RECORD_LIMIT} 条记录", f"holds more than {_RECORD_LIMIT} records")


def workbook_findings(stream: bytes, allowed: Allowance) -> Iterator[Finding]:
    """Go through the records of the stream ``Workbook``."""
    at, end = 0, len(stream)
    while at + 4 <= end:
        allowed.take(1)
        kind, size = struct.unpack_from("<HH", stream, at)
        reader = _READERS.get(kind)
        if reader:
            yield from reader(stream[at + 4 : at + 4 + size])
        at += 4 + size


def _sheet(record: bytes) -> Iterator[Finding]:
    if len(record) < 8:
        return
    if record[5] in {1, 6}:
        yield MACRO, {}
    if record[4] & 3:
        name = _text(record[6:], length=1)[:40]
        yield hidden(f"隐藏的工作表（{name}）", f"a hidden sheet ({name})")


def _book(record: bytes) -> Iterator[Finding]:
    """Find another workbook, or another program's data, on which formulas rest."""
    if len(record) > 4 and int.from_bytes(record[2:4], "little") not in _OWN_BOOKS:
        path = _text(record[2:]).replace("\3", "|")
        if path.strip("\0 "):
            yield loads(path)


def _name(record: bytes) -> Iterator[Finding]:
    """Find a name that runs by itself: built in, and called 1 or 2 (Auto_Open, Auto_Close), or one that is a macro's."""
    if len(record) < 16:
        return
    flags = int.from_bytes(record[:2], "little")
    name = record[15:] if record[14] == 0 else record[15::2]
    automatic = (flags & 0x20 and name[:1] in {b"\1", b"\2"}) or name.lower().startswith((b"auto_open", b"auto_close"))
    if automatic or flags & 0x0E == 0x0E:
        yield MACRO, {}


def _saved_by(record: bytes) -> Iterator[Finding]:
    name = _text(record).strip("\0 ")
    if len(name) * 2 < len(record) and names_person(name):
        yield author(name)


def _link(record: bytes) -> Iterator[Finding]:
    at = record.find(_PAGE_LINK)
    if at >= 0:
        yield from leads(record[at + 20 :].decode("utf-16-le", "replace").partition("\0")[0])
    at = record.find(_FILE_LINK)
    if at >= 0:
        yield from leads("file:" + record[at + 22 :].partition(b"\0")[0].decode("gb18030", "replace"))


def _query(_: bytes) -> Iterator[Finding]:
    yield loads("QUERY")


def _comment(_: bytes) -> Iterator[Finding]:
    yield COMMENTS


def _locked(_: bytes) -> Iterator[Finding]:
    yield NOT_EXAMINED, {"what_zh": "设有密码", "what_en": "is encrypted"}


def _text(record: bytes, length: int = 2) -> str:
    """Read a text: its length, whether a letter takes two bytes, its letters."""
    count = int.from_bytes(record[:length], "little")
    letters = record[length + 1 :]
    if record[length : length + 1] and record[length] & 1:
        return letters[: 2 * count].decode("utf-16-le", "replace")
    return letters[:count].decode("latin-1")


_READERS: Mapping[int, Callable[[bytes], Iterator[Finding]]] = MappingProxyType({
    0x0085: _sheet,
    0x01AE: _book,
    0x0018: _name,
    0x005C: _saved_by,
    0x01B8: _link,
    0x01AD: _query,
    0x0876: _query,
    0x001C: _comment,
    0x002F: _locked,
})
"""Records by their number (2.3.2): BoundSheet8, SupBook, Lbl, WriteAccess, HLink, Qsi, DConn, Note, FilePass."""
