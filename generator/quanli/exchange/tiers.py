"""The discretion columns of a row (从轻, 一般, 从重) and the discretion benchmark that they make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quanli.discretion.grade_words import STATUTORY
from quanli.exchange import sanctions
from quanli.sheets.clean import one_line, prose

_CASE = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[)）]\s*)?(?P<circumstances>.+?的)[，,]\s*(?P<sanctions>(?:可以?)?(?:并)?处.+)", re.DOTALL)


def benchmark(columns: Sequence[tuple[str, str]]) -> tuple[dict[str, Any], list[str]]:
    """Make a benchmark of (grade, cell) pairs; also name the grades whose cell states no sanction that can be read.

    Their words stay as the tier's circumstances. Where amounts are written 以上…以下 both bounds are meant to be
    included (Civil Code, art. 1259: 以上 and 以下 include the number itself, 不满 does not).
    """
    made: dict[str, Any] = {}
    tiers: list[dict[str, Any]] = []
    unread: list[str] = []
    closed = True
    for grade, text in columns:
        circumstances, read = _case(one_line(text))
        if grade == STATUTORY:
            if read:
                made["statutory"] = read[0]
            else:
                unread.append(grade)
            continue
        tier: dict[str, Any] = {"grade": grade}
        if read is None:
            tier["circumstances"] = prose(text)
            unread.append(grade)
        else:
            tier |= {"circumstances": circumstances} if circumstances else {}
            tier["sanctions"] = read[0]
            closed = closed and read[1]
        tiers.append(tier)
    if closed and any(_is_range(one) for tier in tiers for one in tier.get("sanctions", ())):
        made = {"bounds": "both-inclusive", **made}
    return made | ({"tiers": tiers} if tiers else {}), unread


def _case(text: str) -> tuple[str, tuple[list[dict[str, Any]], bool] | None]:
    """Part a cell into circumstances and sanctions: 发生一般事故的，处…罚款."""
    read = sanctions.sanctions(text)
    if read is None and (case := _CASE.fullmatch(text)):
        return case["circumstances"], sanctions.sanctions(case["sanctions"])
    return "", read


def _is_range(one: Mapping[str, Any]) -> bool:
    return "min" in one and "max" in one and one["min"] != one["max"]
