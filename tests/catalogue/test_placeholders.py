import pytest

from quanli.catalogue.form import Form, FormField, FormSection
from quanli.catalogue.office import Office, Unit
from quanli.catalogue.placeholders import check_placeholders, is_placeholder
from quanli.catalogue.power import (
    Choice,
    ChoiceOption,
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
    ["无", "无。", " / ", "暂无", "详见附件", "（详见附件）", "-", "——", "N/A", "……", "待定", "xxx", "XX", "ＸＸ", "____", "?", "（事项名称）"],
)
def test_words_that_say_nothing(text):
    """Each usual filler is known, with or without punctuation around it."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无", "暂无", "没有", "略", "同上", "待定", "待补充", "待完善", "不详", "未知", "空", "无要求", "暂缺", "详见附件", "见附件", "详见附表", "见附表", "详见指南", "详见办事指南", "n/a", "NA", "None", "null", "NIL", "TBD"])
def test_every_usual_filler_is_known(text):
    """Each word that bureaus put where they have nothing to say is known by itself, in brackets and before a full stop; with more behind it, it says something."""
    assert is_placeholder(text)
    assert is_placeholder(f"（{text}）。")
    assert not is_placeholder(f"{text}一条")


@pytest.mark.parametrize("mark", "xXｘＸ×*＊○/\\-－—_?？.…")
def test_marks_alone_say_nothing(mark):
    """A text of marks alone is a filler, however many; beside a word they are not."""
    assert is_placeholder(mark * 3)
    assert not is_placeholder(f"{mark}甲{mark}")


@pytest.mark.parametrize(
    "text", ["", "  ", "。", "无犯罪记录", "无需提交材料，由系统核验", "详见附件二第三条", "A", "0", "X光", "名称"]
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


def test_an_answer_may_be_that_there_is_none():
    """Options of a question, and options and samples of a form's field, may say 没有."""
    power = Power(
        code="A", name="a", category="permit", office="o",
        choices=(Choice("loan", "有没有贷款？", (ChoiceOption("yes", "有"), ChoiceOption("no", "没有"))),),
    )
    field = FormField("loan", "贷款", kind="choice", options=("有", "没有"), sample=("没有",))
    form = Form("f", "表", "2026-01", sections=(FormSection("一", fields=(field,)),))
    assert [*check_placeholders(power, "a.yaml"), *check_placeholders(form, "f.yaml")] == []


def test_what_quanli_new_writes_is_to_be_written():
    """A field that holds its own name in brackets is still to be written, whatever the record; another field's name is a text."""
    office = Office("a", "（名称）", short_name="（名称）", units=(Unit("u", "（名称）"),))
    assert [one.path for one in check_placeholders(office, "a.yaml")] == [("name",), ("units", 0, "name")]


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
