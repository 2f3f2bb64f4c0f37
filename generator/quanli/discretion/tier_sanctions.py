"""The sanctions of the tiers: kinds and units of the statute, inside its ranges, and rising with the grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quanli.catalogue import terms
from quanli.catalogue.power import Discretion, SanctionRange
from quanli.catalogue.wording import sanction_amount, sanction_bound, sanction_name, unit_of
from quanli.discretion.tier_intervals import RANGE_REVERSED
from quanli.errors import Path, Problem, Rule

TIER_OUTSIDE = Rule(
    "TIER_OUTSIDE", "error",
    zh="“{grade}”档{sanction} {amount}，超出法定幅度 {range}",
    en="the {sanction_en} of tier \"{grade}\" ({amount_en}) is outside the statute's {range_en}",
    hint_zh="改到法定幅度之内", hint_en="keep within the statute",
)
TIER_ORDER = Rule(
    "TIER_ORDER", "error",
    zh="“{second}”档{sanction}反而比“{first}”档轻",
    en='the {sanction_en} of tier "{second}" is lighter than that of "{first}"',
    hint_zh="裁量档次应随情节加重", hint_en="sanctions rise with the grade",
)
TIER_UNIT = Rule(
    "TIER_UNIT", "error",
    zh="“{grade}”档的单位“{unit}”与法定幅度的单位“{wanted}”不同",
    en='tier "{grade}" counts in {unit_en}, the statute in {wanted_en}',
    hint_zh="统一单位", hint_en="use one unit",
)
SANCTION_UNKNOWN = Rule(
    "SANCTION_UNKNOWN", "error",
    zh="“{sanction}”不在本项的法定处罚种类之内", en='the sanction "{sanction_en}" is not one that the statute gives',
    hint_zh="只用 statutory 列出的种类：{allowed}", hint_en="use only those under statutory: {allowed_en}",
)

_ALWAYS = frozenset({"order-correction"})
"""What goes with any penalty (Administrative Penalty Law, art. 28)."""

_GRADES = (
    ("不予", "免"),
    ("减轻",),
    ("从轻", "轻微", "较轻"),
    ("一般",),
    ("较重", "从重"),
    ("严重",),
    ("特别严重", "特别重大"),
)
"""Words that name a grade, from the lightest; the last that fits counts."""


def check_sanctions(discretion: Discretion, file: str) -> Iterator[Problem]:
    """Prove the sanctions of a discretion table."""
    for index, entry in enumerate(discretion.statutory):
        yield from _reversed(entry, file, ("discretion", "statutory", index))
    for index, tier in enumerate(discretion.tiers):
        for place, entry in enumerate(tier.sanctions):
            path: Path = ("discretion", "tiers", index, "sanctions", place)
            found = [*_reversed(entry, file, path)]
            yield from found or _inside(entry, tier.grade, discretion.statutory, file, path)
    yield from _rising(discretion, file)


def grade_rank(grade: str) -> int | None:
    """Rank a grade by the word that names it; nothing when it has no such word."""
    ranks = [rank for rank, words in enumerate(_GRADES) if any(word in grade for word in words)]
    return ranks[-1] if ranks else None


def _reversed(entry: SanctionRange, file: str, path: Path) -> Iterator[Problem]:
    if entry.min is not None and entry.max is not None and entry.min > entry.max:
        yield RANGE_REVERSED.at(
            file,
            (*path, "min"),
            low=sanction_bound(entry.min, entry),
            low_en=sanction_bound(entry.min, entry, "en"),
            high=sanction_bound(entry.max, entry),
            high_en=sanction_bound(entry.max, entry, "en"),
        )


def _inside(
    entry: SanctionRange, grade: str, statutory: Sequence[SanctionRange], file: str, path: Path
) -> Iterator[Problem]:
    if not statutory or entry.sanction in _ALWAYS:
        return
    kindred = [given for given in statutory if _same_kind(entry, given)]
    if not kindred:
        known = {given.sanction for given in statutory}
        wrong = (
            "subject"
            if entry.sanction in known and entry.subject
            else "base"
            if entry.sanction in known
            else "sanction"
        )
        yield SANCTION_UNKNOWN.at(
            file,
            (*path, wrong),
            sanction=sanction_name(entry),
            sanction_en=sanction_name(entry, "en"),
            allowed="、".join(dict.fromkeys(sanction_name(given) for given in statutory)),
            allowed_en=", ".join(dict.fromkeys(sanction_name(given, "en") for given in statutory)),
        )
        return
    unit = _counted_in(entry)
    ranges = [given for given in kindred if not unit or _counted_in(given) in {"", unit}]
    if not ranges:
        own, units = terms.SANCTION_UNITS[unit], [terms.SANCTION_UNITS[one] for one in dict.fromkeys(map(unit_of, kindred))]
        yield TIER_UNIT.at(
            file,
            (*path, "unit"),
            grade=grade,
            unit=own.zh,
            unit_en=own.en,
            wanted="、".join(one.zh for one in units),
            wanted_en=", ".join(one.en for one in units),
        )
        return
    lighter = grade_rank(grade) in {0, 1}
    bound = _outside(entry, ranges, lighter=lighter)
    if bound:
        stated = replace(entry, base=entry.base or ranges[0].base, unit=unit)
        yield TIER_OUTSIDE.at(
            file,
            (*path, bound),
            grade=grade,
            sanction=sanction_name(entry),
            sanction_en=sanction_name(entry, "en"),
            amount=sanction_amount(stated),
            amount_en=sanction_amount(stated, "en"),
            range="、".join(sanction_amount(given) for given in ranges),
            range_en=" or ".join(sanction_amount(given, "en") for given in ranges),
        )


def _same_kind(entry: SanctionRange, given: SanctionRange) -> bool:
    """Tell whether the statute's range is one for this sanction; what either leaves out may be anything."""
    subject = not entry.subject or not given.subject or entry.subject == given.subject
    return entry.sanction == given.sanction and subject and (not entry.base or entry.base == given.base)


def _counted_in(sanction: SanctionRange) -> str:
    """Tell what a sanction counts in, as its page will say; nothing for one that has no amount and names no unit."""
    return sanction.unit if sanction.min is None and sanction.max is None else unit_of(sanction)


def _outside(entry: SanctionRange, ranges: Sequence[SanctionRange], *, lighter: bool) -> str:
    """Name the bound that lies outside every range of the statute, or nothing.

    A bound that is left out is the statute's own. Mitigation (减轻) may go below the lower bound.
    """
    wrong = ""
    for given in ranges:
        low = given.min or Decimal(0)
        values = [("min", entry.min), ("max", entry.max)]
        out = [
            bound
            for bound, value in values
            if value is not None
            and ((value < low and not lighter) or (given.max is not None and value > given.max))
        ]
        if not out:
            return ""
        wrong = wrong or out[0]
    return wrong


def _rising(discretion: Discretion, file: str) -> Iterator[Problem]:
    """Compare each tier with the lighter one before it; a lighter grade begins a new table."""
    last: dict[tuple[str, ...], tuple[str, SanctionRange]] = {}
    table_rank: int | None = None
    for index, tier in enumerate(discretion.tiers):
        rank = grade_rank(tier.grade)
        if rank is not None and table_rank is not None and rank < table_rank:
            last.clear()
        equal = rank is not None and rank == table_rank
        table_rank = rank if rank is not None else table_rank
        for place, entry in enumerate(tier.sanctions):
            before = last.get(_key(entry))
            bound = _lighter(before[1], entry) if before and not equal else ""
            if before and bound:
                yield TIER_ORDER.at(
                    file,
                    ("discretion", "tiers", index, "sanctions", place, bound),
                    first=before[0],
                    second=tier.grade,
                    sanction=sanction_name(entry),
                    sanction_en=sanction_name(entry, "en"),
                )
        last.update({_key(entry): (tier.grade, entry) for entry in tier.sanctions})


def _key(entry: SanctionRange) -> tuple[str, ...]:
    return entry.sanction, entry.subject, entry.base, unit_of(entry)


def _lighter(before: SanctionRange, entry: SanctionRange) -> str:
    for bound in ("min", "max"):
        first, second = getattr(before, bound), getattr(entry, bound)
        if first is not None and second is not None and second < first:
            return bound
    return ""
