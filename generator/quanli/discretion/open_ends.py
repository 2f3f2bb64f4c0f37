"""Where a discretion table stops: tiers that no large or small case falls into, factors that decide nothing, ends that no tier reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quanli.catalogue.known_values import factor_value
from quanli.catalogue.power import Discretion, Power, SanctionRange
from quanli.catalogue.sayings import values_of
from quanli.catalogue.wording import measured, sanction_bound, sanction_name, unit_of
from quanli.codes.numerals import NUMERAL, number_of
from quanli.discretion.tier_intervals import TIERS
from quanli.discretion.tier_sanctions import grade_rank
from quanli.errors import Problem, Rule

TIERS_END = Rule(
    "TIERS_END", "error",
    zh="“{factor}”最高的一档“{grade}”到 {at}为止，超过的不落在任何一档",
    en='the highest tier of "{factor}", "{grade}", ends at {at_en}: what is more falls in no tier',
    hint_zh="去掉最高档的上限，或在 default_rule 中写明超过 {at}怎么办",
    hint_en="leave the last upper bound out, or say under default_rule what holds above {at_en}",
    follows="行政处罚法第三十四条（裁量基准）；本程序的一致性要求：各档合起来覆盖全部情形",
)
TIERS_BEGIN = Rule(
    "TIERS_BEGIN", "warning",
    zh="“{factor}”最低的一档“{grade}”从 {at}开始，不到的不落在任何一档",
    en='the lowest tier of "{factor}", "{grade}", begins at {at_en}: what is less falls in no tier',
    hint_zh="去掉最低档的下限，或在 default_rule、受理条件中写明不到 {at}怎么办",
    hint_en="leave the first lower bound out, or say under default_rule or conditions what holds below {at_en}",
    follows="行政处罚法第三十四条（裁量基准）；本程序的一致性要求：各档合起来覆盖全部情形",
)
FACTOR_UNUSED = Rule(
    "FACTOR_UNUSED", "warning",
    zh="没有一个档次用到裁量因素“{factor}”", en='no tier uses the factor "{factor}"',
    hint_zh="在 tiers 的 when 中写它的区间，或者删去它", hint_en="give its interval under when of the tiers, or drop it",
    follows="行政处罚法第三十四条（裁量基准）；本程序的一致性要求",
)
TIERS_SHORT = Rule(
    "TIERS_SHORT", "warning",
    zh="各档的{sanction}{side} {reached}，没有到法定{side} {wanted}",
    en="the {side_en} {sanction_en} of the tiers is {reached_en}, the statute's {wanted_en}",
    hint_zh="让最{edge}一档到法定{side}，或在 default_rule 中说明为什么不到",
    hint_en="let a tier reach the end of the statute's range, or say under default_rule why none does",
    follows="所引条文的法定幅度；行政处罚法第三十四条（裁量基准）",
)

_WHOLE = {"%": Decimal(100), "％": Decimal(100), "‰": Decimal(1000)}
"""Shares that cannot be exceeded."""
_WHY = ("上限", "下限", "幅度", "最高", "最低")
_LIGHTER = {0, 1}
"""Ranks of grades that may go below the statute: 不予, 减轻."""


def check_open_ends(power: Power, file: str) -> Iterator[Problem]:
    """Check where the tiers end, and that they use every factor and the whole of the statute's ranges."""
    table = power.discretion
    if table is None or not table.tiers:
        return
    yield from _unused(table, file)
    yield from _ends(power, table, file)
    if not any(word in table.default_rule for word in _WHY):
        yield from _short(table, file)


def _unused(table: Discretion, file: str) -> Iterator[Problem]:
    used = {name for tier in table.tiers for name in tier.when or {}}
    for index, factor in enumerate(table.factors):
        if factor.id not in used:
            yield FACTOR_UNUSED.at(file, ("discretion", "factors", index, "id"), factor=factor.name)


def _ends(power: Power, table: Discretion, file: str) -> Iterator[Problem]:
    """Only a table of one factor has ends of which it is sure that nothing else covers what lies beyond."""
    spans = [(index, name, interval) for index, tier in enumerate(table.tiers) for name, interval in (tier.when or {}).items()]
    factor = next((one for one in table.factors if spans and one.id == spans[0][1]), None)
    if factor is None or any(name != factor.id for _, name, _ in spans):
        return
    said = " ".join((table.default_rule, power.note, *(exemption.text for exemption in table.exemptions)))
    tops = [(interval.to, index) for index, _, interval in spans if interval.to is not None]
    if len(tops) == len(spans):
        top, last = max(tops)
        if top < _WHOLE.get(factor.unit, Decimal("Infinity")) and not _told(top, factor.unit, said, ("以上", "超过", "高于", "移送")):
            yield TIERS_END.at(
                file, (*TIERS, last, "when", factor.id, "to"), factor=factor.name, grade=table.tiers[last].grade,
                at=measured(top, factor.unit), at_en=measured(top, factor.unit, "en"))
    bottoms = [(interval.from_, index) for index, _, interval in spans if interval.from_ is not None]
    if len(bottoms) == len(spans):
        bottom, first = min(bottoms)
        if bottom > 1 and not _told(bottom, factor.unit, " ".join((said, *power.conditions)), ("以下", "不满", "不足", "以内", "以上", "达到", "超过")):
            yield TIERS_BEGIN.at(
                file, (*TIERS, first, "when", factor.id, "from"), factor=factor.name, grade=table.tiers[first].grade,
                at=measured(bottom, factor.unit), at_en=measured(bottom, factor.unit, "en"))


def _told(bound: Decimal, unit: str, text: str, words: tuple[str, ...]) -> bool:
    """Tell whether prose says what holds beyond a bound: it names the number in its unit, and a word for the side."""
    if not any(word in text for word in words):
        return False
    counted = re.finditer(rf"(?<!第)(?P<number>{NUMERAL})\s*(?:{re.escape(unit)}|{'|'.join(words)})", text) if unit else ()
    return factor_value(bound, unit) in values_of(text) or any(number_of(one["number"]) == bound for one in counted)


def _short(table: Discretion, file: str) -> Iterator[Problem]:
    applied: dict[tuple[str, str, str, str], list[tuple[tuple[str | int, ...], SanctionRange]]] = {}
    for i, tier in enumerate(table.tiers):
        if grade_rank(tier.grade) not in _LIGHTER:
            for j, one in enumerate(tier.sanctions):
                applied.setdefault(_kind(one), []).append(((*TIERS, i, "sanctions", j), one))
    for kind in dict.fromkeys(map(_kind, table.statutory)):
        given = [one for one in table.statutory if _kind(one) == kind]
        entries = applied.get(kind, [])
        if not entries or any(one.min is None and one.max is None for _, one in entries):
            continue  # a sanction without amount is the statute's own
        high, low = max((one.max for one in given if one.max is not None), default=None), min(one.min or Decimal(0) for one in given)
        ends = [(one.max, path) for path, one in entries if one.max is not None]
        if high is not None and len(ends) == len(entries) and max(ends)[0] < high:
            yield _problem(file, (*max(ends)[1], "max"), given[0], max(ends)[0], high, ("上限", "highest", "重"))
        begins = [(one.min, path) for path, one in entries if one.min is not None]
        if len(begins) == len(entries) and min(begins)[0] > low:
            yield _problem(file, (*min(begins)[1], "min"), given[0], min(begins)[0], low, ("下限", "lowest", "轻"))


def _kind(one: SanctionRange) -> tuple[str, str, str, str]:
    return one.sanction, one.subject, one.base, unit_of(one)


def _problem(
    file: str, path: tuple[str | int, ...], given: SanctionRange, reached: Decimal, wanted: Decimal, words: tuple[str, str, str]
) -> Problem:
    side, side_en, edge = words
    return TIERS_SHORT.at(
        file, path, sanction=sanction_name(given), sanction_en=sanction_name(given, "en"), side=side, side_en=side_en, edge=edge,
        reached=sanction_bound(reached, given), reached_en=sanction_bound(reached, given, "en"),
        wanted=sanction_bound(wanted, given), wanted_en=sanction_bound(wanted, given, "en"))
