"""The discretion table as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from quanli.catalogue import terms
from quanli.catalogue.power import Discretion, Exemption, Factor, Interval, SanctionRange, Tier
from quanli.catalogue.wording import interval_text, sanction_amount, unit_of
from quanli.discretion.choosing import is_told
from quanli.frozen import frozen

Ranges = Mapping[tuple[str, ...], tuple[Decimal, Decimal]]
"""The statutory range of a kind of sanction: what, against whom, multiples of what, unit."""
_NOTHING = Decimal(0)
_THINNEST = 2
"""Percent: a single amount is drawn as a mark that one can see."""

RULES: Mapping[str, str] = {
    "lower-inclusive": "“以上”含本数，“不满”不含本数。",
    "both-inclusive": "“以上”“以下”都含本数。",
}


@frozen
class SanctionView:
    """A sanction: 罚款, whom it falls on, how much.

    ``from_`` and ``share`` draw a tier's part of the statutory range in percent; ``share`` 0: there is nothing to draw.
    """

    name: str
    subject: str
    amount: str
    note: str
    from_: int = 0
    share: int = 0


@frozen
class TierView:
    """A tier: its measured circumstances in words, the others as prose, and what follows from them.

    ``when`` are its intervals for the explorer, such as ``years:2:4 people:10:``; ``told`` says that words decide too.
    """

    grade: str
    measures: tuple[str, ...]
    circumstances: str
    sanctions: tuple[SanctionView, ...]
    when: str = ""
    told: bool = False


@frozen
class DiscretionView:
    """A discretion benchmark. ``rule`` says what holds at the bounds; ``default_rule`` is prose.

    ``closed`` says that intervals hold their upper bound, ``factors`` are those that some tier measures.
    """

    rule: str
    closed: bool
    statutory: tuple[SanctionView, ...]
    factors: tuple[Factor, ...]
    tiers: tuple[TierView, ...]
    exemptions: tuple[Exemption, ...]
    default_rule: str
    document: str


def discretion_view(discretion: Discretion) -> DiscretionView:
    """Put a benchmark into words."""
    factors = {factor.id: factor for factor in discretion.factors}
    measured = {key for tier in discretion.tiers for key in tier.when or ()}
    ranges = _ranges(discretion.statutory)
    names = _names(discretion.statutory)
    return DiscretionView(
        RULES[discretion.bounds] if measured else "",
        discretion.bounds == "both-inclusive",
        tuple(map(_sanction, discretion.statutory)),
        tuple(factor for factor in discretion.factors if factor.id in measured),
        tuple(_tier(_named(tier, names), factors, discretion.bounds, ranges) for tier in discretion.tiers),
        discretion.exemptions,
        discretion.default_rule,
        discretion.document,
    )


def sanctions_text(sanctions: tuple[SanctionView, ...]) -> str:
    """Name sanctions in one line: 罚款 1 万元以上 5 万元以下、警告."""
    words = (f"{one.subject}{one.name} {one.amount}".strip() for one in sanctions)
    return "；".join(dict.fromkeys(words))


def _sanction(sanction: SanctionRange, start: int = 0, share: int = 0) -> SanctionView:
    name = sanction.name or terms.SANCTIONS[sanction.sanction].zh
    return SanctionView(name, sanction.subject, sanction_amount(sanction), sanction.note, start, share)


def _ranges(statutory: tuple[SanctionRange, ...]) -> Ranges:
    """Give the whole range of each kind of sanction that has one."""
    found: dict[tuple[str, ...], tuple[Decimal, Decimal]] = {}
    for one in statutory:
        if one.max is not None:
            low, high = found.get(_kind(one), (one.min or _NOTHING, one.max))
            found[_kind(one)] = min(low, one.min or _NOTHING), max(high, one.max)
    return found


def _names(statutory: tuple[SanctionRange, ...]) -> Mapping[str, str]:
    """Give the statute's own name of each kind of sanction that has one, and only one."""
    named: dict[str, set[str]] = {}
    for one in statutory:
        named.setdefault(one.sanction, set()).add(one.name)
    return {kind: min(names) for kind, names in named.items() if len(names) == 1 and "" not in names}


def _named(tier: Tier, names: Mapping[str, str]) -> Tier:
    """Call the sanctions of a tier what the statute calls them: a tier need not say it again."""
    if not names or all(one.name or one.sanction not in names for one in tier.sanctions):
        return tier
    return replace(tier, sanctions=tuple(one if one.name else replace(one, name=names.get(one.sanction, "")) for one in tier.sanctions))


def _kind(sanction: SanctionRange) -> tuple[str, ...]:
    return sanction.sanction, sanction.subject, sanction.base, unit_of(sanction)


def _drawn(sanction: SanctionRange, ranges: Ranges) -> SanctionView:
    whole = ranges.get(_kind(sanction))
    if whole is None or whole[1] <= whole[0] or (sanction.min is None and sanction.max is None):
        return _sanction(sanction)
    low, high = whole
    size = (high - low) / 100
    start = 0 if sanction.min is None else int((sanction.min - low) / size)
    end = 100 if sanction.max is None else int((sanction.max - low) / size)
    start = max(0, min(start, 100 - _THINNEST))
    return _sanction(sanction, start, max(_THINNEST, min(100, end) - start))


def _tier(tier: Tier, factors: Mapping[str, Factor], bounds: str, ranges: Ranges) -> TierView:
    when = tier.when or {}
    return TierView(
        tier.grade,
        tuple(_measure(factors.get(key), interval, bounds) for key, interval in when.items()),
        tier.circumstances,
        tuple(_drawn(one, ranges) for one in tier.sanctions),
        " ".join(f"{key}:{_digits(interval.from_)}:{_digits(interval.to)}" for key, interval in when.items()),
        is_told(tier),
    )


def _digits(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _measure(factor: Factor | None, interval: Interval, bounds: str) -> str:
    """Word an interval: 未办理缴存登记的年限 2 年以上不满 4 年."""
    return f"{factor.name if factor else ''} {interval_text(interval, factor, bounds)}".strip()
