"""What a page of a theme may take, and how one is left that takes more."""

import pytest

from quanli.render import bounds


def within(depth: int, left: list[int]):
    """Put a text out from within templates that stand within each other, as Jinja has it; notes which were left."""
    try:
        yield from within(depth - 1, left) if depth else ("x" * 9, "x" * 9)
    finally:
        left.append(depth)


def test_what_is_too_long_is_left_at_once(monkeypatch):
    """However deep the templates stand that put it out, none stands half any more when the error is told: none ends at another time."""
    monkeypatch.setattr(bounds, "LENGTH", 10)
    left = []
    with pytest.raises(bounds.BoundsError, match="longer than") as told:
        bounds.joined(within(100, left))
    assert left == list(range(101))
    assert told.tb is not None  # it is still told, with all that stood then


def test_what_is_short_enough_is_joined():
    """Within the bound all is put out."""
    assert bounds.joined(within(3, [])) == "x" * 18
