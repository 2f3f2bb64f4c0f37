"""What prose says of a sanction, held against the articles that the power cites: amounts that are none of theirs, 可以 for what they demand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from quanli.catalogue.power import Discretion, Power, SanctionRange
from quanli.catalogue.wording import unit_of
from quanli.discretion.cited_sanctions import CitedSanctions, Interval, kinds, listed, states
from quanli.discretion.statute import words
from quanli.errors import Path, Problem, Rule
from quanli.provisions.amounts import RANGE, bounds_of
from quanli.provisions.clauses import plain
from quanli.provisions.reading import Measure

PROSE_RANGE = Rule(
    "PROSE_RANGE", "error",
    zh="“{text}”不是{article}的幅度，也不是本项任何一档：“{known}”", en='"{text}" is no range of {article} and of no tier: "{known}"',
    hint_zh="照条文改正", hint_en="correct it after the article",
    follows="所引条文的法定幅度",
)
SANCTION_MODAL = Rule(
    "SANCTION_MODAL", "error",
    zh="写的是“{text}”，{article}规定的是{law_zh}：“{known}”", en='"{text}" is said; {article} says that it {law_en}: "{known}"',
    hint_zh="条文没有“可以”的不能选择不罚，条文写“可以”的不能说成一律处罚", hint_en="where the article has no 可以 there is no choice, where it has 可以 there is one",
    follows="所引条文本身（可以、应当）；行政处罚法第四条",
)

_RANGE = re.compile(RANGE)
_AFTER = re.compile(r"(?:的|标准|幅度)*(?:行政)?罚(?:款|$|[，。；、）])")
_BEFORE = re.compile(r"(?:处以?|罚款?|并罚|罚到|处罚|[款按]的?[^，。；]{0,6})(?:(?:最高|不超过|人民币|违法所得|货值金额|货值|广告费用|其)的?)*$")
_SPEAKS = re.compile(r"罚|没收|吊销|暂扣|警告|拘留|停产|停业|关闭|通报|禁止|不得|限制")
"""Prose that may speak of a sanction; most does not."""
_AMOUNTS = re.compile(r"元|倍|%|％|分之")
_ELSEWHERE = re.compile(r"《|法第|条例第|规定第|办法第|犯罪|移送|工资|滞纳|加处|减轻到")
"""Sentences that speak of another provision, or of something that is no range of this sanction."""
_MAY = re.compile(r"可以|可(?=并|处|单|酌)|可能|酌情|视情|最高|不一定")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_CHOICE = r"可以?(?:一并|并处|单处|并|处以?|给予|予以|依法|直接|同时|由[^，。；]{2,14}部门)*"
_DUTY = r"(?:应当|必须|一律)(?:一并|并处|并|处以?|给予|予以|依法|同时)*"


def check_prose(power: Power, table: Discretion, cited: CitedSanctions, file: str) -> Iterator[Problem]:
    """Hold the ranges and the 可以 of a power's prose against the articles; what the sentence says of another provision is left alone."""
    known: set[Interval] | None = None
    for path, text in _prose(power, table):
        if not _SPEAKS.search(text):
            continue
        for found in _SENTENCE.finditer(plain(text)):
            sentence = found[0]
            if _ELSEWHERE.search(sentence):
                continue
            if _AMOUNTS.search(sentence):
                known = known or _known(table, cited)
                yield from _ranges(sentence, known, cited, file, path)
            yield from _names(sentence, cited, file, path)
    yield from _notes(table, cited, file)


def _prose(power: Power, table: Discretion) -> Iterator[tuple[Path, str]]:
    yield ("summary",), power.summary
    for index, question in enumerate(power.faq):
        yield ("faq", index, "a"), question.a
    for index, condition in enumerate(power.conditions):
        yield ("conditions", index), condition
    yield ("note",), power.note
    yield ("discretion", "default_rule"), table.default_rule


def _known(table: Discretion, cited: CitedSanctions) -> set[Interval]:
    """Collect the ranges that prose may name: the articles', their caps, those of the table and its tiers."""
    caps = {(Decimal(0), one.range.cap, "yuan") for one, _ in cited.fines if one.range and one.range.cap}
    return {each for _, each in cited.fines} | set(_of_table(table)) | caps


def _of_table(table: Discretion) -> Iterator[Interval]:
    tiers = [entry for tier in table.tiers for entry in tier.sanctions]
    yield from (_interval(entry) for entry in (*table.statutory, *tiers) if entry.max is not None or entry.min is not None)


def _interval(entry: SanctionRange) -> Interval:
    return entry.min or Decimal(0), entry.max, unit_of(entry)


def _ranges(sentence: str, known: set[Interval], cited: CitedSanctions, file: str, path: Path) -> Iterator[Problem]:
    for found in _RANGE.finditer(sentence):
        bounds = bounds_of(found)
        if bounds is None or bounds.max is None or bounds.unit not in {"yuan", "times", "percent"} or found["exact"] or not _of_fine(sentence, found):
            continue
        said: Interval = (bounds.min or Decimal(0), bounds.max, bounds.unit)
        like = [each for each in known if each[2] == said[2]]
        if said in known:
            yield from _modal(sentence, found, [one for one, each in cited.fines if each == said], cited, file, path)
        elif like and (cited.whole or (cited.present and _new(said, like, cited))) and not _spans(said, like) and not (bounds.min is None and said[1] in {each[1] for each in like}):
            measures = [one for one, each in cited.fines if each[2] == said[2]] or [one for one, _ in cited.fines]
            yield PROSE_RANGE.at(file, path, text=found[0], article=cited.places, known=listed([words(one.range) for one in measures if one.range]))


def _of_fine(sentence: str, found: re.Match[str]) -> bool:
    return bool(_AFTER.match(sentence, found.end()) or re.search(r"(?:处以?|罚款?)(?:最高|人民币)*$", sentence[: found.start()]))


def _new(said: Interval, like: Sequence[Interval], cited: CitedSanctions) -> bool:
    """Tell whether a bound is one of nothing at all that the articles or the table say, however they were understood."""
    stated = {bound for found in _RANGE.finditer(plain(cited.words)) if (bounds := bounds_of(found)) and bounds.unit == said[2] for bound in (bounds.min, bounds.max)}
    stated |= {bound for each in like for bound in each[:2]}
    return said[1] not in stated or said[0] not in {Decimal(0), *stated}


def _spans(said: Interval, like: Sequence[Interval]) -> bool:
    """Tell whether a range is that of several together, from the least to the most."""
    highest = [each[1] for each in like if each[1] is not None]
    return bool(highest) and said[0] == min(each[0] for each in like) and said[1] == max(highest)


def _modal(sentence: str, found: re.Match[str], meant: Sequence[Measure], cited: CitedSanctions, file: str, path: Path) -> Iterator[Problem]:
    clause = sentence[max((sentence.rfind(mark, 0, found.start()) for mark in "，、："), default=-1) + 1 : found.start()]
    if not meant:
        return
    if re.search(r"可以?(?=并|处|单|给|罚|按)", clause) and all(_demanded(one) for one in meant):
        yield _said(clause + found[0], meant, cited, file, path, must=True)
    elif not _MAY.search(sentence) and all(not one.must for one in meant):
        yield _said(clause + found[0], meant, cited, file, path, must=False)


def _names(sentence: str, cited: CitedSanctions, file: str, path: Path) -> Iterator[Problem]:
    """Hold 可以吊销营业执照 and 应当吊销营业执照 against what the article says of that sanction."""
    names = cited.names
    for name, meant in names.items():
        if name not in sentence or any(other != name and other.startswith(name) and other in sentence for other in names):
            continue
        choice, duty = re.search(_CHOICE + re.escape(name), sentence), re.search(_DUTY + re.escape(name), sentence)
        if choice and cited.whole and all(_demanded(one) for one in meant):
            yield _said(choice[0], meant, cited, file, path, must=True)
        elif duty and cited.whole and all(not one.must for one in meant):
            yield _said(duty[0], meant, cited, file, path, must=False)


def _notes(table: Discretion, cited: CitedSanctions, file: str) -> Iterator[Problem]:
    for index, entry in enumerate(table.statutory):
        if "可以" not in entry.note and "应当" not in entry.note:
            continue
        meant = [one for _, one in cited.measures() if entry.sanction in kinds(one) and (entry.max is None or (one.range is not None and states(one.range, entry)))]
        path: Path = ("discretion", "statutory", index, "note")
        if meant and cited.whole and "可以" in entry.note and "应当" not in entry.note and all(_demanded(one) for one in meant):
            yield _said(entry.note, meant, cited, file, path, must=True)
        elif meant and cited.whole and "应当" in entry.note and "可以" not in entry.note and all(not one.must for one in meant):
            yield _said(entry.note, meant, cited, file, path, must=False)


def _demanded(measure: Measure) -> bool:
    return measure.must and not measure.alternative and not measure.alone


def _said(text: str, meant: Sequence[Measure], cited: CitedSanctions, file: str, path: Path, *, must: bool) -> Problem:
    law = ("应当", "must be given") if must else ("可以", "may be given")
    known = listed([one.words or one.name for one in meant])
    return SANCTION_MODAL.at(file, path, text=text, article=cited.places, law_zh=law[0], law_en=law[1], known=known)
