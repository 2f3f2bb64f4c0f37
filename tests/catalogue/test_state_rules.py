import datetime

import pytest

from quanli.catalogue.power import Power, StateEntry
from quanli.catalogue.state_rules import check_states, state_name, state_on

DAYS = [datetime.date(2020 + n, 1, 1) for n in range(5)]


def power(*states):
    log = tuple(StateEntry(state, day, "某政发〔2020〕1号") for state, day in zip(states, DAYS, strict=False))
    return Power(code="A", name="a", category="permit", office="o", states=log)


def problems(subject):
    return list(check_states(subject, "a.yaml"))


@pytest.mark.parametrize(
    "states",
    [
        (),
        ("active",),
        ("active", "suspended", "active", "abolished"),
        ("suspended", "active"),
        ("active", "abolished"),
        ("abolished",),
    ],
)
def test_log_that_can_be(states):
    """A power is used, suspended, used again and at last abolished; the log may begin anywhere."""
    assert problems(power(*states)) == []


@pytest.mark.parametrize(
    ("states", "zh", "en"),
    [
        (
            ("active", "active"),
            "状态记录有误：连续两条都是“在用”",
            'the state log is wrong: two entries in a row say "in force"',
        ),
        (
            ("abolished", "active"),
            "状态记录有误：取消之后不能再有“在用”",
            'the state log is wrong: nothing follows "abolished", not even "in force"',
        ),
        (
            ("abolished", "abolished"),
            "状态记录有误：取消之后不能再有“取消”",
            'the state log is wrong: nothing follows "abolished", not even "abolished"',
        ),
    ],
)
def test_log_that_cannot_be(states, zh, en):
    """A repetition and a return from abolition are refused at the later entry."""
    (found,) = problems(power(*states))
    assert (found.code, found.path, found.message("zh"), found.message("en")) == (
        "STATE_LOG",
        ("states", 1, "state"),
        zh,
        en,
    )


@pytest.mark.parametrize("second", [DAYS[0], DAYS[1]])
def test_dates_ascend(second):
    """Entries follow each other by date, one a day."""
    log = (StateEntry("active", DAYS[1]), StateEntry("suspended", second, "文件"))
    (found,) = problems(Power(code="A", name="a", category="permit", office="o", states=log))
    assert found.path == ("states", 1, "on")
    assert found.message("zh") == f"状态记录有误：{second} 不晚于上一条的 2021-01-01"


@pytest.mark.parametrize(
    ("state", "zh"),
    [
        ("suspended", "暂停（2020-01-01）没有写明依据的文件"),
        ("abolished", "取消（2020-01-01）没有写明依据的文件"),
    ],
)
def test_suspension_and_abolition_name_a_document(state, zh):
    """Who suspends or abolishes a power says by which document; until then it is a warning."""
    (found,) = problems(
        Power(code="A", name="a", category="permit", office="o", states=(StateEntry(state, DAYS[0]),))
    )
    assert (found.message("zh"), found.severity) == (zh, "warning")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (datetime.date(2019, 12, 31), "active"),
        (DAYS[0], "active"),
        (datetime.date(2020, 12, 31), "active"),
        (DAYS[1], "suspended"),
        (DAYS[4], "abolished"),
    ],
)
def test_state_on_a_day(day, state):
    """The last entry that has taken effect says what a power is; before the first it is in use."""
    assert state_name(power("active", "suspended", "active", "abolished"), day) == state


def test_no_entry_holds_before_the_first():
    """Before the log begins no entry holds."""
    assert state_on(power("suspended"), datetime.date(2019, 1, 1)) is None
