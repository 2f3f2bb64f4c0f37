"""The sheets of an .xlsx (ISO/IEC 29500), read from their parts once from top to bottom.

openpyxl makes every cell of a merged or linked range and compares ranges in pairs, so that a file of 4.7 KB can take
5.8 GB. What it knows of number formats, dates and escapes is used in :mod:`quanli.sheets.cell_value`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from quanli.frozen import frozen
from quanli.records.archive import Archive
from quanli.records.bounds import Allowance, DamagedError
from quanli.records.markup import Room, walk
from quanli.sheets.cell_value import Format, format_of, unescape
from quanli.sheets.grid import TEXT_LIMIT, Grid
from quanli.sheets.worksheet import Counts, Worksheet

_ROOT = "_rels/.rels"


@frozen
class _Relation:
    target: str
    kind: str
    """The last word of its type, which is the same in both dialects of the standard."""


class Workbook:
    """A workbook's parts. Raises UnreadableError where one is damaged, or holds more than any table of powers."""

    def __init__(self, packed: Archive) -> None:
        self._packed = packed
        self._room = Room()
        main = next((one.target for one in self._relations(_ROOT, "").values() if one.kind == "officeDocument"), "")
        relations = self._relations(posixpath.join(posixpath.dirname(main), "_rels", posixpath.basename(main) + ".rels"), main)
        self._sheets: list[tuple[str, str]] = []
        self._since_1904 = False
        self._read_main(main, relations)
        parts = {one.kind: one.target for one in relations.values()}
        self._strings = self._read_strings(parts.get("sharedStrings", ""))
        self._formats = self._read_formats(parts.get("styles", ""))

    def grids(self) -> Iterator[Grid]:
        """Give the sheets in their order."""
        counts = Counts()
        for name, part in self._sheets:
            sheet = Worksheet(name, self._strings, self._formats, counts, since_1904=self._since_1904)
            self._walk(part, sheet)
            yield sheet.grid()

    def _walk(self, part: str, reader: _Strings | _Formats | _Main | _Relations | Worksheet) -> None:
        if part not in self._packed:
            raise DamagedError("缺少内容", f"has no part {part[:80]!r}")
        walk(self._packed.pieces(part), self._room, reader.start, reader.text, reader.end)

    def _relations(self, part: str, source: str) -> Mapping[str, _Relation]:
        reader = _Relations(posixpath.dirname(source))
        self._walk(part, reader)
        return reader.found

    def _read_main(self, part: str, relations: Mapping[str, _Relation]) -> None:
        reader = _Main()
        self._walk(part, reader)
        self._since_1904 = reader.since_1904
        sheets = ((name, relations.get(key)) for name, key in reader.sheets)
        self._sheets = [(name, relation.target) for name, relation in sheets if relation and relation.kind == "worksheet"]

    def _read_strings(self, part: str) -> list[str]:
        reader = _Strings()
        if part:
            self._walk(part, reader)
        return reader.found

    def _read_formats(self, part: str) -> list[Format]:
        reader = _Formats()
        if part:
            self._walk(part, reader)
        return [format_of(number, reader.codes) for number in reader.used]


class _Reader:
    """Hears what a part holds; names come with their namespace before a blank."""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Hear an element begin."""

    def text(self, text: str) -> None:
        """Hear a text."""

    def end(self, name: str) -> None:
        """Hear an element end."""


class _Relations(_Reader):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, _Relation] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name.endswith(" Relationship") and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, given.get("Target", ""))).lstrip("/")
            self.found[given.get("Id", "")] = _Relation(target, given.get("Type", "").rpartition("/")[2])


class _Main(_Reader):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name.endswith(" sheet"):
            key = next((value for attribute, value in given.items() if attribute.endswith(" id")), "")
            self.sheets.append((given.get("name", ""), key))
        elif name.endswith(" workbookPr"):
            self.since_1904 = given.get("date1904") in {"1", "true"}


class _Strings(_Reader):
    """Shared strings: the texts of an ``si`` put together, without what only says how they are read aloud (``rPh``)."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._open = self._aloud = False
        self._left = Allowance(TEXT_LIMIT, f"的文字超过 {TEXT_LIMIT} 字", f"holds more than {TEXT_LIMIT} characters")

    def start(self, name: str, given: Mapping[str, str]) -> None:  # noqa: ARG002 - heard by all
        self._open = name.endswith(" t") and not self._aloud
        self._aloud = self._aloud or name.endswith(" rPh")

    def text(self, text: str) -> None:
        if self._open:
            self._left.take(len(text))
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._open = False
        if name.endswith(" rPh"):
            self._aloud = False
        elif name.endswith(" si"):
            self.found.append(unescape("".join(self._parts)))
            self._parts.clear()


class _Formats(_Reader):
    """Number formats of the file's own by number, and the number that each style of a cell uses."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.used: list[str] = []
        self._cells = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name.endswith(" numFmt"):
            self.codes.setdefault(given.get("numFmtId", ""), given.get("formatCode", ""))
        elif name.endswith(" cellXfs"):
            self._cells = True
        elif self._cells and name.endswith(" xf"):
            self.used.append(given.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        self._cells = self._cells and not name.endswith(" cellXfs")
