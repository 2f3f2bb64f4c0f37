"""Numbers with their units, as prose writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.catalogue.sayings import saying_at, values_in, values_of
from quanli.codes.numerals import numeral


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("法定 20 个工作日内答复", [("duration", 20, "workday")]),
        ("二十四小时内补办", [("duration", 24, "hour")]),
        ("处 1 万元以上 5 万元以下", [("money", 10000, "yuan"), ("money", 50000, "yuan")]),
        ("一千一百元", [("money", 1100, "yuan")]),
        ("处五千元以上三十万元以下", [("money", 5000, "yuan"), ("money", 300000, "yuan")]),
        ("1.5万元、10,000元", [("money", 15000, "yuan"), ("money", 10000, "yuan")]),
        ("货值金额的十倍至二十倍", [("times", 10, "times"), ("times", 20, "times")]),
        ("百分之三，不超过 5%", [("share", 3, "percent"), ("share", 5, "percent")]),
        ("年满十八周岁", [("age", 18, "year")]),
        ("2026 年 4 月 1 日起，第二年、上一年度、每两年一次，第三十条", []),
        ("千分之五", []),
        ("日常检查、节假日", []),
    ],
)
def test_numbers_are_read_with_their_units(text, values):
    """Durations, money, shares, multiples and ages are read; dates, ordinals and frequencies are none of them."""
    assert [value for value, _ in values_in(text)] == [(kind, Decimal(amount), unit) for kind, amount, unit in values]


@given(st.integers(1, 9999), st.sampled_from([("个工作日", "duration"), ("日", "duration"), ("元", "money"), ("倍", "times")]))
def test_figures_and_characters_say_the_same(number, unit):
    """A number means the same in Arabic figures and in Chinese characters, with a blank before its unit or without."""
    word, kind = unit
    if kind == "duration" and number >= 1900:
        return
    assert len({values_of(f"共{one}{word}") for one in (f"{number}", f"{number} ", numeral(number))}) == 1


def test_the_words_around_are_those_of_the_clause():
    """What stands before and after a number ends where its clause does."""
    text = "材料齐全的，受理后 5 个工作日内决定；公示 3 日。"
    (value, match), _ = values_in(text)
    said = saying_at(text, value, match)
    assert (said.before, said.words, said.after) == ("受理后 ", "5 个工作日", "内决定")
