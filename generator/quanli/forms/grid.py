"""Fields to a grid of cells: what stands beside what, how wide and how high."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Literal, NamedTuple

from quanli.catalogue.form import FormField
from quanli.forms.filling import BLANK_DATE, entries, signature, value
from quanli.frozen import frozen

COLUMNS = 24
"""Columns of a field grid; one is 6.9 mm on A4."""
_LABEL, _PHOTO = 5, 6
_PHOTO_HEIGHT = 54.0
"""Millimetres: a 35 × 49 mm photograph with its margins."""
_HEIGHTS = {"paragraph": 20.0, "signature": 22.0, "photo": _PHOTO_HEIGHT}
_ROW, _ENTRY, _HEAD, _LINE = 9.5, 9.0, 8.5, 5.0
_CONTROLS: Mapping[str, Literal["lines", "date"]] = MappingProxyType({"paragraph": "lines", "date": "date"})
_PER_LINE = 1.9
"""Han characters that stand in one column of the field grid."""

CellKind = Literal["label", "value", "choice", "signature", "photo", "caption", "head", "entry"]


class Option(NamedTuple):
    """A choice with its box."""

    text: str
    chosen: bool


class Cell(NamedTuple):
    """A cell. ``columns`` and ``rows`` are how many it spans.

    ``field`` and ``name`` say what is asked for, on the cells that are filled in; ``control`` how one types it.
    ``lines`` is what is printed: a label, a filled value, nothing. ``blank`` stands where nothing is filled in.
    """

    kind: CellKind
    columns: int = 1
    rows: int = 1
    field: str = ""
    name: str = ""
    control: Literal["line", "lines", "date", ""] = ""
    lines: tuple[str, ...] = ()
    blank: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    multiple: bool = False


class GridRow(NamedTuple):
    """Cells from left to right, and the least height in millimetres. Cells that reach down from above are not repeated."""

    cells: tuple[Cell, ...]
    height: float


@frozen
class Grid:
    """A grid. ``columns`` are relative widths; ``head`` rows are repeated on every page.

    ``field`` and ``name`` are those of the table that it is, empty for a grid of fields; a table's rows may be repeated.
    """

    columns: tuple[int, ...]
    body: tuple[GridRow, ...]
    head: tuple[GridRow, ...] = ()
    field: str = ""
    name: str = ""


def grids(fields: Iterable[FormField], *, filled: bool) -> Iterator[Grid]:
    """Give each table a grid of its own, and what stands between tables one grid."""
    for table, group in groupby(fields, lambda field: field.kind == "table" and bool(field.columns)):
        if table:
            for field in group:
                yield _table(field, filled=filled)
        else:
            yield Grid((1,) * COLUMNS, tuple(_field_rows(list(group), filled=filled)))


def _table(field: FormField, *, filled: bool) -> Grid:
    samples = entries(field)
    shown = tuple(_entry_row(field, row) for row in samples) if filled else ()
    blank = _entry_row(field, [""] * len(field.columns))
    body = shown + (blank,) * max(field.rows - len(shown), 0 if shown else 1)
    caption = Cell("caption", len(field.columns), lines=(_labelled(field),), hint=field.hint)
    heads = tuple(Cell("head", lines=(column,)) for column in field.columns)
    widths = tuple(
        round(2 * (2 + min(14.0, max(3.0, *(ems(text) for text in (column, *(row[c] for row in samples)))))))
        for c, column in enumerate(field.columns))
    return Grid(widths, body, (GridRow((caption,), _HEAD), GridRow(heads, _HEAD)), field.id, field.label)


def _entry_row(field: FormField, texts: Sequence[str]) -> GridRow:
    return GridRow(tuple(
        Cell("entry", field=field.id, name=column, control="line", lines=(text,) if text else ())
        for column, text in zip(field.columns, texts, strict=True)), _ENTRY)


def _field_rows(fields: Sequence[FormField], *, filled: bool) -> Iterator[GridRow]:
    """Lay fields out in rows, two short ones a row; a photograph stands at the right of the first rows."""
    photo = next((field for field in fields if field.kind == "photo"), None)
    others = [field for field in fields if field is not photo]
    if photo is None or not others:
        yield from _packed(fields, filled=filled)
        return
    beside: list[GridRow] = []
    while others and math.fsum(row.height for row in beside) < _PHOTO_HEIGHT:
        beside.append(_row([others.pop(0)], COLUMNS - _PHOTO, filled=filled))
    stretch = max(1.0, _PHOTO_HEIGHT / math.fsum(row.height for row in beside))
    for i, row in enumerate(beside):
        more = (_answer(photo, _PHOTO, len(beside), filled=filled),) if i == 0 else ()
        yield GridRow(row.cells + more, round(row.height * stretch, 1))
    yield from _packed(others, filled=filled)


def _packed(fields: Sequence[FormField], *, filled: bool) -> Iterator[GridRow]:
    waiting: list[FormField] = []
    for field in fields:
        if _short(field):
            waiting.append(field)
            if len(waiting) == 2:
                yield _row(waiting, COLUMNS, filled=filled)
                waiting = []
            continue
        if waiting:
            yield _row(waiting, COLUMNS, filled=filled)
            waiting = []
        yield _row([field], COLUMNS, filled=filled)
    if waiting:
        yield _row(waiting, COLUMNS, filled=filled)


def _row(fields: Sequence[FormField], room: int, *, filled: bool) -> GridRow:
    share = room // len(fields)
    cells: list[Cell] = []
    height = 0.0
    for field in fields:
        label = Cell("label", _LABEL, lines=_label_lines(_labelled(field)))
        answer = _answer(field, share - _LABEL, 1, filled=filled)
        cells += [label, answer]
        height = max(height, _height(field, label, answer))
    return GridRow(tuple(cells), height)


def _height(field: FormField, label: Cell, answer: Cell) -> float:
    """Give the least height: of the kind, and of the words that must fit in."""
    names = sum(_line_count(line, label.columns) for line in label.lines)
    words = answer.lines or (answer.blank,)
    lines: float = math.ceil(_abreast([option.text for option in answer.options]) / (answer.columns * _PER_LINE)) or sum(_line_count(line, answer.columns) for line in words)
    if answer.hint:
        lines += _line_count(answer.hint, answer.columns) * 0.8
    return max(_HEIGHTS.get(field.kind, _ROW), round(_LINE * max(names, lines) + 4, 1))


def _line_count(text: str, columns: int) -> int:
    return max(1, math.ceil(ems(text) / (columns * _PER_LINE)))


def _abreast(options: Sequence[str]) -> float:
    """Give the width of choices side by side, in ems: each with its box, and a gap between two."""
    return ems("".join(options)) + 2.6 * len(options) - 1 if options else 0.0


def is_wide(option: Option, cell: Cell) -> bool:
    """Tell whether a choice needs more than one line of its cell."""
    return _abreast([option.text]) + 1 > cell.columns * _PER_LINE


def _labelled(field: FormField) -> str:
    return field.label + ("" if field.required else "（选填）")


def _label_lines(label: str) -> tuple[str, ...]:
    """Break a label that is too long for one line before its last bracket, if it has one."""
    at = label.rfind("（")
    return (label[:at], label[at:]) if at > 0 and ems(label) > _LABEL * _PER_LINE else (label,)


def _answer(field: FormField, columns: int, rows: int, *, filled: bool) -> Cell:
    hint = "　".join(text for text in (field.hint, "可多选" if field.multiple else "") if text)
    kind: CellKind = "value"
    control: Literal["line", "lines", "date", ""] = ""
    lines: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    match field.kind:
        case "choice":
            kind = "choice"
            options = tuple(Option(text, filled and text in field.sample) for text in field.options)
        case "signature":
            kind, lines = "signature", signature(field, filled=filled)
        case "photo":
            kind, lines = "photo", ("照片",)
        case _:
            control = _CONTROLS.get(field.kind, "line")
            lines = value(field) if filled else ()
    blank = BLANK_DATE if field.kind == "date" else ""
    return Cell(kind, columns, rows, field.id, field.label, control, lines, blank, hint, options, field.multiple)


def _short(field: FormField) -> bool:
    """Tell whether a field can share its row with another. Blank and filled forms must agree, so samples always count."""
    if field.width or field.kind not in {"text", "date", "number", "choice"}:
        return field.width == "half"
    options = _abreast(field.options)
    sample = max((ems(line) for line in field.sample), default=0.0)
    room = (COLUMNS // 2 - _LABEL) * _PER_LINE
    return max(options, sample) <= room and ems(_labelled(field)) <= 2 * _LABEL * _PER_LINE and ems(field.hint) <= 2.2 * room


def option_lines(cell: Cell) -> Iterator[list[Option]]:
    """Give a cell's choices line by line, for what cannot keep a box and its words together by itself."""
    line: list[Option] = []
    for option in cell.options:
        if line and _abreast([one.text for one in (*line, option)]) > cell.columns * _PER_LINE:
            yield line
            line = []
        line.append(option)
    yield line


def ems(text: str) -> float:
    """Give the width of a text in ems: a Han character is one wide, a Latin one about half.

    GBK holds the one in two bytes and the other in one, and counting them is ten times faster than asking Unicode.
    """
    return len(text.encode("gbk", "replace")) / 2
