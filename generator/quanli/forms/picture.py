"""A look into pictures, PNG (ISO/IEC 15948) and JPEG (ISO/IEC 10918-1): who is named, where it was taken, what stands behind its end.

A camera writes its owner and the place into a photograph, a scanner the name of its user. A picture is as long as its parts
say; behind its last one another file may begin, which other programs open.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from itertools import islice

from quanli.forms.exif import PLACE, exif_findings
from quanli.forms.findings import TYPE_MISMATCH, Finding, author, names_person, reaches_person
from quanli.forms.portable_metadata import persons
from quanli.records.bounds import MEGABYTE, DamagedError, UnreadableError, unpacking

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_TEXT_LIMIT, _PARTS_LIMIT = MEGABYTE, 50_000
"""Bytes that all texts of a picture unpack to, and parts that it has."""
_PERSONS = frozenset({"Author", "Artist", "Creator", "Owner", "Contact"})
"""Keywords of texts of a PNG that name who made it; the first is the standard's (11.3.3.2)."""
_RAW = re.compile(rb"\s*\w+\s+\d+\s+([0-9a-fA-F\s]+)\Z")
"""Metadata that ImageMagick keeps in a text of a PNG, in digits."""
_MOST, _KEPT = 20, 200
"""By-lines of one block that are read, and bytes of each."""
_BLANK = b"\0\t\n\r "
_SCAN = re.compile(rb"\xff[^\0\xd0-\xd7\xff]")
"""What ends the picture's own bytes in a JPEG: a mark that neither stands for a byte nor starts them again."""
_END, _START, _FILLED = 0xD9, 0xDA, 0xFF
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/x"
_IPTC = re.compile(rb"\x1c\x02([\x50\x7a\x76])([\0-\x7f].)", re.DOTALL)
"""By-line, writer and contact of the press's metadata (IPTC-IIM 4.2, 2:80, 2:122, 2:118), and how long the text is."""


def picture_findings(data: bytes, _suffix: str) -> Iterator[Finding]:
    """Look for persons and places, and for another file behind the picture's end."""
    end = yield from _png(data) if data.startswith(PNG) else _jpeg(data)
    if data[end:].strip(_BLANK):
        yield TYPE_MISMATCH, {}


def told_in(data: bytes) -> Iterator[Finding]:
    """Look for persons and places in a picture of another file, which shows as much of it as there is."""
    try:
        yield from (finding for finding in picture_findings(data, "") if finding[0] is not TYPE_MISMATCH)
    except DamagedError:
        return


def _png(data: bytes) -> Generator[Finding, None, int]:
    """Go through the chunks (5.3); gives where the last one ends."""
    at, room = len(PNG), unpacking(_TEXT_LIMIT)
    for _ in range(_PARTS_LIMIT):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        held, at = data[at + 8 : at + 8 + size], at + size + 12
        if at > len(data):
            raise DamagedError("已损坏", "is damaged (a part is cut off)")
        if kind == b"IEND":
            return at
        if kind == b"eXIf":
            yield from exif_findings(held)
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            room.take(len(held))
            key, text = _text(kind, held, room.left)
            room.take(len(text))
            yield from _said(key, text)
    raise _too_many()


def _text(kind: bytes, held: bytes, most: int) -> tuple[str, bytes]:
    """Give keyword and text of a chunk (11.3.3): plain, packed, or in UTF-8 behind a language and a translated keyword."""
    key, _, rest = held.partition(b"\0")
    packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\1")
    if kind == b"iTXt":
        rest = rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    elif packed:
        rest = rest[1:]
    if packed:
        try:
            rest = zlib.decompressobj().decompress(rest, most + 1)
        except zlib.error as error:
            raise DamagedError("已损坏", f"is damaged ({error})") from error
    return key.decode("latin-1"), rest


def _said(key: str, text: bytes) -> Iterator[Finding]:
    raw = _RAW.match(text) if key.startswith("Raw profile type") else None
    if raw:
        digits = b"".join(raw[1].split())
        yield from _block(bytes.fromhex(digits[: len(digits) & ~1].decode()))
    elif b"<x:xmpmeta" in text or b"<rdf:RDF" in text:
        yield from _xmp(text)
    elif names_person(words := _words(text)) if key in _PERSONS else reaches_person(words := _words(text)):
        yield author(words)


def _jpeg(data: bytes) -> Generator[Finding, None, int]:
    """Go through the segments (B.1); gives where the picture ends."""
    at, room = 2, unpacking(_TEXT_LIMIT)
    for _ in range(_PARTS_LIMIT):
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at : at + 1] != b"\xff" or at + 2 > len(data):
            raise DamagedError("已损坏", "is damaged (a part is cut off)")
        kind, at = data[at + 1], at + 2
        if kind == _END:
            return at
        if 0xD0 <= kind <= 0xD8 or kind == 1:  # marks that hold nothing
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        held, at = data[at + 2 : at + size], at + size
        if kind == 0xFE or held.startswith(_EXIF):
            room.take(4 * len(held))  # a remark of figures costs most
        if 0xE0 <= kind <= 0xEF:
            yield from _block(held)
        elif kind == 0xFE and reaches_person(words := _words(held)):
            yield author(words)
        elif kind == _START:
            following = _SCAN.search(data, at)
            at = following.start() if following else len(data)
    raise _too_many()


def _block(held: bytes) -> Iterator[Finding]:
    """Look at metadata of any kind, which tells itself by how it begins."""
    if held.startswith(_EXIF):
        yield from exif_findings(held[len(_EXIF) :])
    elif held.startswith(_XMP) or b"<x:xmpmeta" in held:
        yield from _xmp(held)
    elif b"8BIM" in held[:64]:
        for found in islice(_IPTC.finditer(held), _MOST):
            words = _words(held[found.end() : found.end() + min(int.from_bytes(found[2], "big"), _KEPT)])
            if names_person(words):
                yield author(words)


def _xmp(text: bytes) -> Iterator[Finding]:
    if b"GPSLatitude" in text:
        yield PLACE
    yield from (author(name) for name in persons(text[max(0, text.find(b"<")) :]) if names_person(name))


def _words(raw: bytes) -> str:
    try:
        return raw.decode().strip("\0 \n")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace").strip("\0 \n")


def _too_many() -> UnreadableError:
    return UnreadableError(f"内容超过 {_PARTS_LIMIT} 段", f"holds more than {_PARTS_LIMIT} parts")
