"""A look into PDF files (ISO 32000): what runs, what is fetched or attached, and who is named.

A library shows what its own reader would: the newest objects that the table leads to. What is asked here is what any
reader could find, also in older versions of the file that it still holds, and in tables made to be read in two ways. So
every object that is anywhere is looked at, and what cannot be looked at is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
from quanli.forms.portable_objects import Objects
from quanli.forms.portable_values import Dictionary, Name, Text, Value

_PAGE = re.compile(rb"<\s*(?:!doctype|html|script|svg|body|iframe|img|\?php)", re.IGNORECASE)
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
_TELLING = re.compile(
    rb"#|/(?:" + "|".join(sorted(_ACTIVE | _PLAYED | _REMARKS | _PERSONS | {"URI", "GoToR", "Encrypt", "OpenAction", "AA", "Producer", "CreationDate", "ModDate"})).encode()
    + rb"|ObjStm|First|Metadata|XML)(?![A-Za-z0-9])"
)  # fmt: skip
"""Names that make a difference, or names that are written with escapes."""


def pdf_findings(data: bytes, _suffix: str) -> Iterator[Finding]:
    """Look for scripts, attachments, programs, what is fetched, remarks and names.

    Raises :class:`quanli.records.bounds.UnreadableError` where that cannot be done within bounds.
    """
    if b"%%EOF" not in data[-2048:] or _is_two_files(data):
        yield TYPE_MISMATCH, {}
    yield from _Look(data).findings()


def _is_two_files(data: bytes) -> bool:
    """Tell whether the file is a page or an archive as well: a page in its head, an archive's list in its tail."""
    head = data[: max(0, data.find(b"obj")) or 1024][: 64 * 1024]
    return bool(_PAGE.search(head)) or all(mark in data for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))


class _Look:
    """One file, and whether it was said that something in it runs."""

    def __init__(self, data: bytes) -> None:
        self._objects = Objects(data, _TELLING)
        self._told = False

    def findings(self) -> Iterator[Finding]:
        """Look at every object, then at what others said of an object by its number alone."""
        started: list[Value] = []
        named: list[tuple[str, Value]] = []
        for value in self._objects.values():
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
                started += (one for within in self._objects.resolved(value, "AA") for one in _items(within))
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
            for value in self._objects.resolved(waiting.pop(), "action"):
                for action in [value] if isinstance(value, Dictionary) else []:
                    if action.says("S", "URI"):
                        yield from map(loads, self._texts("started", *action.all("URI")))
                    for following in action.all("Next"):
                        waiting += following if isinstance(following, list) else [following]

    def _paths(self, dictionary: Dictionary) -> Iterator[str]:
        """Give the paths of a file that an action names: as a text, or in a dictionary of its own."""
        for value in dictionary.all("F"):
            for within in self._objects.resolved(value, "F"):
                if isinstance(within, Dictionary):
                    yield from self._texts("F", *within.all("F"), *within.all("UF"))
                elif isinstance(within, Text):
                    yield _decoded(within)

    def _texts(self, why: str, *values: Value) -> Iterator[str]:
        for value in values:
            for within in self._objects.resolved(value, why):
                if isinstance(within, Text):
                    yield _decoded(within)

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
