from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.discretion.intervals import Span, common_box, gaps

HALVES = [Decimal(n) / 2 for n in range(-2, 23)]
"""Every half from -1 to 11: bounds are whole, so between two bounds there is always one of these."""


@st.composite
def spans(draw, closed=None):
    low, high = (draw(st.none() | st.integers(0, 10)) for _ in range(2))
    return Span.of(
        Decimal(low) if low is not None else None,
        Decimal(high) if high is not None else None,
        closed=draw(st.booleans()) if closed is None else closed,
    )


@given(spans(), spans())
def test_spans_share_exactly_their_common_points(first, second):
    """A number lies in the common part exactly when it lies in both spans."""
    common = first.common(second)
    for number in HALVES:
        assert (number in first and number in second) == (common is not None and number in common)


@given(*[st.dictionaries(st.sampled_from("xy"), spans())] * 2)
def test_boxes_overlap_when_they_have_a_common_point(first, second):
    """Two boxes overlap exactly when some point lies in both."""
    everywhere = Span.of(None, None, closed=False)
    points = any(
        x in first.get("x", everywhere)
        and x in second.get("x", everywhere)
        and y in first.get("y", everywhere)
        and y in second.get("y", everywhere)
        for x in HALVES
        for y in HALVES
    )
    assert (common_box(first, second) is not None) == points


@given(st.booleans().flatmap(lambda closed: st.lists(spans(closed=closed), max_size=5)))
def test_gaps_are_what_no_span_holds(given_spans):
    """Between the lowest and the highest number held, a number is in no span exactly when it is in a gap."""
    indexed = list(enumerate(given_spans))
    found = list(gaps(indexed))
    held = [n for n in HALVES if any(n in span for span in given_spans)]
    for number in HALVES:
        if held and held[0] < number < held[-1] and number % 1:  # halves are never bounds
            inside = any(gap.low < number < gap.high for gap in found)
            assert inside == (number not in held)


@pytest.mark.parametrize(
    ("closed", "shared"), [(False, None), (True, Span.of(Decimal(2), Decimal(2), closed=True))]
)
def test_common_boundary_is_shared_only_when_it_is_closed(closed, shared):
    """Two spans that meet share their boundary only where both bounds are included."""
    assert Span.of(None, Decimal(2), closed=closed).common(Span.of(Decimal(2), None, closed=closed)) == shared
