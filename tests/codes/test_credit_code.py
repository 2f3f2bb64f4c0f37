import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.codes.credit_code import ALPHABET, check_character, credit_code_fault

REAL = "11450721MB15580811"


def test_real_code_holds():
    """A code in use passes."""
    assert credit_code_fault(REAL) is None


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (REAL[:-1], "应为 18 位，现有 17 位", "it must have 18 characters, not 17"),
        ("", "应为 18 位，现有 0 位", "it must have 18 characters, not 0"),
        (REAL[:-1] + "2", "校验位应为 1，现为 2", "its check character must be 1, not 2"),
        (
            "I" + REAL[1:],
            "第 1 位“I”不可用：只用数字和除 I、O、S、V、Z 外的大写字母",
            'character 1, "I", is not used: digits and capitals other than I, O, S, V and Z are',
        ),
        (
            REAL.lower(),
            "第 9 位“m”不可用：只用数字和除 I、O、S、V、Z 外的大写字母",
            'character 9, "m", is not used: digits and capitals other than I, O, S, V and Z are',
        ),
        (
            REAL[:-1] + "１",
            "第 18 位“１”不可用：只用数字和除 I、O、S、V、Z 外的大写字母",
            'character 18, "１", is not used: digits and capitals other than I, O, S, V and Z are',
        ),
    ],
)
def test_says_what_is_wrong(text, zh, en):
    """A wrong code is answered with what is wrong in it, in both languages."""
    assert credit_code_fault(text) == (zh, en)


BODIES = st.text(ALPHABET, min_size=17, max_size=17)


@given(BODIES)
def test_check_character_completes_any_body(body):
    """The character that is computed makes any body a code that holds."""
    assert credit_code_fault(body + check_character(body)) is None


@given(BODIES, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(body, place, char):
    """A single character typed wrong is always found."""
    code = body + check_character(body)
    mistyped = code[:place] + char + code[place + 1 :]
    assert (credit_code_fault(mistyped) is None) == (mistyped == code)


@given(BODIES, st.integers(0, 15))
def test_swapped_neighbours_are_found(body, place):
    """Two neighbours that changed places are always found."""
    code = body + check_character(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (credit_code_fault(swapped) is None) == (swapped == code)
