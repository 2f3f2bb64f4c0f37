"""What ``quanli laws show`` says below an article: the sanctions and time limits that were read from it, and the words that were not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanli.cli.voice import Voice
    from quanli.provisions.provision import Deadline, Measure, Range, Sanctioning

_UNITS = {"yuan": ("元", " yuan"), "times": ("倍", " times"), "percent": ("%", "%"), "permille": ("‰", "‰"), "day": ("日", " days"), "month": ("个月", " months"), "year": ("年", " years")}
_TIMES = {"workday": ("个工作日", " working days"), "day": ("日", " days"), "month": ("个月", " months"), "year": ("年", " years"), "hour": ("小时", " hours"), "week": ("周", " weeks")}
_WHOSE = {
    "office": ("行政机关", "the office"), "applicant": ("申请人", "the applicant"), "payer": ("缴款人", "the payer"), "filer": ("报送人", "the filer"),
    "court": ("法院", "the court"), "other": ("", ""),
}  # fmt: skip
_BOUNDS = {"most": ("至多", "at most"), "least": ("至少", "at least"), "frequency": ("每隔", "every")}


def provision_lines(article: str, voice: Voice, paragraph: int = 0, item: int = 0) -> Iterator[str]:
    """Say what was read of an article, a line each; nothing where it provides neither sanctions nor limits.

    Where only a paragraph or an item of it is at hand, its number is ``paragraph`` and ``item``.
    """
    from quanli.provisions.reading import read_provision  # noqa: PLC0415

    read = read_provision(article)
    limits = [one for one in read.deadlines if one.kind != "term"]
    if read.sanctionings:
        yield voice.pick("读到的处罚：", "Sanctions read:")
        said = ""
        for clause in read.sanctionings:
            conduct, *sanctions = _clause(clause, voice, paragraph, item)
            yield from sanctions if conduct == said else (conduct, *sanctions)
            said = conduct
    if limits:
        yield voice.pick("读到的期限：", "Time limits read:")
        yield from (f"  {_paragraph(paragraph or one.paragraph, voice)}  {_limit(one, voice)}" for one in limits)
    for zh, en, words in (
        ("不予、从轻或者减轻处罚：", "No sanction, or a lesser one:", read.exemptions),
        ("处罚另见：", "Sanctions that stand elsewhere:", tuple(one.words for one in read.references)),
        ("没有读懂：", "Not understood:", read.unread),
    ):
        if words:
            yield voice.pick(zh, en)
            yield from (f"  {one}" for one in words)


def _paragraph(number: int, voice: Voice) -> str:
    return voice.pick(f"第 {number} 款", f"paragraph {number}")


def _clause(clause: Sanctioning, voice: Voice, paragraph: int, item: int) -> Iterator[str]:
    number = clause.item and (item or clause.item)
    place = _paragraph(paragraph or clause.paragraph, voice) + (voice.pick(f"第 {number} 项", f", item {number}") if number else "")
    yield f"  {place}  {clause.conduct}".rstrip()
    parts = [
        clause.stage,
        voice.pick(f"对{clause.subject}", f"on {clause.subject}") if clause.subject else "",
        voice.pick(f"由{clause.decider}", f"by {clause.decider}") if clause.decider else "",
    ]
    if any(parts):
        yield "    " + voice.pick("，", ", ").join(filter(None, parts))
    for measure in clause.measures:
        yield f"      {_measure(measure, voice)}"


def _measure(measure: Measure, voice: Voice) -> str:
    marks = [
        voice.pick("应当", "must") if measure.must else voice.pick("可以", "may"),
        voice.pick("选择其一", "one of several") if measure.alternative else "",
        voice.pick("可以单处", "or alone") if measure.alone else "",
    ]
    parts = [measure.name, amount_text(measure.range, voice) if measure.range else "", voice.pick(f"（{measure.condition}）", f"({measure.condition})") if measure.condition else ""]
    return f"{voice.pick('、', ', ').join(filter(None, marks))} {' '.join(filter(None, parts))}"


def amount_text(found: Range, voice: Voice) -> str:
    """Say an amount: 违法所得 2～5 倍, 1000～5000 元/每人, ≤ 30000 元."""
    unit = voice.pick(*_UNITS[found.unit])
    low, high = ("" if one is None else f"{one.normalize():f}" for one in (found.min, found.max))
    text = f"{low}{unit}" if low == high else f"{low}～{high}{unit}" if low and high else f"≤ {high}{unit}" if high else f"≥ {low}{unit}"
    text = f"{found.base} {text}" if found.base else text
    text += voice.pick(f"/每{found.per}", f" per {found.per}") if found.per else ""
    return text + (voice.pick(f"，最高 {found.cap.normalize():f}元", f", {found.cap.normalize():f} yuan at most") if found.cap is not None else "")


def _limit(limit: Deadline, voice: Voice) -> str:
    length = f"{limit.amount}{voice.pick(*_TIMES[limit.unit])}"
    parts = [
        voice.pick(*_WHOSE[limit.of]),
        f"{voice.pick(*_BOUNDS[limit.kind])} {length}",
        voice.pick("（延长）", "(extension)") if limit.extension else "",
        voice.pick(f"自{limit.from_}起", f"from {limit.from_}") if limit.from_ else "",
        limit.what,
    ]
    return voice.pick("，", ", ").join(filter(None, parts))
