"""The one list of how amounts, ranges and durations are said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.catalogue import terms
from quanli.catalogue.power import Factor, Fee, Interval, Quantity, SanctionRange
from quanli.catalogue.wording import (
    duration,
    fee_amount,
    interval_text,
    measured,
    money,
    number,
    range_text,
    sanction_amount,
    sanction_bound,
    sanction_name,
    total_text,
)


def decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0.5", "0.5 元", "0.5 yuan"),
        ("20", "20 元", "20 yuan"),
        ("4.50", "4.5 元", "4.5 yuan"),
        ("200", "200 元", "200 yuan"),
        ("9999.99", "9,999.99 元", "9,999.99 yuan"),
        ("10000", "1 万元", "10,000 yuan"),
        ("15000", "1.5 万元", "15,000 yuan"),
        ("53300", "5.33 万元", "53,300 yuan"),
        ("53333", "53,333 元", "53,333 yuan"),
        ("1000000", "100 万元", "1,000,000 yuan"),
        ("20000000", "2,000 万元", "20,000,000 yuan"),
        ("100000000", "10,000 万元", "100,000,000 yuan"),
    ],
)
def test_money(amount, zh, en):
    """From ten thousand on money is said in 万元 where two decimals suffice, else in 元 with thousands apart."""
    assert (money(Decimal(amount)), money(Decimal(amount), "en")) == (zh, en)


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (2, "年", "2 年"),
        ("0.30", "毫克", "0.3 毫克"),
        (1200, "人", "1,200 人"),
        (5, "%", "5%"),
        (5, "‰", "5‰"),
        (3, "", "3"),
        (50000, "元", "5 万元"),
        (5, "万元", "5 万元"),
    ],
)
def test_measured_amount(amount, unit, said):
    """An amount stands apart from its unit, a percent sign close to it, and 元 are said as money is."""
    assert measured(Decimal(amount), unit) == said


@pytest.mark.parametrize(
    ("sanction", "low", "high", "unit", "base", "zh", "en"),
    [
        ("fine", 10000, 50000, "yuan", "", "1 万元以上 5 万元以下", "10,000 yuan to 50,000 yuan"),
        ("fine", 10000, 50000, "", "", "1 万元以上 5 万元以下", "10,000 yuan to 50,000 yuan"),
        ("fine", 10000, 10000, "", "", "1 万元", "10,000 yuan"),
        ("fine", None, 200, "", "", "200 元以下", "at most 200 yuan"),
        ("fine", 200, None, "", "", "200 元以上", "at least 200 yuan"),
        ("fine", 0, 200, "", "", "0 元以上 200 元以下", "0 yuan to 200 yuan"),
        ("fine", 15, 30, "times", "货值金额", "货值金额的 15 倍以上 30 倍以下", "15 times to 30 times of 货值金额"),
        ("fine", 2, 5, "", "违法所得", "违法所得的 2 倍以上 5 倍以下", "2 times to 5 times of 违法所得"),
        ("fine", 2, 5, "times", "", "2 倍以上 5 倍以下", "2 times to 5 times"),
        ("fine", 1, 1, "", "违法所得", "违法所得的 1 倍", "1 time of 违法所得"),
        ("fine", 5, None, "percent", "", "5%以上", "at least 5 percent"),
        ("fine", 2, 4, "percent", "工程合同价款", "工程合同价款的 2%以上 4%以下", "2 percent to 4 percent of 工程合同价款"),
        ("suspend-licence", 3, 6, "month", "", "3 个月以上 6 个月以下", "3 months to 6 months"),
        ("ban", 1, 1, "year", "", "1 年", "1 year"),
        ("detention", None, 15, "day", "", "15 日以下", "at most 15 days"),
        ("detention", 0, 15, "day", "", "0 日以上 15 日以下", "0 days to 15 days"),
        ("warning", None, None, "", "", "", ""),
        ("fine", None, None, "times", "违法所得", "", ""),
    ],
)
def test_sanction(sanction, low, high, unit, base, zh, en):
    """Both bounds include themselves, a base stands before its multiple, two equal bounds are one, a warning has no amount."""
    made = SanctionRange(sanction, base=base, min=decimal(low), max=decimal(high), unit=unit)
    assert (sanction_amount(made), sanction_amount(made, "en")) == (zh, en)


def test_bound_of_a_sanction():
    """One bound alone keeps its base."""
    fine = SanctionRange("fine", base="货值金额", min=Decimal(15), max=Decimal(30))
    assert (sanction_bound(fine.min, fine), sanction_bound(fine.max, fine, "en")) == ("货值金额的 15 倍", "30 times of 货值金额")
    assert sanction_bound(None, fine) == ""


@pytest.mark.parametrize(
    ("subject", "zh", "en"), [("", "罚款", "fine"), ("直接负责的主管人员", "对直接负责的主管人员的罚款", "fine (直接负责的主管人员)")]
)
def test_name_of_a_sanction(subject, zh, en):
    """A sanction is named with whom it falls on."""
    made = SanctionRange("fine", subject)
    assert (sanction_name(made), sanction_name(made, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("amount", "unit", "zh", "en"),
    [
        (5, "workday", "5 个工作日", "5 working days"),
        (1, "workday", "1 个工作日", "1 working day"),
        (20, "day", "20 日", "20 days"),
        (6, "month", "6 个月", "6 months"),
        (2, "year", "2 年", "2 years"),
        (0, "immediate", "当场办结", "on the spot"),
        (3, "immediate", "当场办结", "on the spot"),
        (0, "workday", "当场办结", "on the spot"),
        (5, "", "5", "5"),
        (0, "", "", ""),
        (5, "旬", "5 旬", "5 旬"),
    ],
)
def test_duration(amount, unit, zh, en):
    """A limit is said with its unit, which is never lost; one that leaves no time is done on the spot."""
    assert (duration(Quantity(amount, unit)), duration(Quantity(amount, unit), "en")) == (zh, en)


@pytest.mark.parametrize(
    ("total", "zh", "en"),
    [
        ({"workday": 5, "month": 1}, "1 个月加 5 个工作日", "1 month and 5 working days"),
        ({"day": 3, "year": 2}, "2 年加 3 日", "2 years and 3 days"),
        ({"workday": 0, "month": 1}, "1 个月", "1 month"),
        ({"workday": 0}, "当场办结", "on the spot"),
        ({}, "当场办结", "on the spot"),
    ],
)
def test_total(total, zh, en):
    """A total names its longest unit first; one of nothing is done on the spot."""
    assert (total_text(total), total_text(total, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("low", "high", "unit", "bounds", "said"),
    [
        (2, 4, "年", "lower-inclusive", "2 年以上不满 4 年"),
        (2, 4, "年", "both-inclusive", "2 年以上 4 年以下"),
        (None, 2, "年", "lower-inclusive", "不满 2 年"),
        (None, 2, "年", "both-inclusive", "2 年以下"),
        (4, None, "年", "lower-inclusive", "4 年以上"),
        (4, None, "年", "both-inclusive", "4 年以上"),
        (2, 2, "年", "both-inclusive", "2 年"),
        (2, 2, "年", "lower-inclusive", "2 年以上不满 2 年"),
        (5, 10, "%", "both-inclusive", "5%以上 10%以下"),
        (2, 4, "", "lower-inclusive", "2以上不满 4"),
        (3000, 10000, "元", "lower-inclusive", "3,000 元以上不满 1 万元"),
        (None, None, "年", "lower-inclusive", ""),
    ],
)
def test_interval(low, high, unit, bounds, said):
    """What holds at the bounds of an interval is said by 以上, 以下 and 不满; two bounds that mean one number are said once."""
    assert interval_text(Interval(decimal(low), decimal(high)), Factor("years", "年限", unit), bounds) == said


def test_interval_that_is_missing():
    """Where a factor has no interval nothing is said."""
    assert interval_text(None, None, "lower-inclusive") == ""


@pytest.mark.parametrize(
    ("closed", "above", "zh", "en"),
    [
        (True, False, "2 年以上 3 年以下", "2 年 to 3 年"),
        (False, False, "2 年以上不满 3 年", "2 年 to under 3 年"),
        (False, True, "超过 2 年不满 3 年", "over 2 年 to under 3 年"),
    ],
)
def test_range_that_leaves_out_a_bound(closed, above, zh, en):
    """A bound that does not belong to a range is said to be left out (民法典第一千二百五十九条)."""
    assert range_text("2 年", "3 年", closed=closed, above=above) == zh
    assert range_text("2 年", "3 年", "en", closed=closed, above=above) == en


@pytest.mark.parametrize(
    ("amount", "per", "said"),
    [("50", "本", "50 元／本"), ("50", "", "50 元"), ("20000", "次", "2 万元／次"), ("0", "本", "不收费"), (None, "本", "")],
)
def test_fee(amount, per, said):
    """A fee is said with what it is for; nought is free; one by a standard has no amount."""
    assert fee_amount(Fee("工本费", decimal(amount), per)) == said


amounts = st.decimals(0, 10**10, places=2)
sanctions = st.builds(
    SanctionRange,
    st.just("fine"),
    base=st.sampled_from(["", "违法所得"]),
    min=st.none() | amounts,
    max=st.none() | amounts,
    unit=st.sampled_from(["", *terms.SANCTION_UNITS]),
)


@given(amounts)
def test_no_amount_is_lost_in_words(amount):
    """What is said is exactly the amount, whatever it is."""
    digits, unit = money(amount).replace(",", "").split()
    assert Decimal(digits) * {"元": 1, "万元": 10_000}[unit] == amount
    assert Decimal(number(amount).replace(",", "")) == amount


@given(sanctions, st.sampled_from(["zh", "en"]))
def test_no_unit_and_no_base_is_lost(sanction, language):
    """However a sanction is written, each of its bounds is said with its unit, and its base once."""
    unit = sanction.unit or ("times" if sanction.base else "yuan")
    term = terms.SANCTION_UNITS[unit]
    text = sanction_amount(sanction, language)
    bounds = {bound for bound in (sanction.min, sanction.max) if bound is not None}
    assert text.count(term.zh if language == "zh" else term.en.removesuffix("s")) == len(bounds)
    assert text.count("违法所得") == bool(sanction.base and bounds)


@given(amounts, st.sampled_from(["", *terms.SANCTION_UNITS]), st.sampled_from(["", "年", "%", "元"]))
def test_two_equal_bounds_are_said_once(amount, unit, factor_unit):
    """From a number to the same number is that number."""
    once = SanctionRange("fine", min=amount, max=amount, unit=unit)
    assert sanction_amount(once) == sanction_bound(amount, once)
    assert interval_text(Interval(amount, amount), Factor("a", "甲", factor_unit), "both-inclusive") == measured(amount, factor_unit)


@given(st.integers(-5, 10**6), st.sampled_from([*terms.LIMIT_UNITS]), st.integers(-5, 10**6), st.sampled_from([*terms.LIMIT_UNITS]))
def test_limits_that_differ_are_said_differently(amount, unit, other_amount, other_unit):
    """Two limits are said in the same words only when they are the same."""
    def known(amount, unit):
        return (0, "immediate") if unit == "immediate" or not amount else (amount, unit)

    same = known(amount, unit) == known(other_amount, other_unit)
    assert (duration(Quantity(amount, unit)) == duration(Quantity(other_amount, other_unit))) == same
