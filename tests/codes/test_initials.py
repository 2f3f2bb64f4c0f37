"""The letter under which a name stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.codes.initials import OTHER, initial_of

POWERS = Path(__file__).resolve().parents[2] / "content/powers"


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("单位住房公积金缓缴审批", "d"),
        ("“双公示”信息核查", "s"),
        ("《药品经营许可证》核发", "y"),
        ("会计从业资格", "k"),
        ("重新审查", "c"),
        ("重大事项集体决策", "z"),
        ("殡葬用品管理", "b"),
        ("GSP 认证", "g"),
        ("24 小时自助机", OTHER),
        ("", OTHER),
    ],
)
def test_initial(name, letter):
    """A name stands under its first syllable; marks before it do not count, and what has no letter stands apart."""
    assert initial_of(name) == letter


def test_initials_agree_with_a_dictionary():
    """For every item of the sample the letter is that of the pinyin dictionary, which reads by phrase."""
    pinyin = pytest.importorskip("pypinyin")
    names = [line[6:].strip() for path in POWERS.rglob("*.yaml") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("name: ")]
    assert names
    assert [name for name in names if initial_of(name) != pinyin.lazy_pinyin(name)[0][0].lower()] == []


@given(st.text())
def test_any_text_has_a_letter(text):
    """Whatever a name begins with, it stands somewhere."""
    letter = initial_of(text)
    assert letter == OTHER or (len(letter) == 1 and "a" <= letter <= "z")


@pytest.mark.parametrize("pair", ["啊澳a", "芭怖b", "擦错c", "搭堕d", "蛾贰e", "发咐f", "噶过g", "哈祸h", "击骏j", "喀阔k", "垃络l", "妈穆m", "拿诺n", "哦沤o", "啪瀑p", "期群q", "然弱r", "撒所s", "塌唾t", "挖误w", "昔迅x", "压孕y", "匝座z"])
def test_each_letter_holds_its_syllables(pair):
    """Names that begin with the first and with the last common character of a letter stand under it."""
    first, last, letter = pair
    assert initial_of(f"{first}某事项") == initial_of(f"{last}某事项") == letter


@pytest.mark.parametrize(("name", "letter"), [
    ("会计", "k"), ("调解", "t"), ("调整", "t"), ("调剂", "t"), ("重新", "c"), ("重复", "c"), ("给付", "j"), ("畜禽", "c"), ("校准", "j"), ("校验", "j"),
    ("行业", "h"), ("弹药", "d"), ("会议", "h"), ("调查", "d"), ("给水", "g"), ("行政", "x"), ("学校", "x"), ("弹道", "d"), ("犇羴", "b"), ("镕基", "r")])
def test_a_character_of_two_readings_is_read_as_in_its_word(name, letter):
    """Where a word is read otherwise than its first character alone, the word counts; a rare character is looked up."""
    assert initial_of(name) == letter


@pytest.mark.parametrize("marks", "“”‘’《》〈〉「」（）()〔〕[]\"' ")
def test_marks_before_a_name_do_not_count(marks):
    """Quotation marks, brackets and blanks before a name are passed over."""
    assert initial_of(f"{marks}许可") == "x"
