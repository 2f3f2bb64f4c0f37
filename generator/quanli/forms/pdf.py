"""A form as an accessible PDF (PDF/UA-1) with its Chinese fonts embedded, typeset by Typst."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quanli.catalogue.form import Form
from quanli.config.tools import TOOL_MISSING
from quanli.errors import ProblemsFoundError
from quanli.forms.document import Document, lay_out
from quanli.forms.fonts import first_installed
from quanli.forms.grid import Cell, Grid, GridRow, is_wide

if TYPE_CHECKING:
    import typst

_TEMPLATE = Path(__file__).with_name("form.typ")
_FAMILIES = {
    "zh-CN": ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC"),
    "zh-TW": ("Noto Serif CJK TC", "Source Han Serif TC", "Noto Sans CJK TC", "Source Han Sans TC"),
}
"""Fonts that will do, the best first."""
_LINE, _LEADING, _MARGIN = 2.5, 4.2, 1.8
"""Height of one line of a label, of each further line, and the least margin in a cell, in millimetres."""
_PAGE = 150.0
"""A row higher than this, in millimetres, may run over to the next page."""


def pdf(form: Form, *, filled: bool = False, body: str = "") -> bytes:
    """Give the form as PDF, blank or as its filled sample. The same form and font give the same bytes everywhere.

    Raises ProblemsFoundError (TOOL_MISSING) where no Chinese font is installed.
    """
    return pdf_of(lay_out(form, filled=filled, body=body))


def pdf_of(document: Document) -> bytes:
    """Give a laid out form as PDF."""
    import typst  # noqa: PLC0415 - 20 MB, wanted only where PDFs are made

    compiler, template, family = _press(document.language)
    inputs = {"document": json.dumps(_data(document, family), ensure_ascii=False)}
    try:
        made = compiler.compile(template, sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:  # a character that the font lacks: PDF/UA forbids to claim conformance
        made = compiler.compile(template, sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


@functools.cache
def _press(language: str) -> tuple[typst.Compiler, bytes, str]:
    """Give the compiler, the template and the font.

    The compiler sees the folder of that one font and Typst's own, so that what else a machine has changes nothing.
    """
    import typst  # noqa: PLC0415

    font = first_installed(_FAMILIES[language])
    if font is None:
        raise ProblemsFoundError(
            [TOOL_MISSING.at("", tool="Noto Serif CJK", install="apt-get install fonts-noto-cjk")]
        )
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font.folder)])
    return typst.Compiler(font_paths=fonts), _TEMPLATE.read_bytes(), font.family


def _data(document: Document, family: str) -> dict[str, Any]:
    """Give the document as plain values, as the template reads them."""
    lang, region = document.language.split("-")
    parts = [
        {"heading": part.heading, "note": part.note, "grids": [_grid(grid) for grid in part.grids]} for part in document.parts
    ]
    return {**document.__dict__, "parts": parts, "lang": lang, "region": region, "fonts": [family, "DejaVu Sans Mono"]}


def _grid(grid: Grid) -> dict[str, Any]:
    return {"columns": grid.columns, "field": grid.field, "head": [_row(row) for row in grid.head], "body": [_row(row) for row in grid.body]}


def _row(row: GridRow) -> dict[str, Any]:
    lines = max(1, len(row.cells[0].lines))  # an empty cell is one line high too
    words = _LINE + _LEADING * (lines - 1)
    margin = max(_MARGIN, (row.height - words) / 2)
    return {"margin": margin, "breakable": row.height > _PAGE, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    options = [{**option._asdict(), "wide": is_wide(option, cell)} for option in cell.options]
    return {**cell._asdict(), "options": options}
