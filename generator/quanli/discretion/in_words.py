"""What spans and boxes hold, in words: 2 年, 2 年以上不满 3 年."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from quanli.catalogue.power import Factor
from quanli.catalogue.wording import measured, range_text
from quanli.discretion.intervals import Box, Gap, Span
from quanli.errors import Language


def span_text(span: Span, unit: str, language: Language = "zh") -> str:
    """Say what a span holds: one number or its two ends, with the factor's unit."""
    return range_text(_bound(span.low, unit, language), _bound(span.high, unit, language), language, closed=span.closed)


def box_text(box: Box, factors: Mapping[str, Factor], language: Language = "zh") -> str:
    """Say what a box holds; with several factors each is named."""
    parts = []
    for name, span in box.items():
        factor = factors.get(name)
        text = span_text(span, factor.unit if factor else "", language)
        if text:
            parts.append(f"{factor.name if factor else name} {text}" if len(box) > 1 else text)
    return ("，" if language == "zh" else ", ").join(parts)


def gap_text(gap: Gap, unit: str, language: Language = "zh", *, closed: bool) -> str:
    """Say what no span holds; when spans are ``closed`` the number at which the gap begins is in the one before."""
    return range_text(_bound(gap.low, unit, language), _bound(gap.high, unit, language), language, closed=False, above=closed)


def _bound(number: Decimal, unit: str, language: Language) -> str:
    return "" if number.is_infinite() else measured(number, unit, language)
