"""Steps lead from one text to another when there is an order in which each is used once."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from quanli.review.trail import is_trail

TEXTS = st.sampled_from("abcd")
STEPS = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)


def tried(steps, start, end):
    """Say the same by trying every order."""
    def leads(order):
        here = start
        for before, after in order:
            if before != here:
                return False
            here = after
        return here == end

    return any(leads(order) for order in permutations(steps))


@given(STEPS, TEXTS, TEXTS)
def test_it_is_what_trying_every_order_finds(steps, start, end):
    """A trail is told exactly where some order of the steps is one."""
    assert is_trail(steps, start, end) == tried(steps, start, end)


@given(st.lists(TEXTS, min_size=1, max_size=9), st.randoms())
def test_a_way_that_was_gone_is_a_trail(way, random):
    """Whatever way was gone is one, in whatever order its steps are told."""
    steps = list(pairwise(way))
    random.shuffle(steps)
    assert is_trail(steps, way[0], way[-1])


@given(st.lists(TEXTS, min_size=2, max_size=9), st.randoms())
def test_a_step_less_or_twice_is_none(way, random):
    """With one step left out, or taken twice, it leads there no more, unless that step leads nowhere."""
    steps = list(pairwise(way))
    step = random.choice(steps)
    less = [*steps]
    less.remove(step)
    if step[0] != step[1]:
        assert not is_trail(less, way[0], way[-1])
        assert not is_trail([*steps, step], way[0], way[-1])


def test_a_round_that_does_not_hang_together_is_none():
    """A round elsewhere is balanced, and yet no part of the way."""
    assert not is_trail([("a", "b"), ("c", "d"), ("d", "c")], "a", "b")
    assert is_trail([("a", "b"), ("b", "d"), ("d", "b")], "a", "b")
