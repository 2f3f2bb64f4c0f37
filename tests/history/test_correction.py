"""What counts as a mere slip of the pen: such a change is decided by nobody and goes the short way, so the rule is narrow."""

from itertools import permutations

import pytest

from quanli.catalogue.power import Power
from quanli.history.diff import record_diff
from quanli.records.read import read_record

HEAD = "code: A\nname: 甲\ncategory: permit\noffice: xxj\n"
CONFUSED = (
    "帐账", "作做", "象像", "它他她", "的地得", "座坐", "即既", "倒到", "澈彻", "粘黏", "反返", "付附", "录陆", "己已巳", "侯候", "燥躁", "辨辩辫", "券卷",
    "籍藉", "拨拔", "复覆", "撤撒", "副幅", "型形", "至致", "爆暴",
)  # fmt: skip
"""Characters that typists put for one another."""


def kinds(before, after):
    """Give the kinds of change that a new wording of the summary makes."""
    old, new = (read_record(f"{HEAD}summary: '{text}'\n".encode(), "f.yaml", Power)[0] for text in (before, after))
    return [change.kind for change in record_diff(old, new)]


@pytest.mark.parametrize("group", CONFUSED)
def test_characters_that_typists_confuse_are_a_slip(group):
    """Each character of a group for each other of it corrects an error, also twice in one text."""
    for one, other in permutations(group, 2):
        assert kinds(f"申请人应当{one}提交", f"申请人应当{other}提交") == ["correction"]
        assert kinds(f"{one}由申请人提交{one}", f"{other}由申请人提交{other}") == ["correction"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("申请人可以提交", "申请人应当提交"),
        ("申请人应当提交", "申请人不应当提交"),
        ("申请人应当提交", "申请人应当提"),
        ("三人以上的企业", "三人以下的企业"),
        ("办理帐户的手续", "办理作户的手续"),
        ("提交原件的复印件", "提交原件或复印件"),
        ("收费 10 元的项目", "收费 100 元的项目"),
        ("收费 1.5 元的项目", "收费 15 元的项目"),
        ("收费 1,5 元的项目", "收费 1、5 元的项目"),
        ("一共二十的帐目", "一共二十二的帐目"),
        ("办帐", "办账"),
        ("四字的帐", "四字的账"),
        ("一共二二的帐目人", "一共二的帐目人"),
        ("申请人人提交材料材料", "申请人提交材料"),
    ],
)
def test_what_could_carry_a_rule_is_a_change(before, after):
    """A word of permission or duty, a bound, a number, a word more or less, and anything in a very short text is decided by somebody."""
    assert kinds(before, after) == ["content"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("申请人，应当提交。", "申请人应当提交"),
        ("“申请人”（企业）提交", "《申请人》【企业】提交！"),
        ("申请人人应当提交", "申请人应当提交"),
        ("申请人应当提交交", "申请人应当提交"),
        ("收费 10 元，附单", "收费 10 元附单"),
    ],
)
def test_marks_and_doubled_characters_are_a_slip(before, after):
    """Punctuation, brackets of another form, and one character that stood twice correct an error."""
    assert kinds(before, after) == ["correction"]


def test_white_space_is_no_change():
    """Blanks and line breaks alone change nothing."""
    assert kinds("申请人 应当提交", "申请人应当 提交") == []


def test_only_wording_can_be_a_slip():
    """A value of a vocabulary, an id, a new or removed text is never a mere correction."""
    def changed(before, after):
        old, new = (read_record((HEAD + text).encode(), "f.yaml", Power)[0] for text in (before, after))
        return [change.kind for change in record_diff(old, new)]

    assert changed("level: city\n", "level: county\n") == ["subject"]
    assert changed("", "summary: 新\n") == ["content"]
    assert changed("summary: 旧\n", "") == ["content"]
    assert changed("materials: [{name: 帐户证明书}]\n", "materials: [{name: 账户证明书}]\n") == ["correction"]
    assert changed("conditions: [申请人有帐户]\n", "conditions: [申请人有账户]\n") == ["correction"]
    assert changed("time_limits: {promised: {amount: 5, unit: day, note: 从受理即日起算}}\n", "time_limits: {promised: {amount: 5, unit: day, note: 从受理既日起算}}\n") == ["correction"]
