"""Time limits as sheets write them: 20个工作日, 90日, 3个月, 即时."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from quanli.catalogue import wording
from quanli.catalogue.power import Quantity
from quanli.codes.numerals import number_of
from quanli.exchange.numerals import CHINESE
from quanli.sheets.clean import close, key_of

_UNITS = {
    "个工作日": "workday", "工作日": "workday", "个工作天": "workday", "workday": "workday", "workdays": "workday", "working days": "workday",
    "日": "day", "天": "day", "个自然日": "day", "自然日": "day", "day": "day", "days": "day",
    "个月": "month", "月": "month", "month": "month", "months": "month",
    "年": "year", "year": "year", "years": "year",
}
_AT_ONCE = frozenset({"即时", "即办", "当场", "当场办结", "即时办结", "当即", "立即", "当日办结", "immediate", "onthespot"})
_AMOUNT = re.compile(rf"(?P<number>\d{{1,9}}|{CHINESE})\s*(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?:内|以内)?")


_GROUNDED = re.compile(r"(?P<limit>[^（(]+?)(?:[（(]依据[:：]?\s*(?P<basis>.+?)[)）])?(?:[（(]说明[:：]\s*(?P<note>.+)[)）])?", re.DOTALL)
"""A limit with its ground, and a note: 20日（依据：行政许可法第四十二条）（说明：自受理之日起）."""


def duration(text: str, unit: str = "") -> dict[str, Any] | None:
    """Read a limit; None when there is none in it or more than one.

    What stands around the amount becomes the note. ``unit`` is what the heading says, e.g. 工作日.
    """
    if key_of(text) in _AT_ONCE:
        return {"unit": "immediate"}
    if re.fullmatch(r"\d+(\.0+)?", text):
        named = _UNITS.get(unit)
        return {"amount": int(float(text)), "unit": named} if named else None
    grounded = _GROUNDED.fullmatch(text)
    if grounded and (grounded["basis"] or grounded["note"]) and (bare := duration(grounded["limit"].strip(), unit)) and "note" not in bare:
        return bare | {key: grounded[key] for key in ("basis", "note") if grounded[key]}
    found = list(_AMOUNT.finditer(text))
    if len(found) != 1:
        return None
    amount = number_of(found[0]["number"])
    if amount is None:
        return None
    limit: dict[str, Any] = {"amount": amount, "unit": _UNITS[found[0]["unit"]]}
    if found[0].span() != (0, len(text)):
        limit["note"] = text
    return limit


def written(limit: Mapping[str, Any]) -> str:
    """Write a limit as :func:`duration` reads it."""
    text = close(wording.duration(Quantity(limit.get("amount", 0), limit["unit"])))
    if limit.get("note") and duration(limit["note"]) == limit:
        return str(limit["note"])
    text += f"（依据：{limit['basis']}）" if limit.get("basis") else ""
    return text + (f"（说明：{limit['note']}）" if limit.get("note") else "")
