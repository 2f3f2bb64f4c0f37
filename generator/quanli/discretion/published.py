"""Benchmarks as cities have published them (以上、以下均含本数), read into discretion tables, their overlaps by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from quanli.catalogue.benchmark import Benchmarks, Passage, PublishedBenchmark, PublishedTier
from quanli.catalogue.content_kinds import BENCHMARK
from quanli.catalogue.power import Discretion, Factor, Interval, SanctionRange, Tier
from quanli.catalogue.reading import read_data
from quanli.catalogue.tree import Tree, files_of
from quanli.discretion.in_words import box_text, span_text
from quanli.discretion.intervals import Span, common_box
from quanli.discretion.tier_intervals import measured_tiers
from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.records.places import placed
from quanli.records.read import read_record

PUBLISHED_OVERLAP = Rule(
    "PUBLISHED_OVERLAP", "warning",
    zh="公布的基准中，{at}同时落在“{first}”与“{second}”两档",
    en='{at_en} stands in the tiers "{first}" and "{second}" of the published benchmark',
    hint_zh="请法制机构明确边界归属", hint_en="ask the legal office which tier holds the boundary",
)

_MEASURES = (("from", "to", ""), ("from_years", "to_years", "年"), ("from_months", "to_months", "个月"), ("from_days", "to_days", "日"))
"""The fields of a tier's bounds, each with the unit that they count in."""
_SUBJECTS = {"fine": "", "unit": "单位", "person_in_charge": "直接负责的主管人员"}
"""Whom a column of amounts falls on."""
_FACTOR = "measure"


@frozen
class Benchmark:
    """One published benchmark: who published it, as a discretion table, and where it stands in its file."""

    city: str
    discretion: Discretion
    path: Path


def check_published(tree: Tree) -> Iterator[Problem]:
    """Check the benchmarks that a site keeps."""
    for path in files_of(tree, BENCHMARK):
        data, problems = read_data(tree, path, BENCHMARK)
        yield from problems if data is None else read_published(data, path)[1]


def read_published(data: bytes, file: str) -> tuple[tuple[Benchmark, ...], list[Problem]]:
    """Read a file of published benchmarks; numbers that stand in two tiers are problems with their line."""
    found, problems = read_record(data, file, Benchmarks)
    if found is None:
        return (), problems
    statutory = _statutory(found.statute)
    benchmarks = tuple(
        Benchmark(one.city, _table(one, statutory), ("benchmarks", index)) for index, one in enumerate(found.benchmarks)
    )
    for benchmark, published in zip(benchmarks, found.benchmarks, strict=True):
        problems += _overlaps(benchmark, published.tiers, file)
    return benchmarks, placed(problems, data, file)


def _statutory(passage: Passage | None) -> tuple[SanctionRange, ...]:
    stated = passage is not None and (passage.low is not None or passage.top is not None)
    return (SanctionRange("fine", "", "", passage.low, passage.top, "yuan"),) if passage and stated else ()


def _table(published: PublishedBenchmark, statutory: tuple[SanctionRange, ...]) -> Discretion:
    unit = next((unit for tier in published.tiers for _, unit in [_measure(tier)] if unit), "人" if "人数" in published.factor else "")
    return Discretion(
        bounds="both-inclusive",
        statutory=statutory,
        factors=(Factor(_FACTOR, published.factor, unit),),
        tiers=tuple(_tier(tier, index) for index, tier in enumerate(published.tiers)),
        default_rule=published.default_rule,
    )


def _tier(tier: PublishedTier, index: int) -> Tier:
    interval, _ = _measure(tier)
    sanctions = tuple(
        SanctionRange("fine", subject, "", amounts[0], amounts[-1], "yuan")
        for column, subject in _SUBJECTS.items()
        if (amounts := getattr(tier, column))
    )
    return Tier(grade=tier.grade or f"第{index + 1}档", when={_FACTOR: interval}, sanctions=sanctions)


def _measure(tier: PublishedTier) -> tuple[Interval, str]:
    """Give what a tier goes from and to, and the unit that its bounds name."""
    for low, high, unit in _MEASURES:
        bounds = _bound(tier, low), _bound(tier, high)
        if bounds != (None, None):
            return Interval(*bounds), unit
    return Interval(), ""


def _bound(tier: PublishedTier, key: str) -> Decimal | None:
    value: Decimal | None = getattr(tier, "from_" if key == "from" else key)
    return value


def _overlaps(benchmark: Benchmark, published: Sequence[PublishedTier], file: str) -> Iterator[Problem]:
    """Name every number, measured or to be paid, that stands in two tiers."""
    discretion = benchmark.discretion
    factors = {factor.id: factor for factor in discretion.factors}
    for first, second in combinations(measured_tiers(discretion), 2):
        shared = common_box(first.box, second.box)
        if shared:
            bound = next((low for low, _, _ in _MEASURES if _bound(published[second.index], low) is not None), "")
            path = (*benchmark.path, "tiers", second.index, bound)
            yield _found(file, path, first.tier, second.tier, box_text(shared, factors), box_text(shared, factors, "en"))
    for column, subject in _SUBJECTS.items():
        rows = [
            (index, tier, entry)
            for index, tier in enumerate(discretion.tiers)
            for entry in tier.sanctions
            if entry.subject == subject and getattr(published[index], column)
        ]
        for (_, tier, entry), (index, other_tier, other) in combinations(rows, 2):
            amounts = Span.of(entry.min, entry.max, closed=True).common(Span.of(other.min, other.max, closed=True))
            if amounts:
                path = (*benchmark.path, "tiers", index, column, 0)
                yield _found(file, path, tier, other_tier, span_text(amounts, "元"), span_text(amounts, "元", "en"))


def _found(file: str, path: Path, first: Tier, second: Tier, at: str, at_en: str) -> Problem:
    return PUBLISHED_OVERLAP.at(file, path, first=first.grade, second=second.grade, at=at, at_en=at_en)
