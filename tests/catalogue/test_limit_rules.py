import pytest

from quanli.catalogue.limit_rules import check_limits
from quanli.catalogue.power import (
    Basis,
    Flows,
    Limit,
    Power,
    Quantity,
    Question,
    Result,
    SpecialStep,
    Step,
    TimeLimits,
)
from sites import POWER, check, edit, make_site


def power(statutory=(20, "workday"), promised=(5, "workday"), **more):
    limits = TimeLimits(Limit(*statutory) if statutory else None, Limit(*promised) if promised else None)
    return Power(code="A", name="a", category="permit", office="o", time_limits=limits, **more)


def problems(subject):
    return list(check_limits(subject, "a.yaml"))


def test_promise_over_the_statute_is_refused():
    """A promised limit longer than the statutory one is told with both, at the promise."""
    (found,) = problems(power(promised=(30, "workday")))
    assert (found.code, found.severity, found.path) == (
        "LIMITS_DISAGREE",
        "error",
        ("time_limits", "promised", "amount"),
    )
    assert found.message("zh") == "承诺时限 30 个工作日，超过法定时限 20 个工作日"
    assert (
        found.message("en") == "the promised limit of 30 working days is over the statutory 20 working days"
    )


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("{amount: 30, unit: workday}", ["承诺时限 30 个工作日，超过法定时限 20 个工作日"]),
        ("{amount: 2, unit: month}", []),
        ("{amount: 3, unit: month}", ["承诺时限 3 个月，超过法定时限 20 个工作日"]),
        ("{amount: 40, unit: day}", []),
        ("{amount: 57, unit: day}", ["承诺时限 57 日，超过法定时限 20 个工作日"]),
        ("{unit: immediate}", []),
    ],
)
def test_promise_is_held_against_the_statute_once(tmp_path, capsys, promised, told):
    """``quanli check`` tells once, as an error at its line, that a promise is provably over the statute, and nothing where it may not be."""
    site = make_site(tmp_path)
    edit(site, POWER, "statutory: {amount: 20, unit: day", "statutory: {amount: 20, unit: workday")
    edit(site, POWER, "promised: {amount: 10, unit: workday}", f"promised: {promised}")
    _, problems = check(site, capsys, "--lang", "zh")
    found = [one for one in problems if one["code"] == "LIMITS_DISAGREE"]
    assert [(one["severity"], one["message"]) for one in found] == [("error", message) for message in told]
    assert all(promised in (site / POWER).read_text("utf-8").splitlines()[one["line"] - 1] for one in found)


@pytest.mark.parametrize(
    "subject",
    [
        power(),
        power(statutory=None),
        power(promised=None),
        Power(code="A", name="a", category="permit", office="o", note="66个工作日"),
    ],
)
def test_limits_that_agree_or_are_missing(subject):
    """A promise within the statute, or a limit that is missing, is no disagreement."""
    assert problems(subject) == []


@pytest.mark.parametrize(
    ("fields", "path", "text"),
    [
        ({"summary": "自受理起66个工作日办结。"}, ("summary",), "66个工作日"),
        ({"note": "承诺二十四个工作日。"}, ("note",), "二十四个工作日"),
        ({"faq": (Question("要多久？", "一般10日内办结。"),)}, ("faq", 0, "a"), "10日内办结"),
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
