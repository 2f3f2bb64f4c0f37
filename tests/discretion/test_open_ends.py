"""Where a discretion table stops."""

import pytest

from quanli.catalogue.power import Discretion, Factor, Interval, Power, SanctionRange, Tier
from quanli.discretion.open_ends import check_open_ends


def fine(low, high):
    return SanctionRange("fine", min=low, max=high, unit="yuan")


def told(*tiers, unit="万元", default_rule="", conditions=(), statutory=(), more=()):
    table = Discretion(factors=(Factor("value", "货值", unit), *more), tiers=tiers, default_rule=default_rule, statutory=statutory)
    subject = Power(code="A", name="a", category="penalty", office="o", conditions=conditions, discretion=table)
    return [(found.code, found.path) for found in check_open_ends(subject, "a.yaml")]


def tier(grade, low, high, *sanctions, **more):
    return Tier(grade, {"value": Interval(low, high)}, sanctions=sanctions, **more)


END = [("TIERS_END", ("discretion", "tiers", 1, "when", "value", "to"))]


@pytest.mark.parametrize(
    ("top", "unit", "default_rule", "expected"),
    [
        (None, "万元", "", []),
        (10, "万元", "", END),
        (10, "万元", "货值 10 万元以上的移送公安机关。", []),
        (10, "万元", "查不清的按一般处罚。", END),
        (100, "%", "", []),
    ],
)
def test_the_highest_tier_is_open_or_said_to_end(top, unit, default_rule, expected):
    """A table whose tiers stop says what holds above, unless nothing can be above."""
    assert told(tier("一般", None, 5), tier("严重", 5, top), unit=unit, default_rule=default_rule) == expected


@pytest.mark.parametrize(
    ("low", "conditions", "codes"),
    [(None, (), []), (1, (), []), (3, (), ["TIERS_BEGIN"]), (3, ("货值 3 万元以上。",), [])],
)
def test_the_lowest_tier_begins_at_nothing_or_is_said_to(low, conditions, codes):
    """A lowest tier that begins above one is told, unless the conditions name the number."""
    assert [code for code, _ in told(tier("一般", low, 5), tier("严重", 5, None), conditions=conditions)] == codes


def test_a_factor_decides_something():
    """A factor that no tier uses is told where it is defined."""
    assert told(tier("一般", None, None), more=(Factor("years", "年限", "年"),)) == [("FACTOR_UNUSED", ("discretion", "factors", 1, "id"))]


@pytest.mark.parametrize(
    ("low", "high", "default_rule", "expected"),
    [
        (10000, 50000, "", []),
        (10000, 40000, "", [("TIERS_SHORT", ("discretion", "tiers", 1, "sanctions", 0, "max"))]),
        (12000, 50000, "", [("TIERS_SHORT", ("discretion", "tiers", 0, "sanctions", 0, "min"))]),
        (10000, 40000, "本市不用到上限。", []),
        (None, None, "", []),
    ],
)
def test_the_tiers_reach_the_ends_of_the_statute(low, high, default_rule, expected):
    """The lightest tier begins where the statute's range does, the heaviest ends there, or the table says why not."""
    tiers = tier("一般", None, 5, fine(low, 20000 if high else None)), tier("严重", 5, None, fine(20000 if low else None, high))
    assert told(*tiers, statutory=(fine(10000, 50000),), default_rule=default_rule) == expected


def test_a_lighter_grade_may_go_below():
    """Mitigation (减轻) says nothing of where the range begins."""
    tiers = tier("减轻", None, 1, fine(1000, 10000)), tier("一般", 1, None, fine(12000, 50000))
    assert [code for code, _ in told(*tiers, statutory=(fine(10000, 50000),))] == ["TIERS_SHORT"]
