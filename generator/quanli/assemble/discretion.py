"""The discretion table as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quanli.assemble.money import plain, range_text, sanction_amount
from quanli.catalogue import terms
from quanli.catalogue.power import Discretion, Exemption, Factor, Interval, SanctionRange, Tier

RULES: Mapping[str, str] = {
    "lower-inclusive": "“以上”含本数，“不满”不含本数。",
    "both-inclusive": "“以上”“以下”都含本数。",
}


@dataclass(frozen=True)
class SanctionView:
    """A sanction: 罚款, whom it falls on, how much."""

    name: str
    subject: str
    amount: str
    note: str


@dataclass(frozen=True)
class TierView:
    """A tier: its measured circumstances in words, the others as prose, and what follows from them."""

    grade: str
    measures: tuple[str, ...]
    circumstances: str
    sanctions: tuple[SanctionView, ...]


@dataclass(frozen=True)
class DiscretionView:
    """A discretion benchmark. ``rule`` says what holds at the bounds; ``default_rule`` is prose."""

    rule: str
    statutory: tuple[SanctionView, ...]
    factors: tuple[Factor, ...]
    tiers: tuple[TierView, ...]
    exemptions: tuple[Exemption, ...]
    default_rule: str
    document: str


def discretion_view(discretion: Discretion) -> DiscretionView:
    """Put a benchmark into words."""
    factors = {factor.id: factor for factor in discretion.factors}
    measured = any(tier.when for tier in discretion.tiers)
    return DiscretionView(
        RULES[discretion.bounds] if measured else "",
        tuple(map(_sanction, discretion.statutory)),
        discretion.factors,
        tuple(_tier(tier, factors, discretion.bounds) for tier in discretion.tiers),
        discretion.exemptions,
        discretion.default_rule,
        discretion.document,
    )


def sanctions_text(sanctions: tuple[SanctionView, ...]) -> str:
    """Name sanctions in one line: 罚款 1 万元以上 5 万元以下、警告."""
    words = (f"{one.subject}{one.name} {one.amount}".strip() for one in sanctions)
    return "；".join(dict.fromkeys(words))


def _sanction(sanction: SanctionRange) -> SanctionView:
    name = terms.SANCTIONS[sanction.sanction].zh
    return SanctionView(name, sanction.subject, sanction_amount(sanction), sanction.note)


def _tier(tier: Tier, factors: Mapping[str, Factor], bounds: str) -> TierView:
    measures = tuple(
        _measure(factors.get(key), interval, bounds) for key, interval in (tier.when or {}).items()
    )
    return TierView(tier.grade, measures, tier.circumstances, tuple(map(_sanction, tier.sanctions)))


def _measure(factor: Factor | None, interval: Interval, bounds: str) -> str:
    """Word an interval: 未办理缴存登记的年限 2 年以上不满 4 年."""
    unit, name = (factor.unit, factor.name) if factor else ("", "")
    low = f"{plain(interval.from_)} {unit}".strip() if interval.from_ is not None else ""
    high = f"{plain(interval.to)} {unit}".strip() if interval.to is not None else ""
    if bounds == "both-inclusive":
        text = range_text(low, high)
    else:
        text = (f"{low}以上" if low else "") + (f"不满 {high}" if high else "")
    return f"{name} {text}".strip()
