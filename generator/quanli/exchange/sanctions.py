"""Discretion columns: 处3万元以上53,300元以下的罚款 becomes a sanction with its range."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from quanli.discretion.grade_words import WORDS
from quanli.exchange.numerals import NUMBER, plain_number, to_number

_UNIT = {"元": "yuan", "倍": "times", "%": "percent", "": ""}
_NUMBER = NUMBER.replace("{", "{{").replace("}", "}}")
_ONE = rf"(?:(?P<p{{0}}>百分之)?(?P<n{{0}}>{_NUMBER})(?P<u{{0}}>元|倍|%)?)"
_LOW, _HIGH = _ONE.format("a"), _ONE.format("b")
_RANGE = (
    rf"(?:{_LOW}(?:以上|至|到|[-—～~]+)(?P<open>不满|不足)?{_HIGH}(?:以下)?"
    rf"|{_ONE.format('c')}(?P<only>以上|以下)|{_ONE.format('d')})"
)
_FINE = re.compile(
    r"(?:(?:并|并可|可以?并|可以?)?处以?|并)?(?:相当于)?(?P<base>违法所得|货值金额|[^，,；;。\d处]{0,12}?(?:收入|金额|价款|费用|工程款))?(?:的)?"
    rf"{_RANGE}(?:的)?(?:人民币)?罚款",
)
_JOINTS = re.compile(r"[，,；;、。](?![^（(]*[）)])")
_LENGTH = 2_000
"""Characters of a tier's sanctions at most: what is longer says more than sanctions."""
_MAYBE = ("可以", "可并处", "可处", "并可")
_THOUSANDS_COMMA = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


def sanctions(text: str) -> tuple[list[dict[str, Any]], bool] | None:
    """Read a tier's sanctions; None when a part of the cell is no sanction.

    The second value says that the upper bounds are included (以下, not 不满).
    """
    if len(text) > _LENGTH:
        return None
    found: list[dict[str, Any]] = []
    closed = True
    for clause in _JOINTS.split(_THOUSANDS_COMMA.sub("", text.replace("％", "%"))):
        bare = clause.strip().removeprefix("并")
        if not clause.strip():
            continue
        if bare in WORDS:
            found.append({"sanction": WORDS[bare]})
        elif (fine := _FINE.fullmatch(clause.strip())) and (one := _fine(fine, clause.strip())):
            found.append(one)
            closed = closed and not fine["open"]
        else:
            return None
    return (found, closed) if found else None


def _fine(found: re.Match[str], clause: str) -> dict[str, Any] | None:
    named = {at: _amount(found, at, found["ub"] if at == "a" else None) for at in "abcd" if found[f"n{at}"]}
    if None in named.values():
        return None
    low, high = named.get("a") or named.get("d"), named.get("b") or named.get("d")
    if found["only"]:
        low, high = (named["c"], None) if found["only"] == "以上" else (None, named["c"])
    units = {bound[1] for bound in (low, high) if bound}
    if len(units) != 1 or units == {""} or (low and high and low[0] > high[0]):
        return None
    fine: dict[str, Any] = {"sanction": "fine"}
    if found["base"]:
        fine["base"] = found["base"].removesuffix("的")
    if low:
        fine["min"] = plain_number(low[0])
    if high:
        fine["max"] = plain_number(high[0])
    fine["unit"] = units.pop()
    if clause.startswith(_MAYBE):
        fine["note"] = clause
    return fine


def _amount(found: re.Match[str], at: str, other: str | None = None) -> tuple[Decimal, str] | None:
    """Give the number and its unit; 3至5万元 lends the first what the second has. Nothing when it is no number."""
    number = found[f"n{at}"]
    if at == "a" and not found["ua"] and number[-1] not in "万亿" and found["nb"][-1] in "万亿":
        number += found["nb"][-1]
    unit = "percent" if found[f"p{at}"] else _UNIT[found[f"u{at}"] or other or ""]
    value = to_number(number)
    return None if value is None else (value, unit)
