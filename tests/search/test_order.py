"""The order of what is found: where a word stands decides, then how much else is said."""

from itertools import pairwise

import pytest

from quanli.catalogue.synonyms import Synonym
from search.catalogues import document, indexed

BARE = {"keywords": (), "topics": (), "summary": "", "places": "", "materials": "", "body": ""}


def order(folder, typed, *documents, **more):
    """Give the codes of what is found, the best first."""
    return [hit.code for hit in indexed(folder, *documents, **more).find(typed)[0]]


def named(code, name="别的事项", **more):
    return document(code, **{**BARE, "name": name, **more})


@pytest.mark.parametrize("size", [5, 8, 11, 15, 20, 28])
def test_a_short_name_is_the_more_likely_meant(tmp_path, size):
    """Of two names that hold the word the one within the bound stands first, whatever their codes."""
    for codes in (("A", "B"), ("B", "A")):
        folder = tmp_path / codes[0]
        folder.mkdir()
        short, long = (named(code, "许可" + "甲" * (length - 2)) for code, length in zip(codes, (size, size + 1), strict=True))
        assert order(folder, "许可", short, long) == list(codes)


def test_titles_stand_by_what_they_are(tmp_path):
    """A name says most, then a keyword, the site's own everyday word, the topic; each before the next."""
    words = (Synonym(("许可",), ("别样",)),)
    items = [named("A-5", topics=("许可",)), named("A-4", "别样的事项"), named("A-3", keywords=("许可",)), named("A-2", "许可" + "甲" * 30), named("A-1", "许可事项")]
    assert order(tmp_path, "许可事", *items, synonyms=words)[0] == "A-1"
    found = order(tmp_path, "许可", named("Z", "许可证别的名"), *items, synonyms=words)
    assert [one for one in found if one in {"A-1", "A-2"}] == ["A-1", "A-2"]


def test_whole_everyday_words_stand_by_what_they_are(tmp_path):
    """Where the whole of what was typed is an everyday word, the item's own stands before the site's, and that before the topic."""
    words = (Synonym(("取钱",), ("别样",)),)
    items = [named("A-1", topics=("取钱",)), named("A-2", "别样的事项"), named("A-3", keywords=("取钱",))]
    assert order(tmp_path, "取钱", *items, synonyms=words) == ["A-3", "A-2", "A-1"]


def test_texts_stand_by_what_they_are_and_how_often(tmp_path):
    """In texts a place says most, then what to bring, then a word by how often it is said: eight, four, two times, once."""
    bodies = [named(f"B-{times}", body="。".join(["健康"] * times)) for times in (1, 2, 4, 8)]
    items = [*bodies, named("M", materials="健康"), named("P", places="健康")]
    assert order(tmp_path, "健康", *items) == ["P", "M", "B-8", "B-4", "B-2", "B-1"]
    (tmp_path / "other").mkdir()
    less = [named(f"C-{times}", body="。".join(["健康"] * times)) for times in (1, 3, 7)]
    found = order(tmp_path / "other", "健康", *less, *bodies)
    for left, right in pairwise(["B-8", "C-7", "C-3", "C-1"]):
        assert found.index(left) < found.index(right)
    assert {*found[1:3]} == {"C-7", "B-4"}
    assert {*found[3:5]} == {"C-3", "B-2"}


def test_codes_are_found_whole_and_by_their_beginning(tmp_path):
    """A code is found by its whole and by how it begins, the national one too; the whole stands before what only begins so."""
    items = [named("AB10"), named("AB1"), named("Q", national_code="AB1"), named("CAB1")]
    found = order(tmp_path, "ab1", *items)
    assert {*found[:2]} == {"AB1", "Q"}
    assert found[2:] == ["AB10"]
