"""A look into PDF files (ISO 32000): what runs, what is fetched or attached, and who is named.

A library shows what its own reader would: the newest objects that the table leads to. What is asked here is what any
reader could find, also in older versions of the file that it still holds, and in tables made to be read in two ways. So
every object that is anywhere is looked at, and what cannot be looked at is said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise

from quanli.forms.findings import (
    COMMENTS,
    LINK_TARGET,
    NOT_EXAMINED,
    TYPE_MISMATCH,
    Finding,
    author,
    embedded,
    leads,
    loads,
    may_name_person,
    names_person,
    reaches_person,
    shown,
)
from quanli.forms.old_properties import decoded
from quanli.forms.portable_metadata import persons
from quanli.forms.portable_values import Dictionary, Name, Reference, Text, Value, integer, read, work
from quanli.records.bounds import MEGABYTE, UnreadableError, unpacking

_UNPACKED_LIMIT = 32 * MEGABYTE
_OBJECT = re.compile(rb"(?<=[0-9\0\t\n\f\r ])obj(?![a-zA-Z])")
_NUMBERED = re.compile(rb"([0-9]{1,10})[\0\t\n\f\r ]+[0-9]{1,10}[\0\t\n\f\r ]*\Z")
_LISTED = re.compile(rb"([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,10})(?![0-9])")
_TRAILER = re.compile(rb"trailer")
_PAGE = re.compile(rb"<\s*(?:!doctype|html|script|svg|body|iframe|img|\?php)", re.IGNORECASE)
_BLANK, _BEFORE = b"\0\t\n\f\r ", 200
"""Blanks, and how far before an object its number is looked for."""
_ACTIVE = frozenset({
    "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE", "FileAttachment",
})  # fmt: skip
"""Names that only what runs, sends or is attached has, wherever they stand."""
_PLAYED = frozenset({"Sound", "Movie", "Rendition", "3D", "Screen"})
_REMARKS = frozenset({
    "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Ink", "Stamp", "FreeText", "Popup", "Line", "Square", "Circle", "Polygon", "PolyLine",
})  # fmt: skip
_PERSONS = frozenset({"Author", "Manager", "LastModifiedBy", "LastSavedBy"})
_WORDS = frozenset({"Title", "Subject", "Keywords"})
_TOLD = frozenset({"Creator", "Producer", "CreationDate", "ModDate", "Trapped"})
"""Keys of the document's information that say anything in words, and that are the document's own affair."""
_FILTERS = frozenset({"FlateDecode", "Fl"})
_ENDED = re.compile(rb"(?<=[\0\t\n\f\r >\]])(?:endobj|stream)(?=[\0\t\n\f\r ])")
_PLAIN = 1 << 16
_TELLING = re.compile(
    rb"#|/(?:" + "|".join(sorted(_ACTIVE | _PLAYED | _REMARKS | _PERSONS | {"URI", "GoToR", "Encrypt", "OpenAction", "AA", "Producer", "CreationDate", "ModDate"})).encode()
    + rb"|ObjStm|First|Metadata|XML)(?![A-Za-z0-9])"
)  # fmt: skip
"""Names that make a difference, or names that are written with escapes."""
_INFLATED = 1 << 14
_OBJECT_WORK, _STREAM_WORK = 3, 50
"""What it costs to find an object or open a stream, in values read."""


def pdf_findings(data: bytes, _suffix: str) -> Iterator[Finding]:
    """Look for scripts, attachments, programs, what is fetched, remarks and names.

    Raises :class:`quanli.records.bounds.UnreadableError` where that cannot be done within bounds.
    """
    if b"%%EOF" not in data[-2048:] or _is_two_files(data):
        yield TYPE_MISMATCH, {}
    yield from Look(data).findings()


def _is_two_files(data: bytes) -> bool:
    """Tell whether the file is a page or an archive as well: a page in its head, an archive's list in its tail."""
    head = data[: max(0, data.find(b"obj")) or 1024][: 64 * 1024]
    return bool(_PAGE.search(head)) or all(mark in data for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))


class Look:
    """One file, its objects by their numbers, and the work that may still be done on it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._work, self._room = work(), unpacking(_UNPACKED_LIMIT)
        self._places: dict[int, list[tuple[bytes, int]]] = {}
        self._told = False
        self._opened: set[int] = set()
        self._asked: set[tuple[int, str]] = set()

    def findings(self) -> Iterator[Finding]:
        """Look at every object, then at what others said of an object by its number alone."""
        started: list[Value] = []
        named: list[tuple[str, Value]] = []
        for value in self._values():
            yield from self._active(_names(value))
            for dictionary in _inside(value):
                yield from self._dictionary(dictionary, started, named)
        yield from self._started(started)
        for key, value in named:
            for text in self._texts(key, value):
                if names_person(text) if key in _PERSONS else reaches_person(text) if key in _WORDS else may_name_person(key, text):
                    yield author(text)

    def _dictionary(self, dictionary: Dictionary, started: list[Value], named: list[tuple[str, Value]]) -> Iterator[Finding]:
        about = any(key in {"Producer", "CreationDate", "ModDate"} for key, _ in dictionary.pairs)
        for key, value in dictionary.pairs:
            yield from self._active((key, *_names(value)))
            if key == "Encrypt":
                yield NOT_EXAMINED, {"what_zh": "设有密码或权限限制", "what_en": "is encrypted or restricted"}
            elif key == "OpenAction":
                started.append(value)
            elif key == "AA":
                started += (one for within in self._resolved(value, "AA") for one in _items(within))
            elif key in _PERSONS or (about and key not in _TOLD):
                named.append((key, value))
            elif key in {"S", "Subtype"} and isinstance(value, Name):
                yield from self._kind(value, dictionary, named)

    def _active(self, names: Iterable[str], active: frozenset[str] = _ACTIVE) -> Iterator[Finding]:
        """Say what runs, once a file."""
        for name in names:
            if name in active and not self._told:
                self._told = True
                yield embedded(f"会运行或附带的内容（{name}）", f"active content ({name})")

    def _kind(self, kind: str, dictionary: Dictionary, named: list[tuple[str, Value]]) -> Iterator[Finding]:
        if kind in _PLAYED:
            yield from self._active([kind], _PLAYED)
        elif kind == "URI":
            for address in self._texts("URI", *dictionary.all("URI")):
                yield from leads(address)
        elif kind == "GoToR":
            yield LINK_TARGET, {"target": shown(next(self._paths(dictionary), "?"))}
        elif kind in _REMARKS and dictionary.all("Rect"):
            if kind == "Text":
                yield COMMENTS
            named += (("Author", title) for title in dictionary.all("T"))

    def _started(self, values: Iterable[Value]) -> Iterator[Finding]:
        """Find what is fetched without a click: an address among the actions of opening, and those that follow each."""
        waiting = list(values)
        while waiting:
            for value in self._resolved(waiting.pop(), "action"):
                for action in [value] if isinstance(value, Dictionary) else []:
                    if action.says("S", "URI"):
                        yield from map(loads, self._texts("started", *action.all("URI")))
                    for following in action.all("Next"):
                        waiting += following if isinstance(following, list) else [following]

    def _paths(self, dictionary: Dictionary) -> Iterator[str]:
        """Give the paths of a file that an action names: as a text, or in a dictionary of its own."""
        for value in dictionary.all("F"):
            for within in self._resolved(value, "F"):
                if isinstance(within, Dictionary):
                    yield from self._texts("F", *within.all("F"), *within.all("UF"))
                elif isinstance(within, Text):
                    yield _decoded(within)

    def _texts(self, why: str, *values: Value) -> Iterator[str]:
        for value in values:
            for within in self._resolved(value, why):
                if isinstance(within, Text):
                    yield _decoded(within)

    def _resolved(self, value: Value, why: str) -> Iterator[Value]:
        """Give a value, or what stands under its number in any version of the file; each number once for a purpose."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if not isinstance(one, Reference):
                yield one
            elif (one.number, why) not in self._asked:
                self._asked.add((one.number, why))
                for data, at in self._places.get(one.number, ()):
                    waiting += read(data, at, self._work, most=1).values

    def _values(self) -> Iterator[Value]:
        """Give what stands in every object, packed ones too, and in every trailer."""
        places = [found.end() for found in _OBJECT.finditer(self._data) if self._begins(found.start())]
        packed: list[tuple[Dictionary, bytes]] = []
        for at, following in pairwise([*places, len(self._data)]):
            if _is_plain(self._data, at, following):
                continue
            found = read(self._data, at, self._work)
            if found.stream:
                packed += self._streams(found.values, found.stream)
            yield from found.values
        for dictionary, content in packed:
            yield from self._packed(dictionary, content)
        for found_trailer in _TRAILER.finditer(self._data):
            yield from read(self._data, found_trailer.end(), self._work).values

    def _begins(self, at: int) -> bool:
        """Tell whether an object may begin here: its number stands before the word, or a remark; notes it by its number."""
        self._work.take(_OBJECT_WORK)
        before = self._data[max(0, at - _BEFORE) : at].rstrip(_BLANK)
        if not before[-1:].isdigit() and b"%" not in re.split(rb"[\r\n]", before)[-1]:
            return False
        number = _NUMBERED.search(before)
        self._places.setdefault(int(number[1]) if number else -1, []).append((self._data, at + 3))
        return True

    def _streams(self, values: list[Value], start: int) -> Iterator[tuple[Dictionary, bytes]]:
        """Unpack a stream that holds objects or metadata; others hold pictures, fonts, marks on the page."""
        for value in values:
            if isinstance(value, Dictionary) and start not in self._opened:
                objects = value.says("Type", "ObjStm") or (value.all("N") and value.all("First"))
                if objects or value.says("Type", "Metadata") or value.says("Subtype", "XML"):
                    self._opened.add(start)
                    self._work.take(_STREAM_WORK)
                    yield value, self._unpacked(value, start)

    def _packed(self, dictionary: Dictionary, content: bytes) -> Iterator[Value]:
        """Read packed objects: one after the other, and from each place that the list in front names (7.5.7)."""
        if dictionary.says("Type", "Metadata") or dictionary.says("Subtype", "XML"):
            yield Dictionary(tuple(("Author", Text(b"\xef\xbb\xbf" + name.encode())) for name in persons(content)))
            return
        first = next((number for number in map(integer, dictionary.all("First")) if number is not None), 0)
        places = set[int]()
        for listed in _LISTED.finditer(content, 0, first):
            self._work.take(_OBJECT_WORK)
            places.add(first + int(listed[2]))
            self._places.setdefault(int(listed[1]), []).append((content, first + int(listed[2])))
        if not _TELLING.search(content):
            return
        found = read(content, first, self._work)
        yield from found.values
        for at in sorted(places - found.starts):
            yield from read(content, at, self._work, most=1).values

    def _unpacked(self, dictionary: Dictionary, start: int) -> bytes:
        filters = [name for value in dictionary.all("Filter") for name in (value if isinstance(value, list) else [value])]
        if not all(isinstance(name, Name) and name in _FILTERS for name in filters) or len(filters) > 3 or _predicted(dictionary):
            raise UnreadableError("用了少见的压缩方法", "is packed in an unusual way")
        end = self._data.find(b"endstream", start)
        if not filters:
            content = self._data[start : end if end >= 0 else None].removesuffix(b"\n").removesuffix(b"\r")
            self._room.take(len(content))
            return content
        content = self._inflated(memoryview(self._data)[start:])
        for _ in filters[1:]:
            content = self._inflated(memoryview(content))
        return content

    def _inflated(self, packed: memoryview) -> bytes:
        """Inflate up to where it ends or breaks, as readers do, and within bounds."""
        inflate, out = zlib.decompressobj(), bytearray()
        try:
            for at in range(0, len(packed), _INFLATED):
                piece: bytes | memoryview = packed[at : at + _INFLATED]
                while piece:
                    made = inflate.decompress(piece, MEGABYTE)
                    self._room.take(len(made))
                    out += made
                    piece = inflate.unconsumed_tail
                if inflate.eof:
                    break
        except zlib.error:
            pass
        if not out and not inflate.eof:
            raise UnreadableError("有一部分解不开", "has a part that cannot be unpacked")
        return bytes(out)


def _is_plain(data: bytes, start: int, following: int) -> bool:
    """Tell whether an object ends before the next one begins, and nothing that is looked for stands in it.

    Its end is certain only without texts and remarks, in which the words that end an object mean nothing. Most objects
    are of this kind, and to read them takes ten times as long.
    """
    end = _ENDED.search(data, start, following)
    if end is None or end.start() - start > _PLAIN:
        return False
    body = data[start : end.start()]
    return not (b"(" in body or b"%" in body or b"<" in body.replace(b"<<", b"") or _TELLING.search(body))


def _predicted(dictionary: Dictionary) -> bool:
    """Tell whether a stream is packed as differences of rows, which only tables are."""
    values = [one for key in ("DecodeParms", "DP") for value in dictionary.all(key) for one in (value if isinstance(value, list) else [value])]
    return any(isinstance(one, Reference) or (isinstance(one, Dictionary) and one.all("Predictor") and integer(one.all("Predictor")[0]) != 1) for one in values)


def _inside(value: Value) -> Iterator[Dictionary]:
    """Give all dictionaries in a value, the outermost first."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary):
            yield one
            waiting += (found for _, found in one.pairs)
        elif isinstance(one, list):
            waiting += one


def _names(value: Value) -> list[str]:
    if isinstance(value, Name):
        return [value]
    return [one for one in value if isinstance(one, Name)] if isinstance(value, list) else []


def _items(value: Value) -> list[Value]:
    return [found for _, found in value.pairs] if isinstance(value, Dictionary) else []


def _decoded(raw: bytes) -> str:
    """Decode a text (7.9.2): by its mark, otherwise as programs write it."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    return decoded(raw)
