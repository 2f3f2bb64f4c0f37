"""Identity card numbers and characters that mislead, found in the text of any file."""

import unicodedata

import pytest

from quanli.catalogue.power import Contact, Power
from quanli.records.read import read_record


def said(text):
    """Give code, line, column and Chinese message of what is said of a file that holds a text in its note."""
    _, problems = read_record(f"code: A-1\nnote: {text}\n".encode("utf-8", "surrogatepass"), "f.yaml", Power)
    return [(p.code, p.place.line, p.place.column, p.message("zh"), p.hint("zh")) for p in problems if p.code != "REQUIRED"]


def codes(text):
    return [one[0] for one in said(text)]


def test_a_number_of_a_person_is_told_by_its_place():
    """An identity card and a mobile phone are refused where they stand in the text, and no digit of them is said."""
    assert said("见11010519491231002X") == [("PII_ID", 2, 8, "公开内容中有身份证号", "删去，或写成“身份证号略”")]
    assert said("电话13812345678") == [("PII_MOBILE", 2, 9, "公开内容中有手机号", "改为办公电话，或写成“手机号略”")]


def test_a_number_of_a_person_has_no_other_fault():
    """A telephone that is a mobile phone's is one problem: that it is no office's; so is one in full-width digits."""
    for text in ("13812345678", "'１３８１２３４５６７８'"):
        _, problems = read_record(f"phone: {text}\n".encode(), "f.yaml", Contact)
        assert [found.code for found in problems] == ["PII_MOBILE"]


@pytest.mark.parametrize(
    ("code", "chars"),
    [
        ("BIDI_CHAR", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"),
        ("INVISIBLE_CHAR", "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200d\u2060\u2064\u206a\u206f\u3164\uffa0\U000e0000\U000e0fff"),
        ("CONTROL_CHAR", "\x01\x08\x0b\x0c\x0e\x1f\x7f\x84\x86\x9f\u2028\u2029"),
        ("COMPAT_CHAR", "\u2e80\u2fd5\uf900\ufaff\U0002f800\U0002fa1d"),
        ("REPLACEMENT_CHAR", "\ufffd"),
    ],
)
def test_each_kind_of_misleading_character_is_found(code, chars):
    """Marks of direction, invisible, control, look-alike and broken characters are each told by kind and number, first and last of each range."""
    for char in chars:
        found = said(f"甲{char}乙")
        assert (found[0][0], found[0][1], found[0][2]) == (code, 2, 8), ascii(char)
        assert f"U+{ord(char):04X}" in found[0][3]


@pytest.mark.parametrize("char", [*"一龥㐀𠀀，“”·—…　", "\t", "é", "\x85", "\u0300", "\u2e7f", "\u2065", "\ufb00"])
def test_usual_characters_are_left_alone(char):
    """Han, Latin and punctuation of any width mislead nobody."""
    assert codes(f"'甲{char}乙'") == []


def test_look_alike_is_told_with_the_character_that_is_meant():
    """A radical that looks like a character is told with that character and its number."""
    for char in "\u2f00\u2fa6\uf900":
        plain = unicodedata.normalize("NFKC", char)
        assert said(f"甲{char}")[0][3:] == (f"U+{ord(char):04X} 只是看起来像“{plain}”（U+{ord(plain):04X}）", f"改写为“{plain}”；这类字多来自 PDF 复制")


def test_character_written_as_an_escape_is_found_too():
    """An escape in quotes that stands for a hidden character is told at the text that holds it."""
    assert [(code, column) for code, _, column, *_ in said('"甲\\u200b乙"')] == [("INVISIBLE_CHAR", 7)]
    assert [(code, column) for code, _, column, *_ in said('"甲\\u202e乙\\u2028"')] == [("BIDI_CHAR", 7), ("CONTROL_CHAR", 7)]
    assert codes('"甲\\n乙"') == []
