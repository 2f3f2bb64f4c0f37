"""Citations in prose, as real texts write them."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quanli.codes.articles import Article, format_article
from quanli.statutes.citing import citations

GOLD = yaml.safe_load(Path(__file__).with_name("citations.yaml").read_text(encoding="utf-8"))


def told(text):
    """Write the citations of a text as the file of real texts does."""
    return [written(one) for one in citations(text, GOLD["known"].__contains__)]


def written(one):
    name = {"own": f"本{one.title}", "none": "-"}.get(one.naming, one.title)
    unknown = "" if one.known or one.naming == "none" else "*"
    places = " ".join(".".join(map(str, place)).removesuffix(".0").removesuffix(".0").removesuffix(".0").removesuffix(".0") for place in map(numbers, one.places))
    return f"{name}{unknown}{f'@{one.version}' if one.version else ''}|{'~' if one.since else ''}{places}"


def numbers(place):
    return place.number, place.after, place.paragraph, place.item, place.sub_item


@pytest.mark.parametrize("entry", [pytest.param(one, id=one["text"][:24]) for one in GOLD["texts"]])
def test_real_text_is_read(entry):
    """Each citation of a real text is found, with statute, articles, paragraphs and items, and nothing else is."""
    assert told(entry["text"]) == entry["cites"]


def test_characters_of_a_citation_are_those_that_say_it():
    """A citation begins with its title and ends with its last part; those that go on from it begin with their own article."""
    text = "依照《行政处罚法》（2021年修订）第三十二条第一款、第三十五条至第三十七条的规定，和行政许可法第三条"
    assert [text[one.start : one.end] for one in citations(text, {"行政许可法"}.__contains__)] == [
        "《行政处罚法》（2021年修订）第三十二条第一款", "第三十五条", "第三十七条", "行政许可法第三条",
    ]  # fmt: skip


def test_quoted_words_are_those_that_follow_at_once():
    """Words in quotation marks belong to a citation that they follow at once, a term that the law defines does not."""
    text = "《某法》第三条规定：“未经许可从事经营的，处一万元罚款。”第四条所称“公共场所以外的地方”，是指…"
    first, second = citations(text)
    assert (first.quoted, text[first.quoted_at :][:6]) == ("未经许可从事经营的，处一万元罚款。", "未经许可从事")
    assert second.quoted == ""


places = st.builds(Article, st.integers(1, 1300), st.integers(0, 9), st.integers(0, 9), st.integers(0, 30))


@given(st.lists(places, min_size=1, max_size=5, unique_by=lambda one: (one.number, one.after)), st.sampled_from(["、", "，", "和", "；", "以及"]))
def test_whatever_places_are_written_are_read(cited, joint):
    """Places written as statutes write them, in any number, are read as what they are."""
    text = "依照《某法》" + joint.join(map(format_article, cited)) + "的规定"
    assert [one.places for one in citations(text)] == [(place,) for place in cited]


@given(st.text(alphabet="第一二三十百条款项目之至、，和（）()《》〈〉本法例条规定：“”办 \n1290", max_size=80))
def test_any_text_is_read_in_order(text):
    """Whatever stands in a text, citations are given in its order, do not lie over each other and stand within it."""
    found = list(citations(text, {"本法", "办法", "条例"}.__contains__))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert sorted((one.start, one.end) for one in found) == [(one.start, one.end) for one in found]
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
