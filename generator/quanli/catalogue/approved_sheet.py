"""The rows of an approved catalogue or of a central directory, from a sheet: which columns hold what, row by row with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quanli.catalogue.power import Power
from quanli.personal.masking import masked
from quanli.records.fields import fields_of
from quanli.sheets.clean import key_of, one_line
from quanli.sheets.known_headings import known_headings

FIELDS = ("name", "code", "national_code", "category", "office", "basis")
"""What is read of a row."""
_LOOKED_AT = 40
"""Rows among which the headings are sought: lists begin with titles and who issued them."""
_MORE = {"code": ("项目编码", "权力编号", "事项编号", "基本编码"), "name": ("名称", "职权"), "category": ("类型",), "office": ("责任单位", "行使部门")}
"""Headings of lists that no import knows."""
_ASIDE = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[一二三四五六七八九十]{1,3}、|(?:合|小|总|共)计|注[:：]|备注|说明")
"""How a row begins that is a heading between rows, a sum or a note, where nothing else stands in it."""


class SheetRow(NamedTuple):
    """A row with its line in the file, from 1, and its texts by field."""

    line: int
    texts: Mapping[str, str]


def csv_rows(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Part a text into rows with the lines on which they begin. Raises :class:`csv.Error` where it is no table."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if text.partition("\n")[0].count("\t") > 1 else ",")
    line = 1
    for row in reader:
        yield line, tuple(row)
        line = reader.line_num + 1


def workbook_rows(data: bytes, limit: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the rows of the first sheet of a workbook that holds anything, each text where it stands, not where it is merged into.

    Raises :class:`quanli.records.bounds.UnreadableError`.
    """
    from quanli.records.archive import Archive  # noqa: PLC0415 - seldom is a list a workbook
    from quanli.sheets.workbook import Workbook  # noqa: PLC0415

    for grid in Workbook(Archive(data, limit)).grids():
        rows = [(at + 1, tuple(masked(own.get(column, "")) for column in range(max(own, default=-1) + 1))) for at in range(len(grid.rows)) for own in (grid.own(at),)]
        if any(row for _, row in rows):
            yield from rows
            return


def read_rows(rows: Iterable[tuple[int, tuple[str, ...]]], columns: Mapping[str, str]) -> list[SheetRow] | None:
    """Read the rows below the headings; None where no row names a column of names. Rows without a name are titles."""
    known = headings(columns)
    best: dict[int, str] = {}
    found: list[SheetRow] = []
    for number, (line, row) in enumerate(rows):
        if number < _LOOKED_AT:
            named = {at: known[key] for at, text in enumerate(row) if (key := key_of(text)) in known}
            if "name" in named.values() and len(set(named.values())) > len(best):
                best, found = _firsts(named), []
                continue
        texts = {field: one_line(row[at]) for at, field in best.items() if at < len(row) and row[at].strip()}
        if texts.get("name") and (len(texts) > 1 or not _ASIDE.match(texts["name"])):
            found.append(SheetRow(line, texts))
    return found if best else None


def headings(columns: Mapping[str, str]) -> Mapping[str, str]:
    """Give the field of each heading that is known, keyed as :func:`quanli.sheets.clean.key_of` does."""
    known: dict[str, str] = {}
    for name in FIELDS:
        said = fields_of(Power)[name].about
        names = (name, said.zh, said.national, *said.headings, *known_headings().get(name, ()), *_MORE.get(name, ()))
        known |= {key_of(one): name for one in names if one}
    return known | {key_of(heading): field for heading, field in columns.items()}


def _firsts(named: Mapping[int, str]) -> dict[int, str]:
    """Keep the first column of each field."""
    firsts: dict[str, int] = {}
    for at, field in sorted(named.items()):
        firsts.setdefault(field, at)
    return {at: field for field, at in firsts.items()}
