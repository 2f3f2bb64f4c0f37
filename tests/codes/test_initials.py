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
