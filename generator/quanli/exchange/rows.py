"""The rows below the headings: data, sections, repeated headings, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue.power import Power
from quanli.exchange.headings import Headings
from quanli.frozen import frozen
from quanli.records.fields import fields_of
from quanli.sheets.clean import key_of, one_line
from quanli.sheets.grid import Grid
from quanli.sheets.vocabulary import term_of

_NUMERAL = r"(?:[一二三四五六七八九十百]{1,9}|\d{1,9}|[IVX]{1,9})"
_SECTION = re.compile(rf"(?:[（(]{_NUMERAL}[)）][、.．:：\s]*|第?{_NUMERAL}[部类章节]?(?:分)?[、.．:：\s]+)")
_SECTION_END = re.compile(r"(?:[（(][^（()）]*[)）]|事项|类|[:：\s])*\Z")
_TITLE_LENGTH = 200
_TOTAL = re.compile(r"^(合计|总计|小计|共计)")


@frozen
class Row:
    """A data row: its number as the spreadsheet shows it, its texts by column, and the category of its section."""

    number: int
    texts: tuple[str, ...]
    section: str


@frozen
class Aside:
    """Words of the sheet that are no data: titles, sections, totals, footnotes."""

    number: int
    text: str
    section: bool = False
    """It opens a section of one category, and so has been understood."""


def section_category(text: str) -> str:
    """Give the category that a section's title names: 一、行政许可, （二）行政处罚类（共158项）. Nothing for any other words."""
    if len(text) > _TITLE_LENGTH:
        return ""
    return term_of(fields_of(Power)["category"], _SECTION_END.sub("", _SECTION.sub("", text)))


def data_rows(grid: Grid, headings: Headings) -> Iterator[Row | Aside]:
    """Walk a sheet from top to bottom; rows that only repeat the headings are passed over."""
    for number in range(headings.first):
        for text in grid.own(number).values():
            yield Aside(number + 1, one_line(text))
    names = [key_of(text) for text in grid.rows[headings.first]]
    lower = [key_of(text) for text in grid.rows[headings.last]]
    named = {column.index for column in headings.columns if column.target in {"name", "code"}}
    section = ""
    for number in range(headings.last + 1, len(grid.rows)):
        own, shown = grid.own(number), grid.rows[number]
        if not own:
            continue
        keys = [key_of(text) for text in shown]
        if keys == names or (headings.last > headings.first and keys == lower):
            continue
        text = one_line(next(iter(own.values())))
        alone = len(own) == 1 and not (own.keys() & named and len(headings.columns) <= 2)
        category = section_category(text) if len(own) == 1 else ""
        if alone or category:
            section = category or section
            yield Aside(number + 1, text, bool(category))
        elif not any(shown[at].strip() for at in named) and _TOTAL.match(text):
            yield Aside(number + 1, " ".join(one_line(text) for text in own.values()))
        else:
            yield Row(number + 1, shown, section)
