import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.codes.numerals import number_of, numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十七", 37),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一百一十一", 111),
        ("一千二百六十", 1260),
        ("一千零一", 1001),
        ("两千", 2000),
        ("一万", 10_000),
        ("十万", 100_000),
        ("二十五万", 250_000),
        ("一亿二千万", 120_000_000),
        ("一〇三", 103),
        ("二〇", 20),
        ("37", 37),
        ("10万", 100_000),
    ],
)
def test_reads_numerals_of_statutes(text, number):
    """A numeral is read whether it is Chinese, Arabic, or a row of figures."""
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "甲", "三十七条", "1.5", "-3", "十x"])
def test_refuses_what_is_no_numeral(text):
    """Other text is no number."""
    assert number_of(text) is None


@given(st.integers(1, 99_999_999))
def test_numeral_is_read_back(number):
    """Every number that can be written is read back as itself."""
    assert number_of(numeral(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (15, "十五"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (50_000, "五万"),
        (100_000, "十万"),
        (100_500, "十万零五百"),
    ],
)
def test_writes_numerals_as_statutes_do(number, text):
    """A number is written the way statutes write it."""
    assert numeral(number) == text


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_refuses_numbers_out_of_range(number):
    """A number that no article could have is refused."""
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)
