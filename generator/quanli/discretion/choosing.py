"""Which tiers a case falls into, by its numbers and by the circumstances that hold: information, never a decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from quanli.catalogue.power import Discretion, Tier
from quanli.discretion.intervals import Span


def tiers_met(discretion: Discretion, measured: Mapping[str, Decimal], told: Collection[int]) -> tuple[int, ...]:
    """Give the indexes of the tiers that a case meets.

    ``measured`` gives the case's numbers by factor, ``told`` the indexes of the tiers whose circumstances hold. A tier
    with measured circumstances wants each of them inside its interval; one that is described in words wants to be told.
    """
    closed = discretion.bounds == "both-inclusive"
    return tuple(
        index
        for index, tier in enumerate(discretion.tiers)
        if (index in told or not is_told(tier))
        and all(
            factor in measured and measured[factor] in Span.of(interval.from_, interval.to, closed=closed)
            for factor, interval in (tier.when or {}).items()
        )
    )


def is_told(tier: Tier) -> bool:
    """Tell whether words decide about a tier, alone or besides its numbers."""
    return bool(tier.circumstances) or not tier.when
