"""A look into PDF files (ISO 32000): what runs, what is attached, and who is named."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from quanli.forms.findings import TYPE_MISMATCH, Finding, author, embedded, names_person

_UNPACKED_LIMIT = 64 * 1024 * 1024
_HEX = re.compile(rb"#([0-9a-fA-F]{2})")
_STREAM = re.compile(rb"/(?:ObjStm|Metadata|XML)\b[^>]{0,400}?>>\s*stream\r?\n")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|SubmitForm|ImportData)\b")
_AUTHOR = re.compile(rb"/Author\s*(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_CREATOR = re.compile(rb"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)


def pdf_findings(data: bytes, _suffix: str) -> Iterator[Finding]:
    """Look for scripts, attachments, programs and the author, in packed objects too."""
    if b"%%EOF" not in data[-2048:]:
        yield TYPE_MISMATCH, {}
    text = b"\n".join((data, *_unpacked(data)))
    plain = _HEX.sub(lambda found: bytes((int(found[1], 16),)), text)
    active = _ACTIVE.search(plain)
    if active:
        name = active[0].decode("ascii")[1:]
        yield embedded(f"会运行或附带的内容（{name}）", f"active content ({name})")
    names = [_string(found[1]) for found in _AUTHOR.finditer(text)]
    names += [re.sub(r"<[^>]*>", "", found[1].decode("utf-8", "replace")) for found in _CREATOR.finditer(text)]
    person = next(filter(names_person, names), None)
    if person:
        yield author(person)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Give the packed streams that hold objects or metadata, within bounds."""
    room = _UNPACKED_LIMIT
    for found in _STREAM.finditer(data):
        try:
            unpacked = zlib.decompressobj().decompress(data[found.end() :], max(1, room))
        except zlib.error:
            continue
        room -= len(unpacked)
        yield unpacked


def _string(token: bytes) -> str:
    """Decode a PDF string (ISO 32000-1, 7.9.2): UTF-16 with its mark, otherwise a byte a letter."""
    if token.startswith(b"<"):
        digits = b"".join(token[1:-1].split())
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = _ESCAPED.sub(lambda found: bytes((int(found[1], 8) & 255,)) if found[1][:1].isdigit() else found[1], token[1:-1])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("utf-8", "replace")
