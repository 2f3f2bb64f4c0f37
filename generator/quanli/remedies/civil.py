"""A contract or a debt: no organ reconsiders it, a court hears it as a civil case, an arbitral institution where that was agreed."""

from __future__ import annotations

import datetime

from quanli.catalogue.power import Quantity
from quanli.remedies.way import Against, Way

NUMBERED = datetime.date(2022, 1, 1)
"""From this day the articles bear the numbers below."""
_SINCE = "自知道或者应当知道权利受到损害以及义务人之日起"
_COURT = "被告住所地或者合同履行地的人民法院"


def contract(day: datetime.date) -> Against:
    """Give the ways of a dispute over a contract or a debt: 民事诉讼法第二十四条, 民法典第一百八十八条, 仲裁法第四条."""
    known = day >= NUMBERED
    articles = ("民事诉讼法第二十四条", "民法典第一百八十八条第一款") if known else ()
    ways = (
        Way("civil", "choice", (_COURT,), False, Quantity(3, "year") if known else None, _SINCE if known else "", articles),
        Way("arbitration", "choice", ("约定的仲裁机构",), False, None, "", ("仲裁法第四条",), "合同约定了仲裁的，不向法院起诉，申请仲裁"),
    )
    note = "合同、借款和欠款的争议是民事争议，不能申请行政复议，也不能提起行政诉讼"
    return Against("contract", "对合同的订立、履行，借款、还款有争议", ways, (), note)
