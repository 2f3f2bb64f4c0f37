"""What a cell holds, as the text that the spreadsheet shows: numbers, days, yes and no (ISO/IEC 29500-1, 18.18.11)."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quanli.frozen import frozen
from quanli.sheets.guard import bare

_NUMBER_LENGTH = 40
"""Characters of a number: a double has at most 24, and what is longer is a text that says that it is a number."""
_FORMAT_LENGTH = 255
"""Characters of a number format, as in Excel."""


@frozen
class Format:
    """What a number format says of the number."""

    percent: bool = False
    date: bool = False
    duration: bool = False


PLAIN = Format()


def format_of(number: str, own: Mapping[str, str]) -> Format:
    """Read a number format: one of the file's ``own`` by its number, or one that every spreadsheet has."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format  # noqa: PLC0415 - heavy

    code = own.get(number) or (BUILTIN_FORMATS.get(int(number), "") if number.isascii() and number.isdigit() and len(number) < 4 else "")
    if len(code) > _FORMAT_LENGTH:
        return PLAIN
    return Format(code.endswith("%"), is_date_format(code), is_timedelta_format(code))


def unescape(text: str) -> str:
    """Read what is written as ``_x000D_`` (18.4.12)."""
    if "_x" not in text:
        return text
    from openpyxl.utils.escape import unescape as read  # noqa: PLC0415 - heavy

    return str(read(text))


def number_text(text: str, how: Format, *, since_1904: bool) -> str:
    """Say a number as its format shows it; what is no number, or no day, as it stands."""
    value = _number(text)
    if value is None:
        return bare(text)
    if how.date:
        return _day(value, how, since_1904=since_1904) or bare(text)
    number = Decimal(repr(value))
    if how.percent:
        return f"{(number * 100).normalize():f}%"
    return f"{number.quantize(Decimal(1)) if _whole(number) else number:f}"


def iso_text(text: str) -> str:
    """Say a day or time that is kept in words."""
    from openpyxl.utils import datetime as days  # noqa: PLC0415 - heavy

    try:
        return _said(days.from_ISO8601(text[:_NUMBER_LENGTH]))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, OverflowError):
        return bare(text)


def _number(text: str) -> float | None:
    if len(text) > _NUMBER_LENGTH or not text.isascii() or "_" in text:
        return None
    try:
        value = float(text) if set(text) & set(".eEnN") else int(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _whole(number: Decimal) -> bool:
    return number == number.to_integral_value() and abs(number) < Decimal(10) ** 28


def _day(value: float, how: Format, *, since_1904: bool) -> str:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel  # noqa: PLC0415 - heavy

    try:
        return _said(from_excel(value, CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900, timedelta=how.duration))
    except (ValueError, OverflowError):
        return ""


def _said(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)
