"""Amounts as people read them: 1 万元以上 5 万元以下, 货值金额的 15 倍以上 30 倍以下, 3 个月以上 6 个月以下."""

from __future__ import annotations

from decimal import Decimal

from quanli.catalogue import terms
from quanli.catalogue.power import SanctionRange

_MYRIAD = 10_000


def plain(number: Decimal) -> str:
    """Write a number with thousands apart and no zeros that say nothing: 53,300, 0.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(amount: Decimal) -> str:
    """Write money: 5 万元, 53,300 元, 1.5 万元."""
    myriads = amount / _MYRIAD
    if amount >= _MYRIAD and myriads == myriads.quantize(Decimal("0.01")):
        return f"{plain(myriads.normalize())} 万元"
    return f"{plain(amount)} 元"


def measured(amount: Decimal, unit: str) -> str:
    """Write an amount with a sanction's unit."""
    if unit in {"", "yuan"}:
        return yuan(amount)
    label = terms.SANCTION_UNITS[unit].zh
    return f"{plain(amount)}{label}" if unit == "percent" else f"{plain(amount)} {label}"


def range_text(low: str, high: str) -> str:
    """Join two bounds: both include themselves, as 以上 and 以下 do."""
    if low and high:
        return low if low == high else f"{low}以上 {high}以下"
    return f"{low}以上" if low else f"{high}以下" if high else ""


def sanction_amount(sanction: SanctionRange) -> str:
    """Word the amount of a sanction; empty for one without an amount, such as a warning."""
    unit = sanction.unit or ("times" if sanction.base else "yuan")
    low = measured(sanction.min, unit) if sanction.min is not None else ""
    high = measured(sanction.max, unit) if sanction.max is not None else ""
    text = range_text(low, high)
    return f"{sanction.base}的 {text}" if sanction.base and text else text
