"""How amounts, ranges and durations are said: 1 万元以上 5 万元以下, 货值金额的 15 倍以上 30 倍以下, 2 年以上不满 4 年, 5 个工作日.

Pages, the record of changes, flowcharts and messages all take their words from here, so that nothing is said in two ways.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal

from quanli.catalogue import terms
from quanli.catalogue.durations import Total, at_once
from quanli.catalogue.power import Factor, Fee, Interval, Quantity, SanctionRange
from quanli.errors import Language
from quanli.records.fields import Term

_MYRIAD = 10_000
_PERCENT = frozenset("%％‰")
"""Signs that stand close to their number."""
_UNITS = ("year", "month", "day", "workday")
"""The order in which the parts of a total are said."""


def number(amount: Decimal | int) -> str:
    """Write a number with thousands apart and no zeros that say nothing: 53,300, 0.5."""
    text = f"{amount:,f}" if isinstance(amount, Decimal) else f"{amount:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(amount: Decimal | int, language: Language = "zh") -> str:
    """Write money: 5 万元, 53,300 元 as 5.33 万元, 53,333 元."""
    if language == "en":
        return f"{number(amount)} yuan"
    myriads = Decimal(amount) / _MYRIAD
    if amount >= _MYRIAD and myriads == myriads.quantize(Decimal("0.01")):
        return f"{number(myriads)} 万元"
    return f"{number(amount)} 元"


def price(amount: Decimal | int) -> str:
    """Say what is asked: 50 元; nought is free."""
    return money(amount) if amount else "不收费"


def fee_amount(fee: Fee) -> str:
    """Say what a fee comes to: 50 元／本, 不收费; empty for one that has a standard instead of an amount."""
    if fee.amount is None:
        return ""
    return price(fee.amount) + (f"／{fee.per}" if fee.per and fee.amount else "")


def measured(amount: Decimal | int, unit: str, language: Language = "zh") -> str:
    """Write an amount with a unit in words, as a factor names it: 2 年, 5%; 元 are money."""
    if unit == "元":
        return money(amount, language)
    return f"{number(amount)}{'' if unit in _PERCENT or not unit else ' '}{unit}"


def range_text(low: str, high: str, language: Language = "zh", *, closed: bool = True, above: bool = False) -> str:
    """Join two bounds in words, of which either may be empty; two equal ones are said once.

    以上 and 以下 include the number itself (民法典第一千二百五十九条), as both bounds do here unless said otherwise: the upper
    one when it is not ``closed`` (不满), the lower one when the range lies ``above`` it (超过).
    """
    if low == high and closed:
        return low
    if language == "en":
        most = "" if not high else high if closed and low else f"at most {high}" if closed else f"under {high}"
        least = "" if not low else f"over {low}" if above else low if high else f"at least {low}"
        return " to ".join(filter(None, (least, most)))
    least = "" if not low else f"超过 {low}" if above else f"{low}以上"
    most = "" if not high else f"{high}以下" if closed else f"不满 {high}"
    return f"{least} {most}" if closed and least and most else least + most


def interval_text(interval: Interval | None, factor: Factor | None, bounds: str) -> str:
    """Say an interval in a factor's unit, under the rule that holds at its bounds (a key of BOUNDS): 2 年以上不满 4 年."""
    if interval is None:
        return ""
    unit = factor.unit if factor else ""
    low, high = ("" if bound is None else measured(bound, unit) for bound in (interval.from_, interval.to))
    return range_text(low, high, closed=bounds == "both-inclusive")


def unit_of(sanction: SanctionRange) -> str:
    """Tell what a sanction counts in where that is not written: times of its base, or else yuan."""
    return sanction.unit or ("times" if sanction.base else "yuan")


def sanction_name(sanction: SanctionRange, language: Language = "zh") -> str:
    """Name a sanction, as its statute does where that is written, with the subject that it falls on: 对单位的罚款."""
    name = sanction.name or _term(terms.SANCTIONS, sanction.sanction, language)
    if not sanction.subject:
        return name
    return f"对{sanction.subject}的{name}" if language == "zh" else f"{name} ({sanction.subject})"


def sanction_bound(amount: Decimal | None, sanction: SanctionRange, language: Language = "zh") -> str:
    """Say one bound of a sanction, with what it is a multiple of: 货值金额的 15 倍."""
    return "" if amount is None else _based(_counted(amount, sanction, language), sanction, language)


def sanction_amount(sanction: SanctionRange, language: Language = "zh") -> str:
    """Say the amount of a sanction: 1 万元以上 5 万元以下; empty for one without an amount, such as a warning."""
    return _based(sanction_range(sanction, language), sanction, language)


def sanction_range(sanction: SanctionRange, language: Language = "zh", *, closed: bool = True) -> str:
    """Say the amount of a sanction without its base: 15 倍以上 30 倍以下."""
    low, high = ("" if bound is None else _counted(bound, sanction, language) for bound in (sanction.min, sanction.max))
    return range_text(low, high, language, closed=closed)


def duration(limit: Quantity | None, language: Language = "zh") -> str:
    """Say a time limit: 5 个工作日, and 当场办结 for one that leaves no time; empty where there is none."""
    return _duration(limit.amount, limit.unit, language) if limit else ""


def total_text(total: Total, language: Language = "zh") -> str:
    """Say a total of time limits: 1 个月加 5 个工作日."""
    parts = [_duration(total[unit], unit, language) for unit in _UNITS if total.get(unit)]
    return ("加 " if language == "zh" else " and ").join(parts) or _duration(0, "immediate", language)


@functools.lru_cache(maxsize=256)
def _duration(amount: int, unit: str, language: Language) -> str:
    if not unit:
        return number(amount) if amount else ""
    if at_once(Quantity(amount, unit)):
        return _term(terms.LIMIT_UNITS, "immediate", language)
    return _with_unit(amount, terms.LIMIT_UNITS, unit, language)


def _counted(amount: Decimal, sanction: SanctionRange, language: Language) -> str:
    unit = unit_of(sanction)
    return money(amount, language) if unit == "yuan" else _with_unit(amount, terms.SANCTION_UNITS, unit, language)


def _based(text: str, sanction: SanctionRange, language: Language) -> str:
    if not (text and sanction.base):
        return text
    return f"{sanction.base}的 {text}" if language == "zh" else f"{text} of {sanction.base}"


def _with_unit(amount: Decimal | int, vocabulary: Mapping[str, Term], unit: str, language: Language) -> str:
    word = _term(vocabulary, unit, language)
    return measured(amount, word.removesuffix("s") if language == "en" and amount == 1 else word)


def _term(vocabulary: Mapping[str, Term], key: str, language: Language) -> str:
    """Give the word for a key; one that the vocabulary does not have, as in an old version, stands for itself."""
    term = vocabulary.get(key)
    return key if term is None else term.zh if language == "zh" else term.en
