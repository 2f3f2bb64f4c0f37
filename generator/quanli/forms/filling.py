"""What the filled sample shows of a field."""

from __future__ import annotations

import re

from quanli.catalogue.form import FormField

BLANK_DATE = "　　　　年　　月　　日"
_SIGN, _DATE = "签名（盖章）：", "日期："
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")


def value(field: FormField) -> tuple[str, ...]:
    """Give the lines of a field's sample; a date as one writes it on paper."""
    lines = [part for entry in field.sample for part in entry.split("\n")]
    return tuple(_written(line) if field.kind == "date" else line for line in lines)


def entries(field: FormField) -> list[list[str]]:
    """Give the rows of a table's sample, as many cells as the table has columns; what is too much joins the last."""
    width = len(field.columns)
    rows = []
    for line in field.sample:
        cells = [cell.strip() for cell in line.split("|", width - 1)]
        rows.append(cells + [""] * (width - len(cells)))
    return rows


def signature(field: FormField, *, filled: bool) -> tuple[str, ...]:
    """Give the line to sign on and the line of the date; a sample's first entry signs, its second dates."""
    name, date = (*field.sample, "", "")[:2] if filled else ("", "")
    return _SIGN + name, _DATE + (_written(date) if date else BLANK_DATE)


def _written(date: str) -> str:
    found = _ISO.match(date)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else date
