"""What to do against a decision, in words."""

import datetime

import pytest

from assemble.records import office, power
from quanli.assemble.redress import cited, remedies_view
from quanli.catalogue import terms

DAY = datetime.date(2026, 6, 1)
OFFICE = "level: county\ngovernment: 某某县人民政府\ncourt: 某某县人民法院\n"


class Registry:
    """Offices and laws, all that the remedies of an item rest on."""

    def __init__(self, text=OFFICE) -> None:
        self.offices, self.laws = {"xxj": office(text)}, {}


def said(view):
    """Put all that a view says into one text."""
    return "\n".join([*(f"{one.what} {one.first} {one.note} " + " ".join(way.name + way.text + way.note for way in one.ways) for one in view.against), *view.notes])


@pytest.mark.parametrize("category", terms.CATEGORIES)
def test_each_category_says_what_the_statutes_give(category):
    """Where something is decided the page names organ, court, sixty days and six months; elsewhere it offers neither."""
    view = remedies_view(power(category=category), Registry(), DAY)
    text = said(view) if view else ""
    if category in {"internal", "public_service", "inspection"}:
        assert "六十日" not in text
    else:
        assert "自知道或者应当知道该决定之日起六十日内，向某某县人民政府提出（《行政复议法》第二十条第一款、第二十四条第一款第一项）。" in text
        assert "自知道或者应当知道该决定之日起六个月内，向某某县人民法院起诉（《行政诉讼法》第四十六条第一款、第十四条、第十八条第一款）。" in text


def test_without_names_the_organs_are_described():
    """An office that names neither government nor court gets what the statutes call them."""
    text = said(remedies_view(power(), Registry(""), DAY))
    assert "向某局的本级人民政府提出" in text
    assert "向某局所在地的基层人民法院起诉" in text


def test_an_office_that_is_not_there_gives_none():
    """An item of an office that has no file has no remedies."""
    registry = Registry()
    registry.offices = {}
    assert remedies_view(power(), registry, DAY) is None


def test_the_law_that_was_used_is_said():
    """The view says since when the law holds by which the remedies are computed."""
    assert remedies_view(power(), Registry(), DAY).law == "按 2024 年 1 月 1 日起施行的《行政复议法》计算。"
    assert remedies_view(power(), Registry(), datetime.date(2020, 1, 1)).law == "按 1999 年 10 月 1 日起施行的《行政复议法》计算。"


def test_articles_of_a_statute_stand_together():
    """Articles are cited by statute, each once."""
    assert cited(["行政复议法第二十条", "行政诉讼法第十四条", "行政复议法第二十七条", "行政复议法第二十条"]) == "《行政复议法》第二十条、第二十七条；《行政诉讼法》第十四条"


def test_what_is_final_is_said():
    """Where no court hears it after reconsideration, the page says so and offers none."""
    registry = Registry(OFFICE + "kind: ministry\n")
    registry.laws = {"export": type("Law", (), {"title": "中华人民共和国出口管制法"})()}
    view = remedies_view(power("basis: [{law: export, article: 第十二条}]\n"), registry, DAY)
    assert view.against[0].first == "只能申请行政复议，复议决定是最终的"
    assert not [way for way in view.against[0].ways if way.name == "提起行政诉讼"]
