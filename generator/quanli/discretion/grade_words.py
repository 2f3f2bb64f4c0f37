"""Grades of discretion in words, as spreadsheets and the national tables hold them: a grade, and 处1万元以上2万元以下的罚款.

:mod:`quanli.exchange.tiers` reads them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from quanli.catalogue.power import SanctionRange
from quanli.catalogue.wording import sanction_range
from quanli.sheets.clean import close

STATUTORY = "法定幅度"
"""The column among the grades that holds the statute's own ranges."""
WORDS = MappingProxyType({
    "警告": "warning", "给予警告": "warning", "予以警告": "warning", "处警告": "warning", "通报批评": "criticism", "给予通报批评": "criticism",
    "没收违法所得": "confiscate-gains", "责令改正": "order-correction", "责令停产停业": "suspend-business", "吊销许可证件": "revoke-licence",
    "暂扣许可证件": "suspend-licence", "责令关闭": "close", "没收非法财物": "confiscate-goods",
})
"""Sanctions without an amount, as they are written there."""


def columns_of(made: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Write a benchmark as (grade, cell) pairs; the caller proves that reading them gives it back."""
    closed = made.get("bounds") == "both-inclusive"
    columns = []
    if made.get("statutory"):
        columns.append((STATUTORY, _sanctions(made["statutory"], closed=True)))
    for tier in made.get("tiers", ()):
        parts = (tier.get("circumstances", ""), _sanctions(tier.get("sanctions", ()), closed=closed))
        columns.append((tier["grade"], "，".join(part for part in parts if part)))
    return columns


def _sanctions(found: Sequence[Mapping[str, Any]], *, closed: bool) -> str:
    """Write sanctions as an import reads them."""
    words = {key: word for word, key in reversed(tuple(WORDS.items()))}
    clauses = []
    for one in found:
        if one["sanction"] != "fine":
            clauses.append(words.get(one["sanction"], one["sanction"]))
            continue
        low, high = one.get("min"), one.get("max")
        fine = SanctionRange("fine", base=one.get("base", ""), min=low, max=high, unit=one.get("unit", ""))
        amount = close(sanction_range(fine, closed=closed or low is None or low == high))
        clauses.append(one.get("note") or f"处{fine.base}{amount}的罚款")
    return "，".join(clauses)
