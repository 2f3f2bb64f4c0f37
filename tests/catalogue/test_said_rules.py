"""What prose says in numbers, held against fields, law and other prose."""

import datetime

import pytest

from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.power import (
    Basis,
    Discretion,
    Flows,
    Limit,
    Power,
    Quantity,
    Question,
    Result,
    SanctionRange,
    SpecialStep,
    Step,
    TimeLimits,
)
from quanli.catalogue.said_rules import check_said
from quanli.catalogue.sayings import saying_at, values_in
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.topics import Others
from quanli.statutes.text import LawText
from sites import POWER, check, edit, make_site

DAY = datetime.date(2026, 4, 1)
LAW = Law("law", "某法", kind="law", versions=(LawVersion(date=datetime.date(2020, 1, 1), in_force_from=datetime.date(2020, 1, 1)),))


def power(statutory=(20, "workday"), promised=(5, "workday"), **more):
    limits = TimeLimits(Limit(*statutory) if statutory else None, Limit(*promised) if promised else None, more.pop("correction", None))
    return Power(code="A", name="a", category="permit", office="o", time_limits=limits, **more)


def problems(subject, words=""):
    book = StatuteBook({"law": LAW}, DAY, lambda _law, _day: LawText({"第一条": words}) if words else None)
    return list(check_said(subject, "a.yaml", book))


def told(subject, words=""):
    return [(found.code, found.path, found.args["text"]) for found in problems(subject, words)]


@pytest.mark.parametrize(
    ("fields", "path", "text"),
    [
        ({"summary": "自受理起66个工作日办结。"}, ("summary",), "66个工作日"),
        ({"note": "承诺二十四个工作日。"}, ("note",), "二十四个工作日"),
        ({"faq": (Question("要多久？", "一般10日内办结。"),)}, ("faq", 0, "a"), "10日"),
    ],
)
def test_number_in_prose_that_is_no_limit_is_a_warning(fields, path, text):
    """A number of days that none of the item's limits has is named where it stands."""
    (found,) = problems(power(**fields))
    assert (found.code, found.severity, found.path) == ("LIMIT_NUMBER", "warning", path)
    assert found.message("zh") == f"“{text}”与本项的各项时限（20 个工作日、5 个工作日）都不相同"
    assert (
        found.message("en")
        == f'"{text}" is none of the limits of this item (20 working days, 5 working days)'
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "5个工作日办结，法定二十个工作日。"},
        {"note": "不服的，六十日内申请复议，六个月内起诉。"},
        {
            "note": "3个工作日内补正。",
            "flows": Flows(external=(Step("a", "补正", limit=Quantity(3, "workday")),)),
        },
        {"note": "评审15个工作日不计入。", "special_steps": (SpecialStep("评审", Quantity(15, "workday")),)},
        {"note": "经批准可以延长10个工作日。", "basis": (Basis("law", text="经批准，可以延长十日"),)},
        {"note": "有效期90个工作日", "results": (Result("证", valid_for=Quantity(90, "workday")),)},
    ],
)
def test_number_that_the_item_knows_is_fine(fields):
    """Limits, steps, special steps, validity and the words of the law may all be named in prose."""
    assert problems(power(**fields)) == []


def test_a_number_of_the_article_cited_is_known():
    """What the article cited says, quoted or not, may be said in prose; without its words the number is told."""
    subject = power(summary="依法公示，三十日内作出决定。", basis=(Basis("law", article="第一条"),))
    assert told(subject) == [("LIMIT_NUMBER", ("summary",), "三十日")]
    assert told(subject, "应当自受理之日起三十日内作出决定。") == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"responsibilities": ("六日内一次告知要补的材料。",), "correction": Limit(3, "workday")}, ("LIMIT_SAID", ("responsibilities", 0), "六日")),
        ({"faq": (Question("多久", "有效期五年。"),), "results": (Result("证", valid_for=Quantity(3, "year")),)}, ("LIMIT_SAID", ("faq", 0, "a"), "五年")),
        ({"responsibilities": ("九日内送达。",), "flows": Flows(external=(Step("a", "送达", limit=Quantity(7, "day")),))},
         ("LIMIT_NUMBER", ("responsibilities", 0), "九日")),
        ({"conditions": ("您连续足额缴存住房公积金满 6 个月。",), "faq": (Question("断过呢", "往前数连续缴满 9 个月就可以。"),)},
         ("SAID_TWICE", ("faq", 0, "a"), "9 个月")),
        ({"conditions": ("您年满十八周岁。",), "summary": "年满二十周岁可以报名。"}, ("SAID_TWICE", ("summary",), "二十周岁")),
        ({"conditions": ("缴存比例高于 5%。",), "faq": (Question("能再低吗", "缴存比例不得低于 7%。"),)}, ("SAID_TWICE", ("faq", 0, "a"), "7%")),
    ],
)
def test_what_a_number_speaks_of_decides(fields, expected):
    """A number is held against what its words name: the correction, the validity, a step, a condition said elsewhere."""
    assert told(power(**fields)) == [expected]


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "申请人应当在收到通知后 12 个工作日内补正。"},
        {"summary": "对决定不服的，六十日内申请行政复议。"},
        {"summary": "2026 年 4 月 1 日起施行，每两年检查一次。"},
        {"faq": (Question("多久", "审核和支付合计不超过 9 个工作日。"),)},
        {"summary": "自受理之日起二十日内作出决定。"},
        {"note": "〔导入时未识别〕依据：应当在 66 个工作日内办结。"},
        {"summary": "未满十六周岁的由监护人代办。"},
        {"faq": (Question("多久", "有效期三年或者五年。"),), "results": (Result("证", valid_for=Quantity(3, "year")), Result("照", valid_for=Quantity(9, "year")))},
    ],
)
def test_what_cannot_be_told_is_left_alone(fields):
    """Times of the applicant's, dates, frequencies, sums, words of a ledger, and working days called days are no contradiction."""
    assert told(power(**fields)) == []


def test_a_fine_that_no_tier_has_is_told():
    """A fine in prose stands in the table or in the article cited; without a table nothing is said of fines."""
    table = Discretion(statutory=(SanctionRange("fine", min=10000, max=50000, unit="yuan"),))
    assert told(power(summary="处 1 万元以上 6 万元以下罚款。", discretion=table)) == [("SANCTION_SAID", ("summary",), "6 万元")]
    assert told(power(summary="处 1 万元以上 5 万元以下罚款。", discretion=table)) == []
    assert told(power(summary="处 1 万元以上 6 万元以下罚款。")) == []


def test_check_tells_it_at_its_line(tmp_path, capsys):
    """``quanli check`` names the answer in which a limit is said otherwise."""
    site = make_site(tmp_path)
    edit(site, POWER, "a: 要。零售烟花爆竹都须先取得许可证。", "a: 要。受理后 12 个工作日内决定。")
    _, found = check(site, capsys)
    (one,) = [one for one in found if one["code"] == "LIMIT_NUMBER"]
    assert "12 个工作日" in (site / POWER).read_text("utf-8").splitlines()[one["line"] - 1]
    assert one["severity"] == "warning"


REAL = """\
自受理之日起 20 个工作日内作出决定；20 个工作日内不能作出决定的，经本机关负责人批准，可以延长 10 个工作日，并告知理由。
申请人自收到补正通知之日起 15 个工作日内未补正的，视为撤回申请。
有效期届满需要延续的，应当在届满 30 个工作日前提出申请。
选择邮寄的，快递 3 个工作日内送达。
决定后 3 至 7 个工作日到账，以银行处理时间为准。
当事人应当自收到处罚决定书之日起 15 日内缴纳罚款，到期不缴纳的，每日按罚款数额的 3% 加处罚款。
对公民处以 200 元以下、对法人处以 3000 元以下罚款的，可以当场作出决定。
对个人处 5000 元以上、对单位处 5 万元以上罚款属于较大数额罚款，可以要求听证。
对决定不服的，可以自知道之日起 60 日内申请行政复议，或者 6 个月内起诉。
违法行为在 2 年内未被发现的，不再给予行政处罚；涉及公民生命健康安全的延长至 5 年。
准予许可的，在 7 个工作日内公示结果。
近 3 年内没有重大违法记录，从业满 3 年，注册资本不少于 50 万元。
周边 100 米以内没有同类网点，经营场所面积不小于 30 平方米。
咨询请在工作日拨打 12345，提前 1 个工作日预约。
两名以上执法人员，一次性告知，第三十二条第一款，每两年检查一次。
2024 年 7 月 1 日起施行，保存期限不少于 10 年。"""


@pytest.mark.parametrize("sentence", REAL.splitlines())
def test_what_guides_really_say_is_no_contradiction(sentence):
    """Sentences as they stand in service guides, beside fields that they do not contradict, are left alone."""
    table = Discretion(statutory=(SanctionRange("fine", min=10000, max=50000, unit="yuan"),))
    flows = Flows(external=(Step("a", "受理", limit=Quantity(1, "workday")), Step("b", "作出决定", limit=Quantity(4, "workday")), Step("c", "送达", limit=Quantity(10, "day"))))
    subject = power(
        conditions=("您年满十八周岁，从业满 3 年。", "注册资本不少于 50 万元。"), summary=sentence, faq=(Question("怎么办", sentence),), discretion=table, flows=flows,
        correction=Limit(5, "workday"), results=(Result("证", valid_for=Quantity(5, "year")),))
    assert told(subject) == []


def test_a_sentence_without_end_is_looked_at_nearby():
    """What stands around a number is read 500 characters to either side at most, so a text without a full stop takes no longer for each of its numbers."""
    text = "甲" * 2000 + "5天" + "乙" * 2000
    ((value, match),) = values_in(text)
    assert saying_at(text, value, match).sentence == "甲" * 500 + "5天" + "乙" * 500


@pytest.mark.parametrize(("before", "found"), [(499, 1), (500, 0)])
def test_a_number_is_held_against_500_others_of_its_unit(before, found):
    """Of a text that names more numbers of a unit than any prose does, the first 500 are compared with each number."""
    text = "".join(f"丙丁{i + 10}小时，" for i in range(before)) + "连续缴存满 3 小时。"
    own = "连续缴存满 6 小时。"
    ((value, match),) = values_in(own)
    assert len(list(Others([(text, values_in(text))]).like(saying_at(own, value, match)))) == found
