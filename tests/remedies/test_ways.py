"""The ways that pages and data give, held against ways written from the statutes."""

import html
import json
import re

import pytest

from remedies.cases import CASES, LAWS, NEW, OLD
from remedies.site import cases_site, lines_of
from sites import build

BY_DAY = {day: [case for case in CASES if case.day == day] for day in (NEW, OLD)}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Give a built site for each day."""
    return {day: cases_site(tmp_path_factory.mktemp("remedies"), cases, LAWS, day) for day, cases in BY_DAY.items()}


def data_of(sites, case):
    path = sites[case.day] / f"output/powers/T-{BY_DAY[case.day].index(case)}.json"
    return json.loads(path.read_text(encoding="utf-8"))["remedies"]


def page_of(sites, case):
    path = sites[case.day] / f"output/powers/T-{BY_DAY[case.day].index(case)}/index.html"
    found = re.search(r'<section id="redress">.*?</section>\s*(?=<section id=|<section|</div>)', path.read_text(encoding="utf-8"), re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))) if found else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_statutes_ways_are_given(case, sites):
    """An item's data gives, against each thing, the ways, organs, periods and articles that the statutes set, and no others."""
    found = data_of(sites, case)
    assert {one["key"]: lines_of(one) for one in found["against"]} == case.expected
    assert tuple(one["key"] for one in found["against"] if one["reconsideration_first"]) == case.first
    if case.respondent:
        assert tuple(found["respondent"]) == case.respondent


@pytest.mark.parametrize("case", [case for case in CASES if case.expected], ids=lambda case: case.name)
def test_the_page_says_each_way(case, sites):
    """The page says each way with its organ, and loudly where reconsideration must come first."""
    text = page_of(sites, case)
    for one in data_of(sites, case)["against"]:
        assert one["what"] in text
        assert all(way["text"] in text for way in one["ways"])
    assert text.count("必须先申请行政复议") + text.count("只能申请行政复议") == len(case.first)


def test_there_are_cases_enough():
    """At least forty items are held against the statutes."""
    assert len(CASES) >= 40


def test_a_later_day_turns_the_pages(tmp_path):
    """A build for a day after the law has changed makes again the pages of items, as a clean build would, though no file differs."""
    site = cases_site(tmp_path, CASES[:2], LAWS, "2023-12-31")
    page = site / "output/powers/T-0/index.html"
    assert "必须先申请行政复议" not in page.read_text(encoding="utf-8")
    assert build(site, "--as-of", "2024-01-01") == 0
    turned = page.read_bytes()
    assert "必须先申请行政复议" in turned.decode()
    clean = cases_site(tmp_path / "clean", CASES[:2], LAWS, "2024-01-01")
    assert (clean / "output/powers/T-0/index.html").read_bytes() == turned
