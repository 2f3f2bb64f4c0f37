"""The ranges of a discretion table, held against those of the articles that the power cites: by sanction, subject, stage and threshold."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.power import Discretion, SanctionRange
from quanli.catalogue.wording import sanction_amount, unit_of
from quanli.discretion.cited_sanctions import (
    CitedSanctions,
    bases_agree,
    kinds,
    listed,
    plain_range,
    same_note,
    states,
    subject_class,
)
from quanli.errors import Problem, Rule
from quanli.provisions.reading import Measure, Range, Sanctioning

STATUTE_RANGE = Rule(
    "STATUTE_RANGE", "error",
    zh="法定幅度 {range} 与{article}的“{text}”不符",
    en='the statutory range {range_en} differs from {article}: "{text}"',
    hint_zh="照条文改正", hint_en="correct it after the article",
)

TIER_BEYOND_ARTICLE = Rule(
    "TIER_BEYOND_ARTICLE", "warning",
    zh="“{grade}”档的罚款 {amount} 不在{article}的任何幅度之内：“{text}”", en='the fine of tier "{grade}" ({amount_en}) lies in no range of {article}: "{text}"',
    hint_zh="照条文改正；条文已经修改的，重新制定裁量基准（行政处罚法第三十四条）", hint_en="correct it after the article; where the article was amended, draw the benchmark up anew (Administrative Penalty Law, art. 34)",
    follows="所引条文的法定幅度；行政处罚法第四条、第三十四条",
)

_STAGES = ("情节严重", "情节特别严重", "拒不改正", "逾期", "造成", "情节较重", "情节较轻", "特别严重")
"""Words of a note that name a stage."""
_THRESHOLDS = ("不足", "不满", "以上", "以下", "超过", "有违法所得", "没有违法所得", "无法计算")
_AFTER = frozenset({"fine", "detention"})
"""Sanctions whose name stands after their range."""
Found = tuple[Sanctioning, Measure, Range]


def check_ranges(entries: tuple[SanctionRange, ...], cited: CitedSanctions, file: str) -> Iterator[Problem]:
    """Say which range of a table is none that the articles state for its sanction, subject, stage and threshold.

    The table publishes what the statute gives (Administrative Penalty Law art. 34: a benchmark makes the statute's range precise, it sets none).
    """
    stated = ranges_of(cited)
    for index, claimed in enumerate(entries):
        if claimed.min is None and claimed.max is None:
            continue
        kindred = [each for each in stated if claimed.sanction in kinds(each[1]) and plain_range(each[2])[2] == unit_of(claimed)]
        others = [each for each in stated if claimed.sanction in kinds(each[1])]
        meant = _meant(claimed, kindred)
        if any(states(each[2], claimed) for each in meant) or not _certain(cited, kindred, others):
            continue
        yield STATUTE_RANGE.at(
            file,
            ("discretion", "statutory", index),
            range=sanction_amount(claimed),
            range_en=sanction_amount(claimed, "en"),
            article=cited.places,
            text=listed([f"{words(each[2])}{each[1].name if each[1].sanction in _AFTER else ''}" for each in meant or others]),
        )


def check_beyond(table: Discretion, cited: CitedSanctions, file: str) -> Iterator[Problem]:
    """Say which fines of tiers lie in no range of the articles, where the table itself states no statutory range to hold them against."""
    stated = [one for _, measure in cited.measures("fine") if (one := measure.range)]
    if table.statutory or not stated or not cited.whole:
        return
    for index, tier in enumerate(table.tiers):
        for place, entry in enumerate(tier.sanctions):
            like = [one for one in stated if plain_range(one)[2] == unit_of(entry) and bases_agree(one.base, entry.base)]
            if entry.sanction == "fine" and entry.max is not None and like and not any(within(entry, one) for one in like):
                yield TIER_BEYOND_ARTICLE.at(
                    file,
                    ("discretion", "tiers", index, "sanctions", place),
                    grade=tier.grade,
                    amount=sanction_amount(entry),
                    amount_en=sanction_amount(entry, "en"),
                    article=cited.places,
                    text=listed([words(one) for one in like]),
                )


def within(entry: SanctionRange, found: Range) -> bool:
    """Tell whether a range of a tier lies inside one of an article that counts in the same unit."""
    low, high, unit = plain_range(found)
    return unit == unit_of(entry) and (low or 0) <= (entry.min or 0) and (high is None or (entry.max is not None and entry.max <= high))


def ranges_of(cited: CitedSanctions) -> list[Found]:
    """Give every range that the articles state, with the clause and the sanction that it belongs to."""
    return [(each.clause, measure, measure.range) for each, measure in cited.measures() if measure.range is not None]


def words(found: Range) -> str:
    """Give the words of a range, with what it depends on and what it is taken of."""
    text = found.words if found.base in found.words else f"{found.base}{found.words}"
    return f"{found.condition}，{text}" if found.condition and found.condition not in text else text


def _certain(cited: CitedSanctions, kindred: list[Found], others: list[Found]) -> bool:
    """Tell whether a range that is not found is wrong for certain: the articles state others like it, or are understood wholly."""
    return cited.present and (bool(kindred) or (cited.whole and bool(others)))


def _meant(claimed: SanctionRange, kindred: list[Found]) -> list[Found]:
    """Choose the ranges that a claimed one can mean: those of its subject, its stage and its threshold, where it names such."""
    subject = subject_class(claimed.subject)
    if subject:
        kindred = [each for each in kindred if subject_class(each[0].subject) == subject] or kindred
    if any(word in claimed.note for word in _STAGES):
        kindred = [each for each in kindred if _same_stage(claimed.note, each[0].stage)] or kindred
    if any(word in claimed.note for word in _THRESHOLDS):
        kindred = [each for each in kindred if each[2].condition and _same_threshold(claimed.note, each[2].condition)] or kindred
    return kindred


def _same_stage(note: str, stage: str) -> bool:
    return bool(stage) and any(word in note and word in stage for word in _STAGES)


def _same_threshold(note: str, condition: str) -> bool:
    return same_note(note, condition) or same_note(condition[-len(note) :], note) or same_note(note.removesuffix("的"), condition)
