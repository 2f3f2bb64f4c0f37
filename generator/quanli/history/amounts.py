"""Amounts in the bureau's words: 20 个工作日, 1 万元以上 5 万元以下, 2 年以上不满 4 年."""

from __future__ import annotations

from decimal import Decimal

from quanli.catalogue import terms
from quanli.catalogue.power import Factor, Interval, Quantity, SanctionRange

_MYRIAD = 10_000


def quantity_text(quantity: Quantity | None) -> str:
    """Say an amount of time."""
    if quantity is None or not quantity.unit:
        return ""
    term = terms.LIMIT_UNITS.get(quantity.unit)
    unit = term.zh if term else quantity.unit
    return unit if quantity.unit == "immediate" else f"{quantity.amount} {unit}"


def number_text(number: Decimal) -> str:
    """Write a number with thousands apart and no zeros that say nothing: 53,300, 0.5."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(amount: Decimal) -> str:
    """Write money: 5 万元, 53,300 元."""
    myriads = amount / _MYRIAD
    if amount >= _MYRIAD and myriads == myriads.quantize(Decimal("0.01")):
        return f"{number_text(myriads)} 万元"
    return f"{number_text(amount)} 元"


def bound_text(amount: Decimal | None, sanction: SanctionRange) -> str:
    """Write one bound of a sanction with its unit and what it is a multiple of."""
    if amount is None:
        return ""
    unit = sanction.unit or ("times" if sanction.base else "yuan")
    if unit == "yuan":
        text = yuan(amount)
    else:
        term = terms.SANCTION_UNITS.get(unit)
        text = f"{number_text(amount)} {term.zh if term else unit}"
    return f"{sanction.base}的 {text}" if sanction.base else text


def range_text(sanction: SanctionRange) -> str:
    """Write a sanction's range, e.g. 1 万元以上 5 万元以下; empty for one without an amount, such as a warning."""
    if sanction.min is not None and sanction.max is not None:
        low = bound_text(sanction.min, sanction)
        if sanction.min == sanction.max:
            return low
        high = bound_text(sanction.max, sanction)
        return f"{low}以上 {high.removeprefix(f'{sanction.base}的 ') if sanction.base else high}以下"
    if sanction.min is not None:
        return f"{bound_text(sanction.min, sanction)}以上"
    return f"{bound_text(sanction.max, sanction)}以下" if sanction.max is not None else ""


def interval_text(interval: Interval | None, factor: Factor | None, bounds: str) -> str:
    """Write an interval in a factor's unit, under the rule that holds at its bounds."""
    if interval is None:
        return ""
    unit = f" {factor.unit}" if factor and factor.unit else ""
    low = f"{number_text(interval.from_)}{unit}以上" if interval.from_ is not None else ""
    high = f"{number_text(interval.to)}{unit}" if interval.to is not None else ""
    if not high:
        return low
    if bounds == "both-inclusive":
        return f"{low}{' ' if low else ''}{high}以下"
    return f"{low}不满 {high}"
