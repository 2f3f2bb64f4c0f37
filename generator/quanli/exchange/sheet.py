"""Spreadsheets and CSV files as grids of texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from quanli.errors import ProblemsFoundError
from quanli.exchange.targets import headings
from quanli.exchange.unreadable import IMPORT_DAMAGED, IMPORT_FORMAT, unreadable
from quanli.records.archive import Archive
from quanli.records.bounds import UnreadableError
from quanli.records.text_file import TOO_BIG
from quanli.sheets.clean import key_of
from quanli.sheets.grid import AREA_LIMIT, CELL_LIMIT, Grid
from quanli.sheets.guard import bare
from quanli.sheets.workbook import Workbook
from quanli.sheets.worksheet import COLUMNS

UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that an .xlsx may unpack to: ten thousand powers take a fifth of it."""
FILE_LIMIT = 32 * 1024 * 1024
"""Bytes of a file that is imported: ten thousand powers as CSV take half of it."""
_ROW_LIMIT = 1_000_000
"""Characters of a row of a CSV file."""
_HEAD = 16_384
"""Characters of a text file in which its delimiter is looked for."""


def read_grids(path: Path) -> list[Grid]:
    """Read the sheets of a file that hold anything."""
    suffix = path.suffix.lower()
    if suffix in {".xlsx", ".xlsm"}:
        grids = _workbook(path)
    elif suffix in {".csv", ".tsv", ".txt"}:
        grids = [_delimited(path)]
    else:
        raise ProblemsFoundError([IMPORT_FORMAT.at(path.name, suffix=suffix or path.name)])
    return [grid for grid in grids if any(text.strip() for row in grid.rows for text in row)]


def file_bytes(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """Read a file that is no larger than a limit."""
    if not path.is_file():
        raise ProblemsFoundError([IMPORT_DAMAGED.at(path.name, what="no such file")])
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ProblemsFoundError([TOO_BIG.at(path.name, size=max(path.stat().st_size, len(data)), limit=limit)])
    return data


def _workbook(path: Path) -> list[Grid]:
    data = file_bytes(path)
    try:
        packed = Archive(data, 1 << 62)
        unpacked = sum(map(packed.size, packed.names))
        if unpacked > UNPACKED_LIMIT:
            raise ProblemsFoundError([TOO_BIG.at(path.name, size=unpacked, limit=UNPACKED_LIMIT)])
        return list(Workbook(packed).grids())
    except UnreadableError as error:
        raise unreadable(path.name, error) from error


def _delimited(path: Path) -> Grid:
    data = file_bytes(path)
    encoding = encoding_of(data, path.name)
    head = io.TextIOWrapper(io.BytesIO(data), encoding, newline="").read(_HEAD)
    try:
        return Grid(path.stem, tuple(_rows(io.TextIOWrapper(io.BytesIO(data), encoding, newline=""), _delimiter(head))))
    except UnreadableError as error:
        raise unreadable(path.name, error) from error
    except csv.Error as error:
        raise ProblemsFoundError([IMPORT_DAMAGED.at(path.name, what=str(error))]) from error


def _rows(text: Iterable[str], delimiter: str) -> Iterator[tuple[str, ...]]:
    """Part a text into rows, none of them wider than a spreadsheet's, and no more of them than a sheet of powers can have."""
    left, number, room = AREA_LIMIT, 0, [_ROW_LIMIT]

    def lines() -> Iterator[str]:
        for line in text:
            room[0] -= len(line)
            if room[0] < 0:
                raise UnreadableError(f"第 {number + 1} 行超过 {_ROW_LIMIT} 字", f"has a row {number + 1} of more than {_ROW_LIMIT} characters")
            yield line

    for number, row in enumerate(csv.reader(lines(), delimiter=delimiter), 1):
        room[0] = _ROW_LIMIT
        left -= len(row)
        if len(row) > COLUMNS or left < 0:
            raise UnreadableError(f"第 {number} 行超过 {COLUMNS} 栏，或各行合计超过 {AREA_LIMIT} 格", f"has more than {COLUMNS} columns, or {AREA_LIMIT} cells, in row {number}")
        if any(len(cell) > CELL_LIMIT for cell in row):
            raise UnreadableError(f"第 {number} 行有超过 {CELL_LIMIT} 字的单元格", f"has a cell of more than {CELL_LIMIT} characters in row {number}")
        yield tuple(bare(cell) for cell in row)


def _delimiter(text: str) -> str:
    """Find the delimiter that parts the most known headings in one of the first rows; a comma where none does."""
    known = headings()

    def found(delimiter: str) -> int:
        rows = csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=delimiter)
        try:
            return max((sum(key_of(cell) in known for cell in row) for row in rows), default=0)
        except csv.Error:
            return 0

    return max(",\t;|，；", key=found)


def encoding_of(data: bytes, name: str) -> str:
    """Tell the encoding of a text file among those in which offices save: UTF-8 with or without mark, UTF-16, GB 18030."""
    marked = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    unmarked = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get((data[:1] == b"\0", data[1:2] == b"\0"), "")
    for encoding in filter(None, (marked or unmarked, "utf-8-sig", "gb18030")):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise ProblemsFoundError([IMPORT_DAMAGED.at(name, what="UTF-8, UTF-16, GB 18030: no")])


def decoded(data: bytes, name: str) -> str:
    """Decode a text file."""
    return data.decode(encoding_of(data, name))
