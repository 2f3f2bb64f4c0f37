"""Lists cut by content: an added item moves the bounds of its own part and at most a few after it."""

from bisect import bisect_left
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quanli.assemble.cut import Size, cut, recut, until
from quanli.assemble.listing import parts_of_list

SIZE = Size(3, 4, 9)
CODES = st.sets(st.integers(0, 400).map("C{:03}".format), max_size=120)


def parts_of(codes):
    """Cut a list in the plain way; gives the codes in each part."""
    firsts = [first for first, _ in cut(codes, SIZE)]
    bounds = [*(bisect_left(codes, first) for first in firsts), len(codes)]
    return [tuple(codes[start:end]) for start, end in pairwise(bounds)]


@given(CODES)
def test_parts_hold_every_code_once_within_their_size(codes):
    """Every code stands in one part, in order; no part is over the most, only the last under the least."""
    parts = parts_of(sorted(codes))
    assert [code for part in parts for code in part] == sorted(codes)
    assert all(len(part) <= SIZE.most for part in parts)
    assert all(len(part) >= SIZE.least for part in parts[:-1])


@settings(max_examples=400)
@given(CODES, st.sets(st.integers(0, 400).map("C{:03}".format), max_size=4), st.data())
def test_cutting_again_equals_a_new_cut(codes, touched, data):
    """After items come, go and change, the parts are those of a new cut, and every part whose items, bounds or neighbours changed is stale."""
    gone = data.draw(st.sets(st.sampled_from(sorted(touched & codes)))) if touched & codes else set()
    now = sorted((codes | touched) - gone)
    before, after = parts_of(sorted(codes)), parts_of(now)
    found = recut([part[0] for part in before], touched, lambda start: iter(now[bisect_left(now, start) :]), SIZE)
    assert list(found.firsts) == [part[0] for part in after]
    old, new = with_neighbours(before), with_neighbours(after)
    wanted = {part[0] for part, around in new.items() if old.get(part) != around or touched & set(part)}
    assert wanted <= set(found.stale)
    assert set(found.stale) <= set(found.firsts)


def with_neighbours(parts):
    """Give the parts with the codes that begin the parts around them."""
    firsts = ["", *(part[0] for part in parts), ""]
    return {part: (firsts[at], firsts[at + 2]) for at, part in enumerate(parts)}


@given(CODES.filter(len), st.data())
def test_one_item_moves_few_parts(codes, data):
    """One added item leaves all parts before it as they were."""
    code = data.draw(st.sampled_from(sorted(codes)))
    before, after = parts_of(sorted(codes - {code})), parts_of(sorted(codes))
    kept = [part for part in before if part[-1] < code]
    assert after[: len(kept[:-1])] == kept[:-1]


@given(CODES)
def test_pages_of_a_list_lead_to_each_other(codes):
    """The first page stands at the list's address, the others at the code that begins them, and each leads to the next and back."""
    firsts = [part[0] for part in parts_of(sorted(codes))]
    pages = parts_of_list("/x/", firsts)
    assert [page.url for page in pages] == ["/x/", *(f"/x/{first}/" for first in firsts[1:])]
    for left, right in pairwise(pages):
        assert (left.next, right.previous, left.end) == (right.url, left.url, right.start)
    assert (pages[0].previous, pages[-1].next) == ("", "")
    assert all(until(firsts, page.start) == page.end for page in pages)
