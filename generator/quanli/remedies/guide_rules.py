"""Periods that a guide gives for remedies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.power import Quantity
from quanli.catalogue.wording import duration
from quanli.errors import Problem
from quanli.remedies.check import REDRESS_DAYS
from quanli.remedies.prose import TELLS, SaidPeriod, read_prose

_RECONSIDERATION, _AFTER, _DIRECT = Quantity(60, "day"), Quantity(15, "day"), Quantity(6, "month")
_SHORTER = (Quantity(15, "day"), Quantity(30, "day"))
"""Periods of a direct lawsuit that acts of parliament set for one field or another."""
_THREE_MONTHS = re.compile("专利|布图|植物新品种|赔偿")
"""Fields in which a lawsuit is brought within three months."""


def check_guide_remedies(body: str, file: str, first: int) -> Iterator[Problem]:
    """Hold the periods of a guide against those that the general law sets, or a special one; ``first`` is the line on which the text begins."""
    if not TELLS.search(body):
        return
    quarter = bool(_THREE_MONTHS.search(body))
    for number, line in enumerate(body.splitlines(), first):
        if TELLS.search(line):
            for period in read_prose(line).periods:
                allowed = _allowed(period, quarter=quarter)
                if period.within not in allowed:
                    yield _wrong(period, allowed[0], file, number)


def _allowed(period: SaidPeriod, *, quarter: bool) -> tuple[Quantity, ...]:
    if period.way == "reconsideration":
        return (_RECONSIDERATION,)
    if period.after:
        return (_AFTER, Quantity(30, "day")) if quarter else (_AFTER,)
    return (_DIRECT, *_SHORTER, Quantity(3, "month")) if quarter else (_DIRECT, *_SHORTER)


def _wrong(period: SaidPeriod, right: Quantity, file: str, number: int) -> Problem:
    term = terms.REMEDY_WAYS[period.way]
    article = "行政复议法第二十条" if period.way == "reconsideration" else "行政诉讼法第四十五条、第四十六条"
    return REDRESS_DAYS.at(
        file, (), line=number, column=len(period.leading) + 1, way_zh=term.zh, way_en=term.en,
        right=duration(right), right_en=duration(right, "en"), said=period.words, where=article,
    )  # fmt: skip
