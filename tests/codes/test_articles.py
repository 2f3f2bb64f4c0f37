import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.codes.articles import Article, cited_place, format_article, parse_article


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("第三十七条", Article(37)),
        ("第一百零三条", Article(103)),
        ("第三十七条之一", Article(37, after=1)),
        ("第三十七条第二款", Article(37, paragraph=2)),
        ("第三十七条第（三）项", Article(37, item=3)),
        ("第三十七条第(三)项", Article(37, item=3)),
        ("第37条第2款第三项", Article(37, paragraph=2, item=3)),
        ("第一百二十条之二第一款第（十一）项", Article(120, 2, 1, 11)),
        ("第三十七条之一第二款第（三）项", Article(37, 1, 2, 3)),
        ("第三十七条第（三）项第2目", Article(37, item=3, sub_item=2)),
        ("第三十七条第一款第三项第二目", Article(37, 0, 1, 3, 2)),
        (" 第 五 条 ", Article(5)),
    ],
)
def test_reads_places_of_a_statute(text, article):
    """A citation is read in each of the forms in which it is written."""
    assert parse_article(text) == article


@pytest.mark.parametrize(
    "text",
    ["", "三十七条", "第三十七", "第条", "第二款", "第三十七条第二", "第三十七条例", "第x条", "第零条"],
)
def test_refuses_what_names_no_article(text):
    """A text that names no article is not read as one."""
    assert parse_article(text) is None


@given(st.integers(1, 9999), st.integers(0, 9), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_place_round_trip(number, after, paragraph, item, sub_item):
    """A place that is written is read back as itself."""
    article = Article(number, after, paragraph, item, sub_item)
    assert parse_article(format_article(article)) == article


def test_joins_fields_to_one_citation():
    """Article, paragraph and item from fields of their own make one citation."""
    assert cited_place("第三十七条", 2, 3) == "第三十七条第二款第（三）项"
    assert cited_place("第三十七条") == "第三十七条"
    assert cited_place("第三十七条", 1) == "第三十七条第一款"
    assert cited_place("第三十七条", 0, 1) == "第三十七条第（一）项"
