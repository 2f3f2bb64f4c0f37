"""Intervals and boxes of intervals: what two of them share, and what none of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from quanli.frozen import frozen

INFINITY = Decimal("Infinity")


@frozen
class Span:
    """The numbers from ``low`` to ``high``. ``low`` belongs to it; ``high`` does when it is ``closed``."""

    low: Decimal
    high: Decimal
    closed: bool

    @classmethod
    def of(cls, low: Decimal | None, high: Decimal | None, *, closed: bool) -> Span:
        """Make a span; a bound that is missing lies infinitely far away."""
        return cls(-INFINITY if low is None else low, INFINITY if high is None else high, closed)

    @property
    def empty(self) -> bool:
        """Tell whether no number lies in it."""
        return self.low > self.high or (self.low == self.high and not self.closed)

    def __contains__(self, number: Decimal) -> bool:
        """Tell whether a number lies in it."""
        return self.low <= number and (number < self.high or (self.closed and number == self.high))

    def common(self, other: Span) -> Span | None:
        """Give the part that two spans share, or nothing."""
        high = min(self.high, other.high)
        closed = (self.closed or self.high > high) and (other.closed or other.high > high)
        shared = Span(max(self.low, other.low), high, closed)
        return None if shared.empty else shared


EVERYTHING = Span(-INFINITY, INFINITY, closed=False)
Box = Mapping[str, Span]
"""A span for each factor; a factor that is not named may have any value."""


def common_box(first: Box, second: Box) -> Box | None:
    """Give the part that two boxes share, or nothing: boxes overlap when their spans do in every factor."""
    shared = {}
    for factor in sorted({*first, *second}):
        span = first.get(factor, EVERYTHING).common(second.get(factor, EVERYTHING))
        if span is None:
            return None
        shared[factor] = span
    return shared


@frozen
class Gap:
    """The numbers from ``low`` to ``high`` that no span holds, between the spans ``before`` and ``after`` (indexes)."""

    before: int
    after: int
    low: Decimal
    high: Decimal


def gaps(spans: Iterable[tuple[int, Span]]) -> Iterator[Gap]:
    """Find what lies between spans and in none of them. What lies below the first and above the last is no gap."""
    reached: tuple[int, Decimal] | None = None
    for index, span in sorted(spans, key=lambda entry: (entry[1].low, entry[1].high)):
        if span.empty:
            continue
        if reached and span.low > reached[1]:
            yield Gap(reached[0], index, reached[1], span.low)
        if not reached or span.high > reached[1]:
            reached = index, span.high
