"""The measured circumstances of the tiers: known factors, no number in two tiers, no number between two tiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from quanli.catalogue.ids import DUP_ID
from quanli.catalogue.power import Discretion, Factor, Interval, Tier
from quanli.catalogue.wording import measured
from quanli.discretion.in_words import box_text, gap_text
from quanli.discretion.intervals import EVERYTHING, Box, Gap, Span, common_box, gaps
from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.records.suggestions import meant

TIER_OVERLAP = Rule(
    "TIER_OVERLAP", "error",
    zh="“{first}”与“{second}”两档重叠：{at}同时落在两档",
    en='tiers "{first}" and "{second}" overlap: {at_en} stands in both',
    hint_zh="改为一档“以上”、一档“不满”（bounds: lower-inclusive）",
    hint_en="make one bound exclusive (bounds: lower-inclusive)",
)
TIER_GAP = Rule(
    "TIER_GAP", "error",
    zh="“{first}”与“{second}”两档之间有空档：{at}不落在任何一档",
    en='there is a gap between "{first}" and "{second}": {at_en} is in no tier',
    hint_zh="使相邻两档的界限相接", hint_en="let neighbouring tiers meet",
)
FACTOR_UNKNOWN = Rule(
    "FACTOR_UNKNOWN", "error",
    zh="没有裁量因素“{factor}”{meant_zh}", en='there is no factor "{factor}"{meant_en}',
    hint_zh="先在 factors 中定义", hint_en="define it under factors",
)
TIER_EMPTY = Rule(
    "TIER_EMPTY", "error",
    zh="“{grade}”档从 {at}到 {at}：不含上限，没有任何值",
    en='tier "{grade}" runs from {at_en} to {at_en}: without its upper bound nothing is in it',
    hint_zh="改正上下限，或用 bounds: both-inclusive", hint_en="correct the bounds, or use bounds: both-inclusive",
)
RANGE_REVERSED = Rule(
    "RANGE_REVERSED", "error",
    zh="下限 {low} 大于上限 {high}", en="the lower bound {low_en} is above the upper bound {high_en}",
    hint_zh="对调或改正", hint_en="swap or correct them",
)

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
            yield DUP_ID.at(file, ("discretion", "factors", index, "id"), id=factor.id, where="factors" )
        seen.add(factor.id)


def _check_each(discretion: Discretion, file: str, factors: Mapping[str, Factor]) -> Iterator[Problem]:
    for index, tier in enumerate(discretion.tiers):
        for name, interval in (tier.when or {}).items():
            path: Path = (*TIERS, index, "when", name)
            if name not in factors:
                zh, en = meant(name, factors)
                yield FACTOR_UNKNOWN.at(file, path, factor=name, meant_zh=zh, meant_en=en)
                continue
            yield from _check_interval(interval, tier, factors[name], file, path, discretion.bounds)


def _check_interval(
    interval: Interval, tier: Tier, factor: Factor, file: str, path: Path, rule: str
) -> Iterator[Problem]:
    low, high = interval.from_, interval.to
    if low is None or high is None:
        return
    if low > high:
        yield RANGE_REVERSED.at(
            file,
            (*path, "from"),
            low=measured(low, factor.unit),
            low_en=measured(low, factor.unit, "en"),
            high=measured(high, factor.unit),
            high_en=measured(high, factor.unit, "en"),
        )
    elif low == high and rule != "both-inclusive":
        yield TIER_EMPTY.at(file, (*path, "from"), grade=tier.grade, at=measured(low, factor.unit), at_en=measured(low, factor.unit, "en"))


def _overlaps(measured: list[MeasuredTier], file: str, factors: Mapping[str, Factor]) -> Iterator[Problem]:
    for first, second in combinations(measured, 2):
        shared = common_box(first.box, second.box)
        if shared is None or _told_apart(first.tier, second.tier, shared):
            continue
        yield TIER_OVERLAP.at(
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
        yield TIER_GAP.at(
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
