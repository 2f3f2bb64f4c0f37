"""Amounts in words: 10000–50000元, 违法所得的2–5倍, 2年至3年."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from quanli.catalogue import terms
from quanli.catalogue.power import Factor, SanctionRange
from quanli.discretion.intervals import Box, Span
from quanli.frozen import frozen
from quanli.records.fields import Term


@frozen
class Wording:
    """A phrase in both languages."""

    zh: str
    en: str


def plain(number: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def bounds(low: Decimal | None, high: Decimal | None) -> str:
    """Write a range of numbers: 2–5, ≤5, ≥2, or one number."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"≥{plain(low)}" if low is not None else f"≤{plain(high or Decimal(0))}"
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


def amount(sanction: SanctionRange) -> Wording:
    """Word the amount of a sanction with its unit and what it is a multiple of."""
    unit = _term(terms.SANCTION_UNITS, sanction.unit)
    span = bounds(sanction.min, sanction.max)
    zh = f"{sanction.base}的{span}{unit.zh}" if sanction.base else f"{span}{unit.zh}"
    gap = "" if unit.en == "%" else " "
    en = f"{span}{gap}{unit.en}".strip() + (f" of {sanction.base}" if sanction.base else "")
    return Wording(zh, en)


def sanction_name(sanction: SanctionRange) -> Wording:
    """Word the kind of a sanction, with the subject that it falls on where one is named."""
    term = _term(terms.SANCTIONS, sanction.sanction)
    if not sanction.subject:
        return Wording(term.zh, term.en)
    return Wording(f"{term.zh}（{sanction.subject}）", f"{term.en} ({sanction.subject})")


def point_or_range(span: Span, unit: str) -> str:
    """Word what a span holds: one number, or its two ends, with the factor's unit: 2年, 2–3年."""
    low = None if span.low.is_infinite() else span.low
    high = None if span.high.is_infinite() else span.high
    return bounds(low, high) + unit


def box_text(box: Box, factors: Mapping[str, Factor]) -> str:
    """Word what a box holds; with several factors each is named."""
    parts = []
    for name, span in box.items():
        factor = factors.get(name)
        text = point_or_range(span, factor.unit if factor else "")
        if not (span.low.is_infinite() and span.high.is_infinite()):
            parts.append(f"{factor.name if factor else name} {text}" if len(box) > 1 else text)
    return "，".join(parts)


def _term(vocabulary: Mapping[str, Term], key: str) -> Term:
    return vocabulary.get(key) or Term(key, key)
