"""The objects of a PDF file (ISO 32000, 7.3 and 7.5): every one that stands anywhere, packed or not, of each version it holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from quanli.forms.portable_metadata import persons
from quanli.forms.portable_values import Dictionary, Name, Reference, Text, Value, integer, read, work
from quanli.records.bounds import MEGABYTE, UnreadableError, unpacking

_UNPACKED_LIMIT = 32 * MEGABYTE
_OBJECT = re.compile(rb"(?<=[0-9\0\t\n\f\r ])obj(?![a-zA-Z])")
_NUMBERED = re.compile(rb"([0-9]{1,10})[\0\t\n\f\r ]+[0-9]{1,10}[\0\t\n\f\r ]*\Z")
_LISTED = re.compile(rb"([0-9]{1,10})[\0\t\n\f\r ]+([0-9]{1,10})(?![0-9])")
_TRAILER = re.compile(rb"trailer")
_BLANK, _BEFORE = b"\0\t\n\f\r ", 200
"""Blanks, and how far before an object its number is looked for."""
_FILTERS = frozenset({"FlateDecode", "Fl"})
_ENDED = re.compile(rb"(?<=[\0\t\n\f\r >\]])(?:endobj|stream)(?=[\0\t\n\f\r ])")
_PLAIN = 1 << 16
_INFLATED = 1 << 14
_OBJECT_WORK, _STREAM_WORK = 3, 50
"""What it costs to find an object or open a stream, in values read."""


class Objects:
    """One file's objects by their numbers, and the work that may still be done on it.

    ``telling`` finds the names that make a difference: what has none of them need not be read. Each method raises
    :class:`quanli.records.bounds.UnreadableError` where a file cannot be read within bounds.
    """

    def __init__(self, data: bytes, telling: re.Pattern[bytes]) -> None:
        self._data, self._telling = data, telling
        self._work, self._room = work(), unpacking(_UNPACKED_LIMIT)
        self._places: dict[int, list[tuple[bytes, int]]] = {}
        self._opened: set[int] = set()
        self._asked: set[tuple[int, str]] = set()

    def values(self) -> Iterator[Value]:
        """Give what stands in every object, packed ones too, and in every trailer."""
        places = [found.end() for found in _OBJECT.finditer(self._data) if self._begins(found.start())]
        packed: list[tuple[Dictionary, bytes]] = []
        for at, following in pairwise([*places, len(self._data)]):
            if self._is_plain(at, following):
                continue
            found = read(self._data, at, self._work)
            if found.stream:
                packed += self._streams(found.values, found.stream)
            yield from found.values
        for dictionary, content in packed:
            yield from self._packed(dictionary, content)
        for found_trailer in _TRAILER.finditer(self._data):
            yield from read(self._data, found_trailer.end(), self._work).values

    def resolved(self, value: Value, why: str) -> Iterator[Value]:
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

    def _is_plain(self, start: int, following: int) -> bool:
        """Tell whether an object ends before the next one begins, and nothing that is looked for stands in it.

        Its end is certain only without texts and remarks, in which the words that end an object mean nothing. Most objects
        are of this kind, and to read them takes ten times as long.
        """
        end = _ENDED.search(self._data, start, following)
        if end is None or end.start() - start > _PLAIN:
            return False
        body = self._data[start : end.start()]
        return not (b"(" in body or b"%" in body or b"<" in body.replace(b"<<", b"") or self._telling.search(body))

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
        if not self._telling.search(content):
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


def _predicted(dictionary: Dictionary) -> bool:
    """Tell whether a stream is packed as differences of rows, which only tables are."""
    values = [one for key in ("DecodeParms", "DP") for value in dictionary.all(key) for one in (value if isinstance(value, list) else [value])]
    return any(isinstance(one, Reference) or (isinstance(one, Dictionary) and one.all("Predictor") and integer(one.all("Predictor")[0]) != 1) for one in values)
