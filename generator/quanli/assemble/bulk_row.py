"""A row of the catalogue in bulk: its columns, which stay in their order, and how it is written for spreadsheets."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from quanli.assemble.context import Context
from quanli.assemble.page import power_url
from quanli.catalogue import terms
from quanli.catalogue.elements import BY_KEY
from quanli.catalogue.power import Quantity
from quanli.catalogue.row import PowerRow
from quanli.catalogue.wording import duration
from quanli.frozen import frozen
from quanli.sheets.written import written_workbook

_FORMULA = frozenset("=+-@\t\r＝＋－＠")
Cell = str | int | bool | None


@frozen
class Column:
    """A column: what people call it, its type in JSON Schema, whether it may be unknown or missing, and its value."""

    zh: str
    type: str
    value: Callable[[PowerRow, Context], Any]
    nullable: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    between: str = " "
    """What stands between the values of a list in a cell: codes hold no blank, words may."""


def _own(name: str) -> Callable[[PowerRow, Context], Any]:
    return lambda row, _: getattr(row, name)


def _unit_name(row: PowerRow, context: Context) -> str | None:
    office = context.registry.offices.get(row.office)
    return next((unit.name for unit in office.units if unit.id == row.unit), None) if office and row.unit else None


def _amount(amount: int, unit: str) -> int | None:
    return amount if unit else None


def _text(amount: int, unit: str) -> str | None:
    return duration(Quantity(amount, unit)) if unit else None


COLUMNS: Mapping[str, Column] = MappingProxyType({
    "code": Column("编码", "string", _own("code")),
    "name": Column("名称", "string", _own("name")),
    "category": Column("类别代码", "string", _own("category"), choices=tuple(terms.CATEGORIES)),
    "office": Column("机关编号", "string", _own("office")),
    "state": Column("状态代码", "string", _own("state"), choices=tuple(terms.STATES)),
    "state_on": Column("状态起始日", "date", _own("state_on"), nullable=True),
    "summary": Column("简介", "string", _own("summary"), help="前 120 字"),
    "promised": Column("承诺时限", "integer", lambda row, _: _amount(row.promised, row.promised_unit), nullable=True, help="没有承诺的为 null；当场办结的为 0"),
    "statutory": Column("法定时限", "integer", lambda row, _: _amount(row.statutory, row.statutory_unit), nullable=True, help="没有法定时限的为 null；当场办结的为 0"),
    "limit_unit": Column("可以指望的时限的单位代码", "string", _own("limit_unit"), help="有承诺的是承诺时限的单位，没有承诺的是法定时限的单位，都没有的为空", choices=("", *terms.LIMIT_UNITS)),
    "statutory_unit": Column("法定时限单位代码", "string", _own("statutory_unit"), choices=("", *terms.LIMIT_UNITS)),
    "free": Column("不收费", "boolean", _own("free"), nullable=True, help="不知道的为 null"),
    "visits": Column("到现场次数", "integer", _own("visits"), nullable=True, help="不知道的为 null"),
    "completeness": Column("要素完整度（%）", "integer", _own("completeness")),
    "missing": Column("缺少的要素代码", "array", _own("missing")),
    "url": Column("网页", "string", lambda row, context: context.site.domain + power_url(row.code)),
    "category_name": Column("类别", "string", lambda row, _: terms.CATEGORIES[row.category].zh),
    "office_name": Column("实施机关", "string", lambda row, context: context.office_name(row.office)),
    "state_name": Column("状态", "string", lambda row, _: terms.STATES[row.state].zh),
    "unit": Column("机构编号", "string", lambda row, _: row.unit or None, nullable=True),
    "unit_name": Column("承办机构", "string", _unit_name, nullable=True),
    "promised_unit": Column("承诺时限单位代码", "string", _own("promised_unit"), help="没有承诺的为空", choices=("", *terms.LIMIT_UNITS)),
    "promised_text": Column("承诺多久办好", "string", lambda row, _: _text(row.promised, row.promised_unit), nullable=True, help="如：10 个工作日、当场办结"),
    "statutory_text": Column("法律规定多久办好", "string", lambda row, _: _text(row.statutory, row.statutory_unit), nullable=True, help="如：20 个工作日、3 个月"),
    "applicants": Column("服务对象代码", "array", _own("applicants")),
    "applicants_name": Column("服务对象", "array", lambda row, _: tuple(terms.APPLICANTS[one].zh for one in row.applicants), between="；"),
    "life_events": Column("主题", "array", _own("life_events"), between="；"),
    "keywords": Column("同义词", "array", _own("keywords"), between="；"),
    "missing_name": Column("缺少的要素", "array", lambda row, _: tuple(BY_KEY[one].zh if one in BY_KEY else one for one in row.missing), between="；"),
    "parent": Column("主项编码", "string", lambda row, _: row.parent or None, nullable=True),
    "national_code": Column("国家编码", "string", lambda row, _: row.national_code or None, nullable=True),
    "data": Column("全部内容", "string", lambda row, context: f"{context.site.domain}/powers/{row.code}.json", help="本事项的 JSON"),
})  # fmt: skip
"""The columns in their order: new ones come at the end. ``promised`` counts in ``promised_unit``, ``statutory`` in ``statutory_unit``: they are often not the same."""
_LISTS = tuple((at, column.between) for at, column in enumerate(COLUMNS.values()) if column.type == "array")
_READ = tuple((name, column.value) for name, column in COLUMNS.items())


def bulk_row(row: PowerRow, context: Context) -> dict[str, Any]:
    """Give what is published of a power in bulk, by column."""
    return {name: value(row, context) for name, value in _READ}


def cells_of(row: Mapping[str, Any]) -> list[Cell]:
    """Give the values of a row for a sheet: each list as one text, a day as it is written."""
    values = list(row.values())
    for at, between in _LISTS:
        values[at] = between.join(values[at])
    return [value.isoformat() if value.__class__ is datetime.date else value for value in values]


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows for spreadsheets: with a byte order mark, and nothing that a spreadsheet would run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(map(safe_cell, row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows as a workbook for people: the columns of the CSV under Chinese headings, texts as texts."""
    return written_workbook("目录", [column.zh for column in COLUMNS.values()], rows)


def safe_cell(value: Cell) -> Cell:
    """Write a value for a cell of CSV: nothing that a spreadsheet would run."""
    if value.__class__ is str:
        return f"'{value}" if value[:1] in _FORMULA else value
    if value.__class__ is bool:
        return "true" if value else "false"
    return value
