"""A look into OOXML and OFD packages (ISO/IEC 29500, GB/T 33190): zip files with XML parts."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from quanli.forms import property_parts, relations, word_parts, workbook_parts
from quanli.forms.findings import TYPE_MISMATCH, Finding, embedded
from quanli.forms.part import Part, Starts, Texts, judged
from quanli.forms.picture import JPEG, PNG, told_in
from quanli.records.archive import Archive, common_name
from quanli.records.bounds import MEGABYTE, Allowance, DamagedError, UnreadableError
from quanli.records.markup import Room, walk

_TOTAL_LIMIT = 256 * MEGABYTE
"""Bytes unpacked, pictures included: what is more is no form."""
_WORD, _BOOK = "document", "workbook"
_MAIN: Mapping[str, tuple[str, ...]] = MappingProxyType({
    ".docx": (_WORD,), ".xlsx": (_BOOK,), ".ofd": ("OFD",), ".wps": (_WORD,), ".et": (_BOOK,),
})  # fmt: skip
"""The outermost elements of the part that a package is about, by suffix."""
_USUAL = MappingProxyType({_WORD: "word/document.xml", _BOOK: "xl/workbook.xml", "OFD": "ofd.xml"})
_STARTS: Starts = {**property_parts.STARTS, **relations.STARTS, **word_parts.STARTS, **workbook_parts.STARTS}
_TEXTS: Texts = {**property_parts.TEXTS, **word_parts.TEXTS, **workbook_parts.TEXTS}
_XML = (".xml", ".rels", ".vml")
_MARKS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")
_OTHER_FILES = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"MZ", b"{\\rt", b"%PDF", b"\x7fELF", b"#!")
"""How other files begin that have no business inside, whatever they are called: pictures and fonts begin otherwise."""
_OBJECT = embedded("对象", "an embedded object")


def office_findings(data: bytes, suffix: str) -> Iterator[Finding]:
    """Look for macros, objects, remote parts, tracked changes, comments and names: in every part, by what it holds.

    Raises :class:`quanli.records.bounds.UnreadableError` where that cannot be done within bounds.
    """
    archive = Archive(data, _TOTAL_LIMIT)
    wanted = _MAIN.get(suffix, ())
    found: list[Finding] = []
    room, allowed, roots, main = Room(), judged(), dict[str, str](), ""
    for name in archive.names:
        found += relations.named(common_name(name))
        try:
            part = _look(archive, name, found, room, allowed)
        except UnreadableError:
            yield from found
            raise
        roots[common_name(name)] = part.root
        main = part.main or main
        yield from found
        found.clear()
    if wanted and not any(_USUAL[root] in archive or roots.get(common_name(main)) == root for root in wanted):
        yield TYPE_MISMATCH, {}


def _look(archive: Archive, name: str, found: list[Finding], room: Room, allowed: Allowance) -> Part:
    """Look at one member, as far as it is XML."""
    part = Part(name, found.append, allowed)
    pieces = archive.pieces(name)
    head = next(pieces, b"")
    spelled = common_name(name).endswith(_XML)
    if not spelled and not head.lstrip(b" \t\r\n\0").startswith(_MARKS):
        if head.startswith(_OTHER_FILES):
            found.append(_OBJECT)
        elif head.startswith((PNG, JPEG)):
            found += told_in(b"".join(chain((head,), pieces)))
        return part
    try:
        _read(part, chain((head,), pieces), room)
    except DamagedError:
        if spelled:
            raise
        found.append(_OBJECT)  # a page or another document
    return part


def _read(part: Part, pieces: Iterator[bytes], room: Room) -> None:
    def start(name: str, attributes: Mapping[str, str]) -> None:
        space, local = _split(name)
        if not part.root:
            part.root = local
            if local in workbook_parts.ROOTS:
                part.say(workbook_parts.ROOTS[local])
        begun = _STARTS.get(local)
        if begun:
            begun(part, space, attributes)
        if local in _TEXTS:
            part.words = []

    def text(words: str) -> None:
        if part.words is not None:
            part.words.append(words)

    def end(name: str) -> None:
        done = _TEXTS.get(_split(name)[1])
        if done and part.words is not None:
            done(part, "".join(part.words))
            part.words = None

    walk(pieces, room, start, text, end)
    word_parts.finish(part)


@functools.lru_cache(1000)
def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition(" ")
    return space, local
