"""The measured circumstances of the tiers: known factors, no number in two tiers, no number between two tiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from quanli.catalogue.power import Discretion, Factor, Interval, Tier
from quanli.catalogue.wording import measured
from quanli.discretion.in_words import box_text, gap_text
from quanli.discretion.intervals import EVERYTHING, Box, Gap, Span, common_box, gaps
from quanli.errors import Path, Problem, problem
from quanli.frozen import frozen
from quanli.records.suggestions import meant

TIERS: Path = ("discretion", "tiers")

_COUNTED = frozenset({*"人名次户件个台辆家份批起处头条只日天套艘株枚", "人次"})
"""Units of what is counted in whole numbers: 20人 and 21人 are neighbours."""


@frozen
class MeasuredTier:
    """A tier with the box that its measured circumstances make, and its place in the list."""

    index: int
    tier: Tier
    box: Box

    def path(self, factor: str, bound: str) -> Path:
        """Give the place of a bound in the file."""
        return (*TIERS, self.index, "when", factor, bound)


def check_intervals(discretion: Discretion, file: str) -> Iterator[Problem]:
    """Prove the measured circumstances of a discretion table."""
    factors = {factor.id: factor for factor in discretion.factors}
    yield from _check_factors(discretion, file)
    yield from _check_each(discretion, file, factors)
    measured = measured_tiers(discretion)
    yield from _overlaps(measured, file, factors)
    yield from _gaps(measured, file, factors, closed=discretion.bounds == "both-inclusive")


def measured_tiers(discretion: Discretion) -> list[MeasuredTier]:
    """Give the tiers that have measured circumstances in known factors, as boxes under the declared bounds."""
    known = {factor.id for factor in discretion.factors}
    closed = discretion.bounds == "both-inclusive"
    found = []
    for index, tier in enumerate(discretion.tiers):
        box = {
            name: Span.of(interval.from_, interval.to, closed=closed)
            for name, interval in (tier.when or {}).items()
            if name in known
        }
        if box and not any(span.empty for span in box.values()):
            found.append(MeasuredTier(index, tier, box))
    return found


def _check_factors(discretion: Discretion, file: str) -> Iterator[Problem]:
    seen = set()
    for index, factor in enumerate(discretion.factors):
        if factor.id in seen:
            yield problem(
                "DUP_ID", file, ("discretion", "factors", index, "id"), id=factor.id, where="factors"
            )
        seen.add(factor.id)


def _check_each(discretion: Discretion, file: str, factors: Mapping[str, Factor]) -> Iterator[Problem]:
    for index, tier in enumerate(discretion.tiers):
        for name, interval in (tier.when or {}).items():
            path: Path = (*TIERS, index, "when", name)
            if name not in factors:
                zh, en = meant(name, factors)
                yield problem("FACTOR_UNKNOWN", file, path, factor=name, meant_zh=zh, meant_en=en)
                continue
            yield from _check_interval(interval, tier, factors[name], file, path, discretion.bounds)


def _check_interval(
    interval: Interval, tier: Tier, factor: Factor, file: str, path: Path, rule: str
) -> Iterator[Problem]:
    low, high = interval.from_, interval.to
    if low is None or high is None:
        return
    if low > high:
        yield problem(
            "RANGE_REVERSED",
            file,
            (*path, "from"),
            low=measured(low, factor.unit),
            low_en=measured(low, factor.unit, "en"),
            high=measured(high, factor.unit),
            high_en=measured(high, factor.unit, "en"),
        )
    elif low == high and rule != "both-inclusive":
        yield problem("TIER_EMPTY", file, (*path, "from"), grade=tier.grade, at=measured(low, factor.unit), at_en=measured(low, factor.unit, "en"))


def _overlaps(measured: list[MeasuredTier], file: str, factors: Mapping[str, Factor]) -> Iterator[Problem]:
    for first, second in combinations(measured, 2):
        shared = common_box(first.box, second.box)
        if shared is None or _told_apart(first.tier, second.tier, shared):
            continue
        yield problem(
            "TIER_OVERLAP",
            file,
            _bound_inside(second, first, shared),
            first=first.tier.grade,
            second=second.tier.grade,
            at=box_text(shared, factors),
            at_en=box_text(shared, factors, "en"),
        )


def _told_apart(first: Tier, second: Tier, shared: Box) -> bool:
    """Tell whether words part two tiers whose numbers overlap: one needs more than a common boundary to be sure."""
    touching = any(span.low == span.high for span in shared.values())
    return bool(
        first.circumstances
        and second.circumstances
        and first.circumstances != second.circumstances
        and not touching
    )


def _bound_inside(tier: MeasuredTier, other: MeasuredTier, shared: Box) -> Path:
    """Find the bound of a tier that reaches into the other, in the factor where they share least."""
    factor = next((name for name in tier.box if shared[name].low == shared[name].high), next(iter(tier.box)))
    span = tier.box[factor]
    from_reaches = not span.low.is_infinite() and span.low in other.box.get(factor, EVERYTHING)
    return tier.path(factor, "from" if from_reaches or span.high.is_infinite() else "to")


def _gaps(
    measured: list[MeasuredTier], file: str, factors: Mapping[str, Factor], *, closed: bool
) -> Iterator[Problem]:
    """Look for numbers in no tier; only a table of one factor, whose tiers follow each other, has such a thing."""
    names = {name for entry in measured for name in entry.box}
    if len(names) != 1:
        return
    (name,) = names
    unit = factors[name].unit
    tiers = {entry.index: entry for entry in measured}
    for gap in gaps((entry.index, entry.box[name]) for entry in measured):
        if closed and unit in _COUNTED and _neighbours(gap):
            continue
        yield problem(
            "TIER_GAP",
            file,
            tiers[gap.after].path(name, "from"),
            first=tiers[gap.before].tier.grade,
            second=tiers[gap.after].tier.grade,
            at=gap_text(gap, unit, closed=closed),
            at_en=gap_text(gap, unit, "en", closed=closed),
        )


def _neighbours(gap: Gap) -> bool:
    whole = gap.low == gap.low.to_integral_value() and gap.high == gap.high.to_integral_value()
    return whole and gap.high - gap.low == 1
