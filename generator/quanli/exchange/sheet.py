"""Spreadsheets and CSV files as a grid of texts, merged cells filled and remembered."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import Any

from quanli.errors import ProblemsFoundError
from quanli.exchange.clean import key_of
from quanli.exchange.guard import bare
from quanli.exchange.targets import headings
from quanli.exchange.unreadable import IMPORT_DAMAGED, IMPORT_FORMAT
from quanli.frozen import frozen
from quanli.records.text_file import TOO_BIG

UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes that an .xlsx may unpack to: ten thousand powers take a fifth of it."""
CELL_LIMIT = 4_000_000
"""Cells of a sheet, counted to its last row and column that hold anything."""
_HEAD = 16_384
"""Characters of a text file in which its delimiter is looked for."""

Position = tuple[int, int]


@frozen
class Grid:
    """A sheet's texts by row and column, from 0. A merged range shows its text in each of its cells."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    origins: Mapping[Position, Position] = field(default_factory=dict)
    """Cells that show the text of another: cell → the first cell of its merged range."""
    unsaved_formulas: frozenset[Position] = frozenset()
    """Cells whose formula was saved without its result; their text is the formula."""
    hidden: frozenset[int] = frozenset()
    """Rows that the spreadsheet hides."""

    def own(self, row: int) -> dict[int, str]:
        """Give the texts that stand in a row by column, without those that a merged range lends it."""
        return {at: text for at, text in enumerate(self.rows[row]) if text.strip() and (row, at) not in self.origins}


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


def _workbook(path: Path) -> list[Grid]:
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(info.file_size for info in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path.name, error) from error
    if unpacked > UNPACKED_LIMIT:
        raise ProblemsFoundError([TOO_BIG.at(path.name, size=unpacked, limit=UNPACKED_LIMIT)])
    import openpyxl  # noqa: PLC0415 - heavy, and only needed here

    try:
        formulas = openpyxl.load_workbook(path)
        results = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # a damaged workbook makes openpyxl raise whatever its parts trip over
        raise _damaged(path.name, error) from error
    return [_worksheet(sheet, results[sheet.title], path.name) for sheet in formulas.worksheets]


def _damaged(name: str, error: Exception) -> ProblemsFoundError:
    return ProblemsFoundError([IMPORT_DAMAGED.at(name, what=(str(error) or type(error).__name__)[:200])])


def _worksheet(formulas: Any, results: Any, name: str) -> Grid:
    """Read the part of a sheet that holds anything: formats may reach a million rows further."""
    filled = [(cell.row, cell.column) for cell in formulas._cells.values() if cell.value is not None]  # noqa: SLF001 - iterating would make the empty cells
    height, width = max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)
    if height * width > CELL_LIMIT:
        raise ProblemsFoundError([TOO_BIG.at(name, size=height * width, limit=CELL_LIMIT)])
    rows: list[list[str]] = []
    unsaved: set[Position] = set()
    area = {"min_row": 1, "max_row": height, "min_col": 1, "max_col": width}
    if filled:
        for cells, shown_cells in zip(formulas.iter_rows(**area), results.iter_rows(**area), strict=True):
            rows.append([])
            for cell, shown in zip(cells, shown_cells, strict=True):
                formula = cell.data_type == "f"
                if formula and shown.value is None:
                    unsaved.add((cell.row - 1, cell.column - 1))
                value = shown.value if formula and shown.value is not None else cell.value
                rows[-1].append(_text(value, cell.number_format))
    hidden = {number - 1 for number, dimension in formulas.row_dimensions.items() if dimension.hidden}
    origins = _merged(formulas, rows)
    return Grid(formulas.title, tuple(map(tuple, rows)), origins, frozenset(unsaved), frozenset(hidden))


def _merged(sheet: Any, rows: list[list[str]]) -> dict[Position, Position]:
    """Show the text of each merged range in all of its cells; tell which cell it is from."""
    origins: dict[Position, Position] = {}
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row - 1, merged.min_col - 1)
        for row in range(first[0], min(merged.max_row, len(rows))):
            for column in range(first[1], min(merged.max_col, len(rows[row]))):
                if (row, column) != first:
                    origins[row, column] = first
                    rows[row][column] = rows[first[0]][first[1]]
    return origins


def _text(value: Any, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        if number_format.endswith("%"):
            return f"{(number * 100).normalize():f}%"
        return f"{number.quantize(Decimal(1)) if number == number.to_integral_value() else number:f}"
    return bare(str(value))


def _delimited(path: Path) -> Grid:
    text = decoded(path.read_bytes(), path.name)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        return Grid(path.stem, tuple(tuple(bare(cell) for cell in row) for row in rows))
    except csv.Error as error:
        raise _damaged(path.name, error) from error


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


def decoded(data: bytes, name: str) -> str:
    """Decode a text file by the encodings in which offices save: UTF-8 with or without mark, UTF-16, GB 18030."""
    marked = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    unmarked = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get((data[:1] == b"\0", data[1:2] == b"\0"), "")
    for encoding in filter(None, (marked or unmarked, "utf-8-sig", "gb18030")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ProblemsFoundError([IMPORT_DAMAGED.at(name, what="UTF-8, UTF-16, GB 18030: no")])
