"""Amounts and ranges as statutes write them: 一万元以上五万元以下, 百分之五, 等值以上三倍以下, 1至3倍, 不超过三万元."""

from __future__ import annotations

import re
from decimal import Decimal

from quanli.codes.numerals import NUMERAL, number_of
from quanli.frozen import frozen

_UNIT = r"(?:元|倍|%|‰|日|天|个月|月|年)"
AMOUNT = rf"(?:(?:百|千|万|{NUMERAL})分之{NUMERAL}|[0-9]{{1,4}}[百千]{_UNIT}?|{NUMERAL}{_UNIT}?|等值)"
"""Pattern of one amount; a unit that follows only its fellow may be missing (五以上十以下的罚款 does not occur alone)."""
_INCLUDED = r"(?:人民币)?(?:（含）|（含本数）)?"
RANGE = (
    rf"(?:(?P<low>{AMOUNT}){_INCLUDED}以上[、，]?(?:至|不满|不足)?(?P<high>{AMOUNT}){_INCLUDED}(?:以下|以内)"
    rf"|(?P<from>{AMOUNT})(?:以上)?(?:至|到|—|-|－|～|~)(?P<to>{AMOUNT})(?:以下|以内)?"
    rf"|(?P<most>{AMOUNT}){_INCLUDED}(?:以下|以内)|(?:最高)?不(?:得)?(?:超过|高于)(?P<cap>{AMOUNT})"
    rf"|(?:最低)?不(?:得)?(?:少于|低于)(?P<floor>{AMOUNT})|(?P<least>{AMOUNT}){_INCLUDED}以上|(?P<exact>{AMOUNT}))"
)
"""Pattern of a range of amounts, with groups that :func:`bounds_of` reads."""
_UNITS = {"元": "yuan", "倍": "times", "%": "percent", "‰": "permille", "日": "day", "天": "day", "月": "month", "年": "year"}
_SHARES = {"百": "percent", "千": "permille"}
_HUNDREDS = {"百": 100, "千": 1000}
_LARGE = {"": 1, "万": 10_000, "亿": 100_000_000}


@frozen
class Bounds:
    """A range without what it is a range of."""

    min: Decimal | None
    max: Decimal | None
    unit: str


def bounds_of(match: re.Match[str]) -> Bounds | None:
    """Read a match of :data:`RANGE`; nothing when its units differ or are missing."""
    groups = match.groupdict()
    low_text = groups["low"] or groups["from"] or groups["least"] or groups["floor"] or groups["exact"]
    high_text = groups["high"] or groups["to"] or groups["most"] or groups["cap"] or groups["exact"]
    high, high_unit = amount_of(high_text) if high_text else (None, "")
    low, low_unit = amount_of(low_text) if low_text else (None, "")
    if {low_unit, high_unit} == {"percent", "times"}:
        low, high, low_unit, high_unit = _in_times(low, low_unit), _in_times(high, high_unit), "times", "times"
    elif {low_unit, high_unit} == {"percent", "permille"}:
        low, high, low_unit, high_unit = _in_permille(low, low_unit), _in_permille(high, high_unit), "permille", "permille"
    elif {low_unit, high_unit} == {"month", "year"}:
        low, high, low_unit, high_unit = _in_months(low, low_unit), _in_months(high, high_unit), "month", "month"
    unit = high_unit or low_unit
    if (
        not unit
        or (high_text and high is None)
        or (low_text and low is None)
        or (high_unit and low_unit and high_unit != low_unit)
    ):
        return None
    if low is not None and low_text and not low_unit and high_text:
        low = _of_the_other(low, low_text, high_text)
    return Bounds(low, high, unit)


def amount_of(text: str) -> tuple[Decimal | None, str]:
    """Read 五万元, 10%, 百分之五, 三分之一, 二倍 or 等值; the unit is empty where none is written."""
    if text == "等值":
        return Decimal(1), "times"
    if "分之" in text:
        whole, _, part = text.partition("分之")
        number = _decimal(part)
        if number is None or whole in _SHARES:
            return number, _SHARES.get(whole, "percent")
        parts = _decimal(whole)
        return (number * 100 / parts if parts else None), "percent"
    unit = _UNITS.get(text[-1], "")
    return _decimal(text.removesuffix(text[-1]).removesuffix("个") if unit else text), unit


def _in_times(number: Decimal | None, unit: str) -> Decimal | None:
    """Give 30% of 30%以上2倍以下 in the unit of the other bound."""
    return number / 100 if number is not None and unit == "percent" else number


def _in_permille(number: Decimal | None, unit: str) -> Decimal | None:
    """Give 千分之五以上百分之一以下 in permille."""
    return number * 10 if number is not None and unit == "percent" else number


def _in_months(number: Decimal | None, unit: str) -> Decimal | None:
    """Give 三个月以上一年以下 in months."""
    return number * 12 if number is not None and unit == "year" else number


def _of_the_other(low: Decimal, low_text: str, high_text: str) -> Decimal:
    """Give 五至十万元 its 万, and leave 五千至一万元 as it is."""
    large = high_text.rstrip("元")[-1:]
    return low * _LARGE[large] if large in {"万", "亿"} and low_text[-1] not in "千万亿" else low


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(",", "")
    found = re.fullmatch(r"([0-9]+\.[0-9]+)([万亿]?)", plain)
    if found:
        return Decimal(found[1]) * _LARGE[found[2]]
    if plain[:1].isascii() and plain[-1:] in _HUNDREDS:
        number = number_of(plain[:-1])
        return None if number is None else Decimal(number) * _HUNDREDS[plain[-1]]
    number = number_of(plain)
    return None if number is None else Decimal(number)
