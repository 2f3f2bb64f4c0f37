"""The values that a power knows by itself: those of its fields, and those of the provisions that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal

from quanli.catalogue.power import Discretion, Power, Quantity, SanctionRange
from quanli.catalogue.sayings import Value, values_of
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.wording import unit_of

_SANCTION_UNITS = {"yuan": "money", "times": "times", "percent": "share", "day": "duration", "month": "duration", "year": "duration"}
_FACTOR_UNITS = {
    "元": ("money", 1, "yuan"), "万元": ("money", 10_000, "yuan"), "亿元": ("money", 100_000_000, "yuan"), "年": ("duration", 1, "year"),
    "个月": ("duration", 1, "month"), "月": ("duration", 1, "month"), "日": ("duration", 1, "day"), "天": ("duration", 1, "day"),
    "个工作日": ("duration", 1, "workday"), "小时": ("duration", 1, "hour"), "%": ("share", 1, "percent"), "％": ("share", 1, "percent"),
    "倍": ("times", 1, "times"), "岁": ("age", 1, "year"), "周岁": ("age", 1, "year"),
}


def limits_of(power: Power) -> Iterator[Quantity]:
    """Give every limit that the power states as such, and how long its results are valid."""
    limits = power.time_limits
    if limits:
        yield from filter(None, (limits.statutory, limits.promised, limits.correction))
    for special in power.special_steps:
        if special.limit:
            yield special.limit
    if power.flows:
        yield from (step.limit for step in (*power.flows.external, *power.flows.internal) if step.limit)
    for result in power.results:
        if result.valid_for:
            yield result.valid_for


def field_values(power: Power) -> AbstractSet[Value]:
    """Collect the values of the fields: limits, fees, sanctions and the bounds of the tiers.

    A working day is known as a day too: statutes call the working days of a permit 日 (行政许可法第八十二条), and prose quotes them.
    """
    limits = {(limit.amount, limit.unit) for limit in limits_of(power)}
    found: set[Value] = {("duration", Decimal(amount), unit) for amount, unit in limits}
    found |= {_other_day(value) for value in found}
    found |= {("money", fee.amount, "yuan") for fee in power.fees or () if fee.amount is not None}
    if power.discretion:
        found.update(_table_values(power.discretion))
    return found


def tier_values(table: Discretion, grade: str) -> set[Value]:
    """Collect the values of the tiers of a grade: the bounds of their circumstances and of their sanctions."""
    factors = {factor.id: factor.unit for factor in table.factors}
    found: set[Value] = set()
    for tier in table.tiers:
        if tier.grade == grade:
            for name, interval in (tier.when or {}).items():
                found.update(_bounds((interval.from_, interval.to), factors.get(name, "")))
            found.update(_ranges(tier.sanctions))
            found |= values_of(tier.circumstances)
    return found


def _table_values(table: Discretion) -> Iterator[Value]:
    yield from _ranges(table.statutory)
    factors = {factor.id: factor.unit for factor in table.factors}
    for tier in table.tiers:
        yield from _ranges(tier.sanctions)
        for name, interval in (tier.when or {}).items():
            yield from _bounds((interval.from_, interval.to), factors.get(name, ""))


def _ranges(sanctions: Iterable[SanctionRange]) -> Iterator[Value]:
    for one in sanctions:
        unit = unit_of(one)
        yield from ((_SANCTION_UNITS.get(unit, ""), bound, unit) for bound in (one.min, one.max) if bound is not None)


def factor_value(bound: Decimal, unit: str) -> Value:
    """Give a bound in the unit of its factor as a value; of a unit that only the table knows, such as 人, the kind is empty."""
    kind, times, name = _FACTOR_UNITS.get(unit, ("", 1, unit))
    return kind, bound * times, name


def _bounds(bounds: Iterable[Decimal | None], unit: str) -> Iterator[Value]:
    yield from (factor_value(bound, unit) for bound in bounds if bound is not None)


def cited_values(power: Power, book: StatuteBook) -> set[Value]:
    """Collect the values of the provisions cited, quoted or at hand in the law library.

    A statute's day may be a working day, so that each stands for the other.
    """
    texts = [basis.text for basis in power.basis] + [special.basis for special in power.special_steps]
    limits = power.time_limits
    if limits:
        texts += [limit.basis for limit in (limits.statutory, limits.promised, limits.correction) if limit]
    texts += [part for fee in power.fees or () for part in (fee.standard, fee.basis, fee.reduction)]
    texts += [material.basis for material in power.materials or ()]
    for basis in power.basis:
        edition = book.of(basis.law, basis.version) if basis.article else None
        if edition and edition.text:
            texts.append(edition.text.article(basis.article))
    found = {value for text in texts if text for value in values_of(text)}
    return found | {_other_day(value) for value in found}


def _other_day(value: Value) -> Value:
    kind, amount, unit = value
    return kind, amount, {"day": "workday", "workday": "day"}.get(unit, unit)
