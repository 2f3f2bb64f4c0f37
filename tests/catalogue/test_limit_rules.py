import pytest

from quanli.catalogue.limit_rules import check_limits
from quanli.catalogue.power import Limit, Power, TimeLimits
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
