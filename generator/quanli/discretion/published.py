"""Benchmarks as cities have published them (以上、以下均含本数), read into discretion tables, their overlaps by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Any

from quanli.catalogue.power import Discretion, Factor, Interval, SanctionRange, Tier
from quanli.discretion.in_words import box_text, span_text
from quanli.discretion.intervals import Span, common_box
from quanli.discretion.tier_intervals import measured_tiers
from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.records.places import placed
from quanli.records.strict_yaml import parse

PUBLISHED_OVERLAP = Rule(
    "PUBLISHED_OVERLAP", "warning",
    zh="公布的基准中，{at}同时落在“{first}”与“{second}”两档",
    en='{at_en} stands in the tiers "{first}" and "{second}" of the published benchmark',
    hint_zh="请法制机构明确边界归属", hint_en="ask the legal office which tier holds the boundary",
)

_UNITS = {"years": "年", "months": "个月", "days": "日"}
_SUBJECTS = {"fine": "", "unit": "单位", "person_in_charge": "直接负责的主管人员"}
"""Whom a column of amounts falls on."""
_FACTOR = "measure"


@frozen
class Benchmark:
    """One published benchmark: who published it, as a discretion table, and where it stands in its file."""

    city: str
    discretion: Discretion
    path: Path


def read_published(data: bytes, file: str) -> tuple[tuple[Benchmark, ...], list[Problem]]:
    """Read a file of published benchmarks; numbers that stand in two tiers are problems with their line."""
    tree, problems = parse(data, file)
    if not isinstance(tree, dict):
        return (), problems
    statutory = _statutory(tree.get("statute") or {})
    entries = tree.get("benchmarks")
    benchmarks = tuple(
        _benchmark(entry, statutory, ("benchmarks", index))
        for index, entry in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    )
    for benchmark, entry in zip(benchmarks, entries or (), strict=False):
        problems += _overlaps(benchmark, _columns(entry), file)
    return benchmarks, placed(problems, data, file)


def _statutory(statute: Mapping[str, Any]) -> tuple[SanctionRange, ...]:
    low, top = _number(statute.get("low")), _number(statute.get("top"))
    return (SanctionRange("fine", "", "", low, top, "yuan"),) if low is not None or top is not None else ()


def _benchmark(entry: Mapping[str, Any], statutory: tuple[SanctionRange, ...], path: Path) -> Benchmark:
    name = str(entry.get("factor") or "")
    tiers = tuple(_tier(tier, index) for index, tier in enumerate(entry.get("tiers") or ()))
    suffixes = {
        key.partition("_")[2]
        for tier in entry.get("tiers") or ()
        for key in tier
        if key.startswith(("from", "to"))
    }
    unit = next((_UNITS[suffix] for suffix in suffixes if suffix in _UNITS), "人" if "人数" in name else "")
    discretion = Discretion(
        bounds="both-inclusive",
        statutory=statutory,
        factors=(Factor(_FACTOR, name, unit),),
        tiers=tiers,
        default_rule=str(entry.get("default_rule") or ""),
    )
    return Benchmark(str(entry.get("city") or ""), discretion, path)


def _tier(tier: Mapping[str, Any], index: int) -> Tier:
    low = next((_number(value) for key, value in tier.items() if key.startswith("from")), None)
    high = next((_number(value) for key, value in tier.items() if key.startswith("to")), None)
    sanctions = tuple(
        SanctionRange("fine", subject, "", *_pair(tier[column]), "yuan")
        for column, subject in _SUBJECTS.items()
        if column in tier
    )
    return Tier(
        grade=str(tier.get("grade") or f"第{index + 1}档"),
        when={_FACTOR: Interval(low, high)},
        sanctions=sanctions,
    )


def _columns(entry: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [tier for tier in entry.get("tiers") or () if isinstance(tier, dict)]


def _overlaps(benchmark: Benchmark, columns: Sequence[Mapping[str, Any]], file: str) -> Iterator[Problem]:
    """Name every number, measured or to be paid, that stands in two tiers."""
    discretion = benchmark.discretion
    factors = {factor.id: factor for factor in discretion.factors}
    for first, second in combinations(measured_tiers(discretion), 2):
        shared = common_box(first.box, second.box)
        if shared:
            bound = next((key for key in columns[second.index] if key.startswith("from")), "")
            yield _found(
                file,
                (*benchmark.path, "tiers", second.index, bound),
                first.tier,
                second.tier,
                box_text(shared, factors),
                box_text(shared, factors, "en"),
            )
    tiers = list(enumerate(discretion.tiers))
    for column, subject in _SUBJECTS.items():
        rows = [
            (index, tier, entry)
            for index, tier in tiers
            for entry in tier.sanctions
            if entry.subject == subject and column in columns[index]
        ]
        for (_, tier, entry), (index, other_tier, other) in combinations(rows, 2):
            amounts = Span.of(entry.min, entry.max, closed=True).common(
                Span.of(other.min, other.max, closed=True)
            )
            if amounts:
                yield _found(
                    file,
                    (*benchmark.path, "tiers", index, column, 0),
                    tier,
                    other_tier,
                    span_text(amounts, "元"),
                    span_text(amounts, "元", "en"),
                )


def _found(file: str, path: Path, first: Tier, second: Tier, at: str, at_en: str) -> Problem:
    return PUBLISHED_OVERLAP.at(file, path, first=first.grade, second=second.grade, at=at, at_en=at_en)


def _pair(value: Any) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(value, list) and len(value) == 2:
        return _number(value[0]), _number(value[1])
    single = _number(value)
    return single, single


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value)) if value is not None and not isinstance(value, (list, dict)) else None
    except InvalidOperation:
        return None
