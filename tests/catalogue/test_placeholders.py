import pytest

from quanli.catalogue.placeholders import check_placeholders, is_placeholder
from quanli.catalogue.power import (
    Discretion,
    Factor,
    Interval,
    Limit,
    Material,
    Power,
    Question,
    Tier,
    TimeLimits,
)


@pytest.mark.parametrize(
    "text",
    ["无", "无。", " / ", "暂无", "详见附件", "（详见附件）", "-", "——", "N/A", "……", "待定", "xxx", "?"],
)
def test_words_that_say_nothing(text):
    """Each usual filler is known, with or without punctuation around it."""
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["", "  ", "无犯罪记录", "无需提交材料，由系统核验", "详见附件二第三条", "A", "0"]
)
def test_words_that_say_something(text):
    """A text with content is none, and an empty one is missing, not filled."""
    assert not is_placeholder(text)


def test_every_text_of_a_power_is_looked_at():
    """Fillers are found in fields, lists, parts and mappings, each at its place."""
    power = Power(
        code="A",
        name="a",
        category="permit",
        office="o",
        summary="无",
        note="/",
        conditions=("本市户籍", "暂无"),
        materials=(Material("申请书", note="无"),),
        time_limits=TimeLimits(promised=Limit(5, "workday", basis="详见附件")),
        faq=(Question("要多久？", "-"),),
        keywords=("公积金", "无"),
        discretion=Discretion(
            factors=(Factor("years", "无"),), tiers=(Tier("一般", when={"years": Interval()}),)
        ),
        internal={"note": "无"},
    )
    assert [p.path for p in check_placeholders(power, "a.yaml")] == [
        ("summary",),
        ("conditions", 1),
        ("materials", 0, "note"),
        ("time_limits", "promised", "basis"),
        ("discretion", "factors", 0, "name"),
        ("faq", 0, "a"),
        ("keywords", 1),
        ("note",),
    ]


def test_filler_is_a_warning_in_both_languages():
    """A filler is told as it stands."""
    (found,) = check_placeholders(
        Power(code="A", name="a", category="permit", office="o", summary=" 详见附件 "), "a.yaml"
    )
    assert (found.severity, found.message("zh"), found.message("en")) == (
        "warning",
        "“详见附件”是占位文字，没有内容",
        '"详见附件" is a placeholder',
    )
