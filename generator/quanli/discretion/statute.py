"""The ranges that an article of a statute states: 处一万元以上五万元以下的罚款, 违法所得一倍以上五倍以下."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quanli.catalogue.law_rules import cited_version
from quanli.catalogue.power import Basis, Power, SanctionRange
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.wording import sanction_amount, unit_of
from quanli.codes.articles import cited_place
from quanli.codes.numerals import NUMERAL, number_of
from quanli.errors import Problem, Rule
from quanli.frozen import frozen

STATUTE_RANGE = Rule(
    "STATUTE_RANGE", "error",
    zh="法定幅度 {range} 与{article}的“{text}”不符",
    en='the statutory range {range_en} differs from {article}: "{text}"',
    hint_zh="照条文改正", hint_en="correct it after the article",
)

_UNIT = r"(?:元|倍|%|％|日)"
_NUMBER = rf"(?:百分之{NUMERAL}|{NUMERAL}{_UNIT}?|等值)"
_RANGE = re.compile(
    rf"(?:(?:处以|处|罚款为)(?!以?(?:人民币)?{_NUMBER}(?:以|至|到|的|罚))(?P<base>(?:(?!以上|以下|超过|元|罚款)[^，。；：、]){{2,24}}?))?"
    rf"(?:(?P<low>{_NUMBER})以上、?(?P<high>{_NUMBER})以下|(?P<from>{_NUMBER})(?:至|到)(?P<to>{_NUMBER})"
    rf"|(?P<most>{_NUMBER})以下|不(?:得)?超过(?P<cap>{_NUMBER})|(?P<least>{_NUMBER})以上|(?P<exact>{_NUMBER}))"
    rf"(?:的)?(?P<kind>罚款|拘留)",
)
_WORDS_BEFORE_BASE = re.compile(r"^(?:或者|并处|处|以|其|相当于?|人民币|的)+")
_KINDS = {"罚款": "fine", "拘留": "detention"}
_UNITS = {"元": "yuan", "倍": "times", "%": "percent", "％": "percent", "日": "day"}


@frozen
class StatedRange:
    """A range as a statute states it, with its words."""

    sanction: str
    base: str
    min: Decimal | None
    max: Decimal | None
    unit: str
    words: str

    def equals(self, claimed: SanctionRange) -> bool:
        """Tell whether a claimed range is this one; a lower bound of nothing is no lower bound."""
        mine = self.sanction, self.min or 0, self.max, self.unit
        return mine == (claimed.sanction, claimed.min or 0, claimed.max, unit_of(claimed))


def stated_ranges(text: str) -> tuple[StatedRange, ...]:
    """Read every range of a fine or a detention that a text states."""
    found = []
    for match in _RANGE.finditer(re.sub(r"[\s\u3000]+", "", text)):
        stated = _stated(match)
        if stated:
            found.append(stated)
    return tuple(found)


def check_statute(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Hold the statutory ranges of a power against the articles that it cites for its sanction.

    Nothing is said unless the words of every such article are at hand and state a range.
    """
    if power.discretion is None:
        return
    cited = [basis for basis in power.basis if basis.role == "sanction"] or [
        b for b in power.basis if b.role == "establishes"
    ]
    words = [_words(basis, book) for basis in cited]
    stated = [each for text in words for each in stated_ranges(text)]
    if not all(words) or not stated:
        return
    for index, claimed in enumerate(power.discretion.statutory):
        kindred = [each for each in stated if (each.sanction, each.unit) == (claimed.sanction, unit_of(claimed))]
        if (
            not kindred
            or (claimed.min is None and claimed.max is None)
            or any(each.equals(claimed) for each in kindred)
        ):
            continue
        yield STATUTE_RANGE.at(
            file,
            ("discretion", "statutory", index),
            range=sanction_amount(claimed),
            range_en=sanction_amount(claimed, "en"),
            article="、".join(cited_place(basis.article) for basis in cited),
            text="；".join(dict.fromkeys(each.words for each in kindred)),
        )


def _words(basis: Basis, book: StatuteBook) -> str:
    law = book.laws.get(basis.law)
    version = cited_version(basis, law, book.day) if law else None
    text = book.text(basis.law, version.date) if version else None
    quoted = "" if "…" in basis.text else basis.text
    return (text.article(basis.article) if text else "") or quoted


def _stated(match: re.Match[str]) -> StatedRange | None:
    low_text = match["low"] or match["from"] or match["least"] or match["exact"]
    high_text = match["high"] or match["to"] or match["most"] or match["cap"] or match["exact"]
    high, high_unit = _quantity(high_text, "") if high_text else (None, "")
    low, low_unit = _quantity(low_text, high_unit) if low_text else (None, "")
    unit = high_unit or low_unit
    if (
        not unit
        or (high_text and high is None)
        or (low_text and low is None)
        or (high_unit and low_unit and high_unit != low_unit)
    ):
        return None
    base = (
        _WORDS_BEFORE_BASE.sub("", match["base"] or "").removesuffix("的")
        if unit in {"times", "percent"}
        else ""
    )
    return StatedRange(_KINDS[match["kind"]], base, low, high, unit, match.group())


def _quantity(text: str, unit: str) -> tuple[Decimal | None, str]:
    """Read 五万元, 10%, 百分之五, 二倍 or 等值; a number without a unit takes the one given."""
    if text == "等值":
        return Decimal(1), "times"
    if text.startswith("百分之"):
        number = number_of(text.removeprefix("百分之"))
        return (None if number is None else Decimal(number)), "percent"
    own = _UNITS.get(text[-1], "")
    return _decimal(text[:-1] if own else text), own or unit


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(",", "")
    found = re.fullmatch(r"([0-9]+\.[0-9]+)([万亿]?)", plain)
    if found:
        return Decimal(found[1]) * {"": 1, "万": 10_000, "亿": 100_000_000}[found[2]]
    number = number_of(plain)
    return None if number is None else Decimal(number)
