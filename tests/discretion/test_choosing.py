"""Which tiers a case falls into, in Python and in the page's explorer."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.assemble.discretion import discretion_view
from quanli.catalogue.power import Discretion, Factor, Interval, Tier
from quanli.discretion.choosing import tiers_met
from quanli.discretion.tier_intervals import measured_tiers
from scripts import answers

FACTORS = (Factor("years", "年限", "年"), Factor("people", "人数", "人"))


def number(text):
    return None if text is None else Decimal(text)


def tier(grade, years=None, people=None, circumstances=""):
    """Make a tier from pairs of bounds."""
    when = {name: Interval(number(low), number(high)) for name, pair in (("years", years), ("people", people)) if pair for low, high in [pair]}
    return Tier(grade, when or None, circumstances)


TABLE = Discretion(
    factors=FACTORS,
    tiers=(tier("轻微", (None, "2")), tier("一般", ("2", "4")), tier("较重", ("4", None), ("10", None)), tier("严重", circumstances="拒不改正")),
)


@pytest.mark.parametrize(
    ("measured", "told", "met"),
    [
        ({"years": "1.99"}, (), (0,)),
        ({"years": "2"}, (), (1,)),
        ({"years": "5"}, (), ()),
        ({"years": "5", "people": "10"}, (), (2,)),
        ({}, (), ()),
        ({}, (3,), (3,)),
        ({"years": "3"}, (3,), (1, 3)),
    ],
)
def test_tiers_met(measured, told, met):
    """A tier wants all of its numbers; one in words wants to be told; the lower bound belongs to it, the upper does not."""
    assert tiers_met(TABLE, {name: Decimal(value) for name, value in measured.items()}, told) == met


def test_both_bounds_belong_where_the_rule_says_so():
    """Under both-inclusive the number on the boundary is in both tiers."""
    table = Discretion(bounds="both-inclusive", factors=FACTORS, tiers=(tier("轻", (None, "2")), tier("重", ("2", None))))
    assert tiers_met(table, {"years": Decimal(2)}, ()) == (0, 1)


bound = st.one_of(st.none(), st.decimals(0, 20, places=1).map(str))
pair = st.one_of(st.none(), st.tuples(bound, bound))
tables = st.builds(
    lambda bounds, rows: Discretion(bounds=bounds, factors=FACTORS, tiers=tuple(tier(f"{n}", *row) for n, row in enumerate(rows))),
    st.sampled_from(["lower-inclusive", "both-inclusive"]),
    st.lists(st.tuples(pair, pair, st.sampled_from(["", "拒不改正"])), min_size=1, max_size=6),
)
values = st.decimals(0, 20, places=1)


@given(tables, values, values)
def test_agrees_with_the_checker(table, years, people):
    """What the checker proves of a table (no gap, no overlap) holds for what a reader finds in it: the same boxes decide."""
    case = {"years": years, "people": people}
    boxes = measured_tiers(table)
    inside = tuple(entry.index for entry in boxes if all(case[name] in span for name, span in entry.box.items()))
    everything = range(len(table.tiers))
    measured = {entry.index for entry in boxes}
    assert tuple(n for n in tiers_met(table, case, everything) if n in measured) == inside


def test_script_chooses_as_the_program_does():
    """The page's explorer, which reads the rows of the table, finds the same tiers: on bounds, beside them, with numbers missing."""
    chance = random.Random(5)
    cases, expected = [], []
    for _ in range(1500):
        table = Discretion(
            bounds=chance.choice(["lower-inclusive", "both-inclusive"]),
            factors=FACTORS,
            tiers=tuple(tier(f"{n}", _pair(chance), _pair(chance), chance.choice(["", "拒不改正"])) for n in range(chance.randrange(1, 6))),
        )
        case = {name: Decimal(chance.randrange(80)) / 10 for name in ("years", "people") if chance.random() < 0.9}
        told = {n for n in range(5) if chance.random() < 0.4}
        view = discretion_view(table)
        cases.append({
            "tiers": [{"when": row.when, "told": row.told} for row in view.tiers],
            "measured": {name: float(value) for name, value in case.items()},
            "told": sorted(told),
            "closed": view.closed,
        })
        expected.append(list(tiers_met(table, case, told)))
    assert any(expected)
    assert answers("explorer.js", "tiersMet(one.tiers, one.measured, new Set(one.told), one.closed)", cases) == expected


def _pair(chance):
    low, high = (f"{chance.randrange(80) / 10}" if chance.random() < 0.7 else None for _ in "ab")
    return (low, high) if chance.random() < 0.6 else None
