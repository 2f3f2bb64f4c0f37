"""A look into the old binary Office files (MS-CFB): macros, objects, and who is named."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from quanli.forms.findings import MACRO, Finding, author, embedded, names_person

_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros")
_OBJECTS = ("ObjectPool", "\x01Ole10Native", "\x01CompObjStream")
_SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""FMTID of the summary information (MS-OLEPS, 3.1.2)."""
_AUTHOR, _LAST_AUTHOR = 4, 8
_ENCODINGS = ("utf-8", "gb18030")


def compound_findings(data: bytes, _suffix: str) -> Iterator[Finding]:
    """Look at the names of the directory, and at the summary's author and last author.

    A directory entry holds its name as UTF-16 in 64 bytes of its own, so that names are found without following
    the sectors; the summary is read where it lies in one piece, as Office writes it.
    """
    if any(_named(name) in data for name in _MACROS):
        yield MACRO, {}
    if any(_named(name) in data for name in _OBJECTS):
        yield embedded("对象", "an embedded object")
    person = next(filter(names_person, _authors(data)), None)
    if person:
        yield author(person)


def _named(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _authors(data: bytes) -> Iterator[str]:
    """Read the property set: a count, pairs of id and offset, and at each offset type, size and text."""
    header = data.find(_SUMMARY)
    if header < 0:
        return
    try:
        (offset,) = struct.unpack_from("<I", data, header + 16)
        start = header - 28 + offset
        (count,) = struct.unpack_from("<I", data, start + 4)
        for i in range(min(count, 64)):
            number, at = struct.unpack_from("<II", data, start + 8 + 8 * i)
            if number in {_AUTHOR, _LAST_AUTHOR}:
                _, size = struct.unpack_from("<II", data, start + at)
                yield _decoded(data[start + at + 8 : start + at + 8 + min(size, 512)].rstrip(b"\0"))
    except struct.error:
        return


def _decoded(text: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return text.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text.decode("latin-1")
