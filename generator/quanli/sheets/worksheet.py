"""A sheet of an .xlsx: its cells and merged ranges, each held against what a sheet can have before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quanli.records.bounds import Allowance, DamagedError, UnreadableError
from quanli.sheets.cell_value import PLAIN, Format, iso_text, number_text, unescape
from quanli.sheets.grid import AREA_LIMIT, CELL_LIMIT, TEXT_LIMIT, Grid, Position
from quanli.sheets.guard import bare

ROWS, COLUMNS = 1_048_576, 16_384
"""Of a sheet, as in Excel."""
LENT_LIMIT = 500_000
"""Cells of all sheets that show the text of another."""
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_INDEX = re.compile("[0-9]{1,9}")


class Counts:
    """What the sheets of a file may still hold, all together."""

    def __init__(self) -> None:
        self.area = AREA_LIMIT
        self.texts = Allowance(TEXT_LIMIT, f"以上的文字超过 {TEXT_LIMIT} 字", f"is where the texts exceed {TEXT_LIMIT} characters")
        self.lent = Allowance(LENT_LIMIT, f"以上的合并单元格超过 {LENT_LIMIT} 个", f"is where the cells of merged ranges exceed {LENT_LIMIT}")


class Worksheet:
    """Hears the part of a sheet. Errors name the cell, or the merged range, as ``Sheet!B7``."""

    def __init__(self, name: str, strings: Sequence[str], formats: Sequence[Format], counts: Counts, *, since_1904: bool) -> None:
        self.name, self._strings, self._formats, self._counts, self._since_1904 = name, strings, formats, counts, since_1904
        self._cells: dict[Position, str] = {}
        self._unsaved: set[Position] = set()
        self._hidden: set[int] = set()
        self._merged: list[str] = []
        self._row = self._column = -1
        self._kind = self._style = ""
        self._parts: dict[str, list[str]] = {}
        self._into = ""
        self._open = self._aloud = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Hear an element begin."""
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._place(given.get("r"))
            self._kind, self._style = given.get("t", "n"), given.get("s", "0")
            self._parts, self._open, self._aloud = {}, True, False
        elif self._open and (tag in {"v", "f"} or (tag == "t" and not self._aloud)):
            self._into = tag
            self._parts.setdefault(tag, [])
        elif tag == "rPh":
            self._aloud = True
        elif tag == "row":
            self._begin_row(given)
        elif tag == "mergeCell":
            self._merged.append(given.get("ref", ""))

    def text(self, text: str) -> None:
        """Hear a text."""
        if self._into:
            self._parts[self._into].append(text)

    def end(self, name: str) -> None:
        """Hear an element end."""
        self._into = ""
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._keep()
            self._open = False
        elif tag == "rPh":
            self._aloud = False

    def grid(self) -> Grid:
        """Give all that was heard."""
        height = max((row for row, _ in self._cells), default=-1) + 1
        width = max((column for _, column in self._cells), default=-1) + 1
        if height * width > self._counts.area:
            raise UnreadableError(
                f"“{self.name}”的内容一直到 {_named(height - 1, width - 1)}，各表合计超过 {AREA_LIMIT} 格",
                f"has cells down to {self._at(height - 1, width - 1)}: the sheets take more than {AREA_LIMIT} cells",
            )
        self._counts.area -= height * width
        rows = [[""] * width for _ in range(height)]
        for (row, column), text in self._cells.items():
            rows[row][column] = text
        origins = self._lend(rows)
        return Grid(self.name, tuple(map(tuple, rows)), origins, frozenset(self._unsaved), frozenset(self._hidden))

    def _at(self, row: int, column: int) -> str:
        return f"{self.name}!{_named(row, column)}"

    def _begin_row(self, given: Mapping[str, str]) -> None:
        number = given.get("r", "")
        row = int(number) - 1 if _INDEX.fullmatch(number) else self._row + 1 if not number else -1
        if not self._row < row < ROWS:
            raise DamagedError("行号有误", f"has a row {number[:20]!r} in the sheet {self.name!r} where {self._row + 2} may stand at least, {ROWS} at most")
        self._row, self._column = row, -1
        if given.get("hidden") in {"1", "true"}:
            self._hidden.add(row)

    def _place(self, where: str | None) -> None:
        row, column = _position(where) if where else (self._row, self._column + 1)
        if row != self._row or not 0 <= column < COLUMNS:
            raise DamagedError("单元格位置有误", f"has a cell {str(where)[:20]!r} in row {self._row + 1} of the sheet {self.name!r}")
        self._column = column

    def _keep(self) -> None:
        saved, formula = "".join(self._parts.get("v", ())), self._parts.get("f")
        if self._kind == "inlineStr" and formula is None:
            text = bare(unescape("".join(self._parts.get("t", ()))))
        elif saved:
            text = self._shown(saved)
        else:
            text = bare("=" + "".join(formula)) if formula is not None else ""
        if not text:
            return
        place = (self._row, self._column)
        if len(text) > CELL_LIMIT:
            where = self._at(*place)
            raise UnreadableError(f"的 {where} 超过 {CELL_LIMIT} 字", f"holds more than {CELL_LIMIT} characters in {where}")
        self._take(self._counts.texts, len(text), self._at(*place))
        self._cells[place] = text
        if formula is not None and not saved:
            self._unsaved.add(place)

    def _shown(self, saved: str) -> str:
        if self._kind == "s":
            at = int(saved) if _INDEX.fullmatch(saved) else len(self._strings)
            if at >= len(self._strings):
                raise DamagedError("缺少文字", f"has no string {saved[:20]!r}, which {self._at(self._row, self._column)} names")
            return bare(self._strings[at])
        if self._kind == "b":
            return "是" if saved.strip() not in {"0", "false"} else "否"
        if self._kind == "n":
            style = int(self._style) if _INDEX.fullmatch(self._style) else 0
            return number_text(saved, self._formats[style] if style < len(self._formats) else PLAIN, since_1904=self._since_1904)
        return iso_text(saved) if self._kind == "d" else bare(unescape(saved))

    def _lend(self, rows: list[list[str]]) -> dict[Position, Position]:
        """Show the text of each merged range in all of its cells; tell which cell it is from."""
        origins: dict[Position, Position] = {}
        for written in self._merged:
            (top, left), (bottom, right) = self._range(written)
            bottom, right = min(bottom, len(rows) - 1), min(right, len(rows[0]) - 1 if rows else -1)
            if top > bottom or left > right:
                continue
            size, text = (bottom - top + 1) * (right - left + 1), rows[top][left]
            where = f"{self.name}!{written}"
            self._take(self._counts.lent, size, where)
            self._take(self._counts.texts, size * len(text), where)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        origins[row, column] = (top, left)
                        rows[row][column] = text
        return origins

    def _range(self, written: str) -> tuple[Position, Position]:
        first, _, last = written.partition(":")
        (top, left), (bottom, right) = _position(first), _position(last or first)
        if not (0 <= top <= bottom < ROWS and 0 <= left <= right < COLUMNS):
            raise DamagedError("合并区域有误", f"has a merged range {written[:40]!r} in the sheet {self.name!r}")
        return (top, left), (bottom, right)

    def _take(self, left: Allowance, amount: int, where: str) -> None:
        try:
            left.take(amount)
        except UnreadableError as error:
            raise UnreadableError(f"的 {where} {error.zh}", f"has {where}, which {error.en}") from None


def _position(written: str) -> Position:
    """Read ``B7`` as row 6, column 1; negative where it is no cell."""
    found = _CELL.fullmatch(written)
    if not found:
        return -1, -1
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _named(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
