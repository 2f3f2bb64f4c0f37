import datetime
from decimal import Decimal

import pytest

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.power import Basis, Discretion, Power, SanctionRange
from quanli.catalogue.statute_book import StatuteBook
from quanli.discretion.within_law import check_within_law
from quanli.statutes.text import LawText

DAY = datetime.date(2019, 3, 24)


ARTICLE = "第三十七条 违反本条例的规定，逾期不办理的，处1万元以上5万元以下的罚款。"
LAWS = {"fund": Law("fund", "住房公积金管理条例", kind="regulation", versions=(LawVersion(DAY, "", DAY),))}
TEXT = LawText.parse(ARTICLE)


def problems(claimed, text=TEXT, basis=None):
    power = Power(
        code="A",
        name="a",
        category="penalty",
        office="o",
        discretion=Discretion(statutory=claimed),
        basis=basis or (Basis("fund", DAY, "第三十七条", role="sanction"),),
    )
    return [one for one in check_within_law(power, "a.yaml", StatuteBook(LAWS, DAY, lambda *_: text)) if one.code == "STATUTE_RANGE"]


def fine(low, high, unit="yuan", base=""):
    return SanctionRange(
        "fine", "", base, None if low is None else Decimal(low), None if high is None else Decimal(high), unit
    )


def test_range_of_the_article_holds():
    """A statutory range that the cited article states is in order."""
    assert problems((fine(10_000, 50_000),)) == []


def test_range_that_the_article_does_not_state_is_named():
    """A range that differs from the article is told with the article's own words."""
    (found,) = problems((fine(10_000, 50_000), fine(10_000, 60_000)))
    assert found.path == ("discretion", "statutory", 1)
    assert found.message("zh") == "法定幅度 1 万元以上 6 万元以下 与第三十七条的“1万元以上5万元以下的罚款”不符"
    assert (
        found.message("en")
        == 'the statutory range 10,000 yuan to 60,000 yuan differs from 第三十七条: "1万元以上5万元以下的罚款"'
    )


@pytest.mark.parametrize(
    "claimed", [SanctionRange("fine", unit="yuan"), SanctionRange("warning")]
)
def test_what_states_no_range_is_not_judged(claimed):
    """A sanction without amounts is left alone."""
    assert problems((claimed,)) == []


def test_a_unit_that_the_article_does_not_use_is_named():
    """A range in another unit than the article's is wrong where all of the article was understood."""
    (found,) = problems((fine(1, 3, "times", "违法所得"),))
    assert found.path == ("discretion", "statutory", 0)


@pytest.mark.parametrize(
    "text", [None, LawText.parse("第三十七条 依照有关规定处罚。"), LawText.parse("第一条 略。")]
)
def test_nothing_is_said_without_the_words(text):
    """Where the words are not at hand, or state no range, nothing is said."""
    assert problems((fine(1, 2),), text) == []


def test_quotation_stands_for_a_text_that_is_not_kept():
    """A whole quotation is held like the article; one with omissions is not."""
    quoted = Basis("fund", DAY, "第三十七条", role="sanction", text="处一万元以上五万元以下的罚款")
    shortened = Basis("fund", DAY, "第三十七条", role="sanction", text="……处一万元以上五万元以下的罚款")
    assert [p.code for p in problems((fine(1, 2),), None, (quoted,))] == ["STATUTE_RANGE"]
    assert problems((fine(1, 2),), None, (shortened,)) == []


def cited(article, role):
    return Basis("fund", DAY, article, role=role)


TWO = LawText.parse("第二条 县级以上人民政府主管本行政区域的工作，逾期的处二万元以上三万元以下的罚款。\n第三十七条 逾期不办理的，处1万元以上5万元以下的罚款。")


@pytest.mark.parametrize(
    ("roles", "compared"),
    [
        ((("第二条", "procedure"), ("第三十七条", "sanction")), "第三十七条"),
        ((("第二条", "establishes"), ("第三十七条", "sanction")), "第三十七条"),
        ((("第二条", "procedure"), ("第三十七条", "establishes")), "第三十七条"),
        ((("第二条", "establishes"), ("第三十七条", "procedure")), "第二条"),
    ],
)
def test_only_what_gives_the_sanction_is_compared(roles, compared):
    """The article cited for the sanction counts; without one, that which establishes the power; no other ever does."""
    basis = tuple(cited(*each) for each in roles)
    (found,) = problems((fine(1, 2),), TWO, basis)
    assert found.args["article"] == compared
    held = fine(10_000, 50_000) if compared == "第三十七条" else fine(20_000, 30_000)
    assert problems((held,), TWO, basis) == []


def test_articles_that_establish_nothing_are_not_compared():
    """Where no article is cited for the sanction or the power, nothing is said."""
    assert problems((fine(1, 2),), TWO, (cited("第二条", "procedure"), cited("第三十七条", "limit"))) == []


def test_only_the_articles_that_give_the_sanction_are_compared():
    """Articles on limits or procedure say nothing about the sanction; without one for the sanction those that establish the power do."""
    text = LawText.parse("第一条 处1万元以上5万元以下的罚款。\n\n第二条 处2万元以下的罚款。\n\n第三条 依法办理。")
    establishes, limit, silent = (Basis("fund", DAY, article, role=role) for article, role in (("第一条", "establishes"), ("第二条", "limit"), ("第三条", "limit")))
    sanction = Basis("fund", DAY, "第二条", role="sanction")
    assert problems((fine(10_000, 50_000),), text, (establishes, limit, silent)) == []
    (found,) = problems((fine(None, 20_000),), text, (establishes, limit))
    assert "与第一条的“1万元以上5万元以下的罚款”不符" in found.message("zh")
    assert problems((fine(None, 20_000),), text, (establishes, sanction)) == []
    (found,) = problems((fine(10_000, 50_000),), text, (establishes, sanction))
    assert "与第二条的“2万元以下的罚款”不符" in found.message("zh")


def test_every_article_that_gives_the_sanction_is_named():
    """A range may be that of any article cited for the sanction; where it is none, all are named with their words, each once."""
    text = LawText.parse("第一条 处1万元以上5万元以下的罚款。\n\n第二条 处2万元以下的罚款。\n\n第三条 处2万元以下的罚款。")
    cited = tuple(Basis("fund", DAY, article, role="sanction") for article in ("第一条", "第二条", "第三条"))
    assert problems((fine(10_000, 50_000), fine(0, 20_000)), text, cited) == []
    (found,) = problems((fine(1, 2),), text, cited)
    assert "与第一条、第二条、第三条的“1万元以上5万元以下的罚款；2万元以下的罚款”不符" in found.message("zh")
    assert problems((fine(1, 2),), text, (*cited, Basis("fund", DAY, "第九条", role="sanction"))) == []


def test_kind_and_unit_decide_what_is_compared():
    """A multiple is held against multiples, an amount against amounts; without a unit a base means a multiple, none an amount."""
    text = LawText.parse("第三十七条 处1万元以上5万元以下的罚款，并处违法所得一倍以上三倍以下的罚款；处十日以上十五日以下拘留。")
    assert problems((fine(10_000, 50_000, ""), fine(1, 3, "", "违法所得"), fine(1, 3, "times")), text) == []
    assert [p.path[2] for p in problems((fine(1, 3, ""), fine(10_000, 50_000, "", "违法所得"), fine(10_000, None)), text)] == [0, 1, 2]
    assert problems((SanctionRange("detention", "", "", Decimal(10), Decimal(15), "day"),), text) == []
    assert len(problems((SanctionRange("detention", "", "", Decimal(10), Decimal(20), "day"),), text)) == 1
