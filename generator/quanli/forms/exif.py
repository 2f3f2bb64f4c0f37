"""What a camera or a program says of a picture (Exif, CIPA DC-008; TIFF 6.0): who made it, whose camera it was, where it was taken."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from quanli.forms.findings import Finding, author, left, names_person, reaches_person
from quanli.forms.old_properties import decoded

PLACE = left("拍摄地点", "the place where it was taken")
_NAMES = frozenset({0x013B, 0x9C9D, 0xA430})
"""Artist, the author as Windows writes it (XPAuthor), and the camera's owner."""
_REMARKS = frozenset({0x8298, 0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F})
"""Who has the rights, description and comment, and title, comment, keywords and subject as Windows writes them."""
_DETAILS, _GPS, _GPS_PLACES = 0x8769, 0x8825, frozenset({2, 4})
"""Where more is told, where the place is, and its latitude and longitude."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 13: 4}
_TABLES_LIMIT, _ENTRIES_LIMIT, _KEPT = 8, 500, 2000
_ENTRY = 12
_WIDE = range(0x9C9B, 0x9CA0)


def exif_findings(data: bytes) -> Iterator[Finding]:
    """Look for persons and for the place. What is damaged has nothing to tell."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return
    waiting, seen = [(_number(data, 4, order), False)], set[int]()
    while waiting and len(seen) < _TABLES_LIMIT:
        at, placed = waiting.pop(0)
        if at in seen or at + 2 > len(data):
            continue
        seen.add(at)
        count = min(struct.unpack_from(f"{order}H", data, at)[0], _ENTRIES_LIMIT)
        read = set[int]()
        for start in range(at + 2, min(at + 2 + count * _ENTRY, len(data) - _ENTRY + 1), _ENTRY):
            tag, kind, length = struct.unpack_from(f"{order}HHI", data, start)
            if tag in {_DETAILS, _GPS} and not placed:
                waiting.append((_number(data, start + 8, order), tag == _GPS))
            elif placed and tag in _GPS_PLACES:
                yield PLACE
            elif not placed and tag in _NAMES | _REMARKS and tag not in read:
                read.add(tag)
                size = length * _SIZES.get(kind, 1)
                where = start + 8 if size <= 4 else _number(data, start + 8, order)
                words = _words(data[where : where + min(size, _KEPT)], tag)
                if names_person(words) if tag in _NAMES else reaches_person(words):
                    yield author(words)
        if not placed:
            waiting.append((_number(data, at + 2 + count * _ENTRY, order), False))


def _number(data: bytes, at: int, order: str) -> int:
    return int.from_bytes(data[at : at + 4], "little" if order == "<" else "big")


def _words(raw: bytes, tag: int) -> str:
    if tag in _WIDE:
        return raw.decode("utf-16-le", "replace").strip("\0 ")
    return decoded(raw.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").strip(b"\0 ")).strip("\0 ")
