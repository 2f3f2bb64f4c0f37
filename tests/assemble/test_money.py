"""Amounts as people read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assemble.records import power
from quanli.assemble.money import sanction_amount, yuan
from quanli.assemble.results import fees_view


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0.5", "0.5 元"), ("20", "20 元"), ("200", "200 元"), ("9999.99", "9,999.99 元"), ("10000", "1 万元"), ("15000", "1.5 万元"),
        ("50000", "5 万元"), ("53300", "5.33 万元"), ("53333", "53,333 元"), ("1000000", "100 万元"), ("20000000", "2,000 万元"), ("100000000", "10,000 万元"),
    ],
)  # fmt: skip
def test_money_is_said_in_yuan_or_myriads(amount, said):
    """From ten thousand on money is said in 万元 where two decimals suffice, else in 元 with thousands apart."""
    assert yuan(Decimal(amount)) == said


@given(st.decimals(0, 10**10, places=2))
def test_no_amount_is_lost_in_words(amount):
    """What is said is exactly the amount, whatever it is."""
    number, unit = yuan(amount).replace(",", "").split()
    assert Decimal(number) * {"元": 1, "万元": 10_000}[unit] == amount


@pytest.mark.parametrize(
    ("sanction", "said"),
    [
        ("{sanction: fine, min: 10000, max: 50000, unit: yuan}", "1 万元以上 5 万元以下"),
        ("{sanction: fine, min: 10000, max: 50000}", "1 万元以上 5 万元以下"),
        ("{sanction: fine, min: 10000, max: 10000}", "1 万元"),
        ("{sanction: fine, max: 200}", "200 元以下"),
        ("{sanction: fine, min: 200}", "200 元以上"),
        ("{sanction: fine, base: 货值金额, min: 15, max: 30, unit: times}", "货值金额的 15 倍以上 30 倍以下"),
        ("{sanction: fine, base: 违法所得, min: 2, max: 5}", "违法所得的 2 倍以上 5 倍以下"),
        ("{sanction: fine, base: 工程合同价款, min: 2, max: 4, unit: percent}", "工程合同价款的 2%以上 4%以下"),
        ("{sanction: suspend-licence, min: 3, max: 6, unit: month}", "3 个月以上 6 个月以下"),
        ("{sanction: detention, max: 15, unit: day}", "15 日以下"),
        ("{sanction: warning}", ""),
    ],
)
def test_sanctions_are_said_as_the_law_says_them(sanction, said):
    """Both bounds include themselves, a base stands before its multiple, and a warning has no amount."""
    given_power = power(f"discretion:\n  statutory:\n    - {sanction}\n", "penalty")
    assert sanction_amount(given_power.discretion.statutory[0]) == said


@pytest.mark.parametrize(("fee", "said"), [("amount: 50, per: 本", "50 元／本"), ("amount: 0", "不收费"), ("standard: 按目录", "")])
def test_fee_says_its_amount(fee, said):
    """A fee is said with what it is for; nought is said to be free; one by a standard has no amount."""
    assert fees_view(power(f"fees:\n  - {{name: 工本费, {fee}}}\n").fees)[0].amount == said
