import datetime

import pytest

from quanli.statutes.days import day_in, ended_statutes, stated_beginning

DATE = datetime.date(2021, 4, 29)
PREAMBLE = ("2009年2月28日 通过\n2021年4月29日 第二次修正",)


@pytest.mark.parametrize(
    ("preamble", "closing", "day"),
    [
        ((), ("本法自2021年12月1日起施行。",), datetime.date(2021, 12, 1)),
        ((), ("本办法自二〇二二年一月一日起施行。",), datetime.date(2022, 1, 1)),
        (("2019年3月1日 修正\n2021年7月1日 施行",), ("本法自公布之日起施行。",), datetime.date(2021, 7, 1)),
        (PREAMBLE, ("本法自2015年10月1日起施行。",), None),
        (("2021年4月29日 国务院令第1号公布",), ("本条例自公布之日起施行。",), DATE),
        (PREAMBLE, ("本条例自公布之日起施行。",), None),
        ((), ("本法自2021年13月1日起施行。",), None),
        ((), ("本法由国务院解释。",), None),
        ((), (), None),
    ],
)
def test_day_on_which_a_version_begins(preamble, closing, day):
    """The day is the one that the words say and that is not before the version; an amended statute's old day is no answer."""
    assert stated_beginning(preamble, closing, DATE) == day


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("本法自2021年1月1日起施行。《中华人民共和国婚姻法》、《中华人民共和国继承法》同时废止。", [("婚姻法", 2021), ("继承法", 2021)]),
        ("1990年12月24日国务院发布、1994年10月9日国务院修订发布的《行政复议条例》同时废止。", [("行政复议条例", None)]),
        ("《民事诉讼法（试行）》同时废止。", [("民事诉讼法(试行)", None)]),
        ("自2006年1月1日起施行。1986年发布的《甲条例》和1987年5月1日发布的《乙办法》（国发〔1987〕1号）同时废止。", [("甲条例", 2006), ("乙办法", 2006)]),
        ("《甲条例》中有关罚款的规定同时废止。", []),
        ("《甲条例》第三条同时废止。", []),
        ("依照《甲条例》办理。有关规定同时废止。", []),
        ("依照《甲条例》办理，《乙条例》同时废止。", [("乙条例", None)]),
        ("《甲条例》中的规定和《乙条例》同时废止。", [("乙条例", None)]),
        ("《甲条例》继续有效。", []),
    ],
)
def test_statutes_that_a_statute_ends(text, ended):
    """The statutes named are ended, on the day where it is said; one of which only a part falls goes on."""
    assert [(key, day and day.year) for key, day in ended_statutes([text])] == ended


def test_long_row_of_titles_ends_in_time():
    """A text made to be looked at for ever is not."""
    assert list(ended_statutes(["《甲》和" * 20_000])) == []
    assert list(ended_statutes(["《" * 200_000])) == []
    assert len(list(ended_statutes(["《甲》和" * 20_000 + "《乙》同时废止"]))) < 600
    assert list(ended_statutes(["同时废止" * 10_000])) == []


@pytest.mark.parametrize(("text", "day"), [("2025年12月1日", datetime.date(2025, 12, 1)), ("一九九四年七月十五日", datetime.date(1994, 7, 15)), ("2025年2月30日", None), ("某日", None)])
def test_days_are_read(text, day):
    """A day is read in figures and in numerals; one that no calendar has is none."""
    assert day_in(text) == day
