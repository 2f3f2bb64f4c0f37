"""What prose says of remedies: periods, organs, courts, and what must come first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quanli.catalogue.power import Quantity
from quanli.codes.numerals import NUMERAL, number_of
from quanli.frozen import frozen

TELLS = re.compile("复议|起诉|诉讼")
"""Prose without any of these words says nothing of remedies."""
_SENTENCE = re.compile(r"[^。；;\n！]+")
_PERIOD = re.compile(rf"(?P<number>{NUMERAL})\s*(?P<unit>个?工作日|日|天|个月|月|周)(?![前来])")
_UNITS = {"工作日": "workday", "日": "day", "天": "day", "月": "month", "周": "week"}
_ASKED = re.compile(
    r"(?P<reconsideration>(?:申请|提起|提出)(?:行政)?复议|行政复议(?!法|决定|机关|机构|期间|期满|和|、|或)|复议申请|复议期限)"
    r"|(?P<lawsuit>起诉|(?:提起|提出)(?:行政)?诉讼|行政诉讼(?!法|和|、)|诉讼期限)"
)
_DECIDED = re.compile(r"复议决定|复议期满|复议期限届满|复议后|不服复议|经复议")
_BRACKET = "（("
_DELAYED = re.compile(r"障碍|延长|延期|中止")
_NOT_A_PERIOD = re.compile(r"不履行|没有履行|未履行|不答复|没有答复|未答复|不予答复|作出(?:行政)?复议决定|作出答复|予以答复|送达")
_TO = re.compile(r"向(?P<body>[^，。；：:、（）()向]{2,40}?)(?:提出|提起|申请|递交|提交|起诉|诉讼|反映|投诉)")
_LABELLED = re.compile(
    r"(?P<what>复议|诉讼)(?:机关|部门|单位)?(?:名称)?\s*[：:]\s*(?:(?:机关|部门|单位)?(?:名称)?[：:])?\s*"
    r"(?P<body>[^，。；：:、（）()\s向内起]{2,30}(?:人民政府|局|委员会|厅|中心|法院))"
)
_EITHER = re.compile(r"或者|或")
_NEGATED = re.compile(r"(?:不能|不可以?|不得|不属于|不适用|无法|不受理|不能够|不单独)[^，。；]{0,14}$")
_FIRST = re.compile(r"先(?:依法|行)?(?:向[^，。；]{2,30})?(?:申请|提起|提出)?(?:行政)?复议|复议前置|复议.{0,8}(?:后|之后).{0,6}(?:才|方)")
_SILENT = re.compile(r"逾期(?:没有|未|不)|不予答复|不答复|没有答复|未答复|不履行|不作为|拖延")
_STRAIGHT = re.compile(r"(?:也|还)?可以(?:直接)?[^，。；]{0,24}(?:起诉|提起(?:行政)?诉讼)|或者[^，。；]{0,24}(?:起诉|提起(?:行政)?诉讼)")


@frozen
class SaidPeriod:
    """A period that prose gives to a way; ``after`` where it runs from a decision on reconsideration."""

    way: str
    within: Quantity
    after: bool
    words: str
    leading: str = ""
    """The text before these words."""


@frozen
class SaidBody:
    """An organ or court that prose sends somebody to."""

    way: str
    body: str
    leading: str = ""
    """The text before its name."""


@frozen
class Said:
    """What prose says of remedies."""

    ways: frozenset[str]
    """Ways that it offers."""
    periods: tuple[SaidPeriod, ...]
    bodies: tuple[SaidBody, ...]
    first: bool
    """Whether it says that reconsideration comes first."""
    silence_straight: bool
    """Whether it sends somebody straight to court where an office stays silent."""


def read_prose(text: str) -> Said:
    """Read what prose says of remedies."""
    ways: set[str] = set()
    periods: list[SaidPeriod] = []
    bodies: list[SaidBody] = []
    straight = False
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        asked = [(found.start(), found.end(), found.lastgroup or "") for found in _ASKED.finditer(sentence) if not _NEGATED.search(sentence[: found.start()])]
        ways.update(way for _, _, way in asked)
        periods += (replace(found, leading=text[: match.start()] + found.leading) for found in _periods(sentence, asked))
        bodies += (replace(found, leading=text[: match.start()] + found.leading) for found in _bodies(sentence, asked))
        straight = straight or bool(_SILENT.search(sentence) and _STRAIGHT.search(sentence) and not _FIRST.search(sentence))
    if "质疑" in text:
        ways.add("query")
    return Said(frozenset(ways), tuple(periods), tuple(bodies), bool(_FIRST.search(text)), straight)


def _periods(sentence: str, asked: list[tuple[int, int, str]]) -> Iterator[SaidPeriod]:
    """Give each period with the way that follows it, or else the one before it."""
    found = list(_PERIOD.finditer(sentence))
    for at, period in enumerate(found):
        number = number_of(period["number"])
        end = found[at + 1].start() if at + 1 < len(found) else len(sentence)
        start = found[at - 1].end() if at else 0
        between = sentence[period.end() : end]
        bracketed = sentence[period.start() - 1 : period.start()] in tuple(_BRACKET)
        way = "" if bracketed else next((way for begins, _, way in asked if period.end() <= begins < end), "")
        reach = between[: between.find("复议")] if way and "复议" in between else between
        if number is None or _NOT_A_PERIOD.search(reach) or _DELAYED.search(sentence[start : period.start()]):
            continue
        way = way or next((way for begins, _, way in reversed(asked) if begins < period.start()), "")
        if way:
            after = way == "lawsuit" and bool(_DECIDED.search(sentence[start : period.start()]))
            yield SaidPeriod(way, Quantity(number, _UNITS[period["unit"].removeprefix("个")]), after, period[0], sentence[: period.start()])


def _bodies(sentence: str, asked: list[tuple[int, int, str]]) -> Iterator[SaidBody]:
    for found in _LABELLED.finditer(sentence):
        yield SaidBody("lawsuit" if found["what"] == "诉讼" else "reconsideration", found["body"], sentence[: found.start("body")])
    if not asked:
        return
    for found in _TO.finditer(sentence):
        for body in _EITHER.split(found["body"]):
            leading = sentence[: sentence.index(body, found.start())]
            if "法院" in body:
                yield SaidBody("lawsuit", body, leading)
            elif _is_reconsidered(sentence, found.end(), asked):
                yield SaidBody("reconsideration", body, leading)


def _is_reconsidered(sentence: str, at: int, asked: list[tuple[int, int, str]]) -> bool:
    """Tell whether what one does there is to ask for reconsideration: the way that follows at once, or else the last one named."""
    ahead = sentence[at : at + 8]
    if "复议" in ahead:
        return True
    if any(word in sentence[at - 2 : at + 4] for word in ("投诉", "反映", "举报", "起诉", "诉讼", "仲裁")):
        return False
    before = [way for begins, _, way in asked if begins < at]
    return bool(before) and before[-1] == "reconsideration"
