"""What each kind of change asks: what must be said of it, held against what it does, and what it must bring."""

import pytest

from quanli.history.founding import TRIGGERS
from quanli.history.procedure import Procedure
from quanli.review.adjusted import adjusted, adjusts_text, read_adjusts
from quanli.review.demands import asked
from quanli.review.review import review
from review.repository import POWER, ROLES, Repository

LIMIT = ("promised: {amount: 10, unit: workday}", "promised: {amount: 12, unit: workday}")
LINE = "时限={}; 岗位={}; 职责={}; 文书={}"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Repository(tmp_path_factory.mktemp("asked"))


@pytest.fixture
def made(template, tmp_path):
    return Repository.copied(template, tmp_path / "copy")


def lacking(made, **said):
    """Propose what lies there, let all sign, and give the codes of what is still lacking."""
    change = made.propose(**said)
    made.approve(change)
    found = review(made.site, "main", "change")
    return list(dict.fromkeys([one.problem.code for one in found.demands if one.problem] + [one.code for one in found.faults]))


def test_pure_question():
    """What is asked is told from the procedure and the kinds alone, roles in their order."""
    assert asked(Procedure(), {"content", "post"}) == (("Change-Reason", "Trigger", "Legal-Basis", "Adjusts"), ROLES)
    assert asked(Procedure(), {"correction"}) == (("Change-Reason",), ROLES[:3])
    assert asked(Procedure(), {"approvers"})[0] == ("Change-Reason", "Document")
    assert asked(Procedure(), set()) == ((), ())


def test_item_that_says_all_passes(made):
    """A change of an item that names why, what brought it about, its basis and what is adjusted lacks nothing."""
    made.edit(*LIMIT)
    assert lacking(made, Adjusts=LINE.format("调整", "不变", "不变", "不变")) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"Adjusts": ""}, "CHANGE_UNSTATED"),
        ({"Adjusts": "时限=调整; 岗位=不变; 职责=不变"}, "ADJUSTS_UNCLEAR"),
        ({"Adjusts": "时限改了，别的没有"}, "ADJUSTS_UNCLEAR"),
        ({"Adjusts": LINE.format("不变", "不变", "不变", "不变")}, "ADJUSTS_UNTRUE"),
        ({"Adjusts": LINE.format("调整", "调整", "不变", "不变")}, "ADJUSTS_UNTRUE"),
        ({"Trigger": ""}, "CHANGE_UNSTATED"),
        ({"Trigger": "领导要求"}, "TRIGGER_UNKNOWN"),
        ({"Legal-Basis": ""}, "CHANGE_UNSTATED"),
    ],
)
def test_item_that_says_less_or_otherwise(made, said, code):
    """What is not said, is no word of the list, or is not what the change does, is named."""
    made.edit(*LIMIT)
    assert code in lacking(made, **said)


@pytest.mark.parametrize("trigger", [*TRIGGERS, "法律修改、行使主体调整", "法律废止；上级文件"])
def test_triggers(made, trigger):
    """Each trigger of the list will do, and several of them."""
    made.edit(*LIMIT)
    assert lacking(made, Trigger=trigger) == []


def test_state_names_what_follows(made):
    """A suspension that touches nothing else must still say that limits, posts, duties and forms stay (D14)."""
    made.edit("states:\n", "states:\n  - {state: active, on: 2019-01-01}\n") if "states:\n" in made.read() else made.write(
        POWER, made.read() + "states: [{state: suspended, on: 2026-12-01, document: 某政发〔2026〕1号}]\n"
    )
    assert lacking(made, Adjusts="") == ["CHANGE_UNSTATED"]


def changed_flow(made, chart):
    """Add a step at the head of a chart."""
    made.edit(f"  {chart}:\n", f"  {chart}:\n    - {{id: more, name: 登记来件, actor: 窗口, post: 受理岗, limit: {{amount: 1, unit: workday}}, documents: [登记表]}}\n")


def test_flow_with_one_chart(made):
    """A flow of which one chart changed asks for the other one, or why it stays (D15)."""
    changed_flow(made, "external")
    assert lacking(made) == ["FLOW_ONE_CHART"]


def test_flow_that_says_why_one_chart_stays(made):
    """A reason why the other chart stays is enough; the bare word is none."""
    changed_flow(made, "external")
    assert lacking(made, Adjusts="内部流程=不变（内部环节没有增减）") == []


def test_flow_that_gives_no_reason(made):
    """That the other chart stays must be explained."""
    changed_flow(made, "external")
    assert lacking(made, Adjusts="内部流程=不变") == ["FLOW_ONE_CHART"]


def test_staff_and_corrections_ask_less(made):
    """A post that changes asks for the reason alone."""
    made.edit("id: review, name: 审查与现场核查, post: 审查岗", "id: review, name: 审查与现场核查, post: 核查岗")
    found = review(made.site, "main", made.propose(**{"Trigger": "", "Legal-Basis": "", "Adjusts": ""}) and "change")
    assert [one.name for one in found.demands] == ["Change-Reason", *ROLES[:3]]


@pytest.mark.parametrize(
    ("text", "said", "unclear"),
    [
        ("时限=调整; 岗位=不变", {"时限": ("调整", ""), "岗位": ("不变", "")}, ""),
        ("办理时限：调整；格式文书＝不变（沿用）", {"时限": ("调整", ""), "文书": ("不变", "沿用")}, ""),
        ("", {}, ""),
        ("时限=也许", {}, "时限=也许"),
        ("天气=不变; 时限=调整", {}, "天气=不变"),
        ("时限=不变; 时限=调整", {"时限": ("不变", "")}, "时限=调整"),
    ],
)
def test_line_of_what_is_adjusted(text, said, unclear):
    """The line is read part by part, in the words of the rule or its longer ones; what says neither is given back."""
    read = read_adjusts(text)
    assert (dict(read.said), read.unclear) == (said, unclear)


def test_line_as_the_change_is(made):
    """What really differs is written as the line says it."""
    made.edit(*LIMIT)
    made.edit("post: 审查岗", "post: 核查岗")
    change = made.propose()
    files = review(made.site, "main", "change").files
    assert change
    assert adjusted(files).keys() == {"时限", "岗位"}
    assert adjusts_text(files) == LINE.format("调整", "调整", "不变", "不变")


def test_what_is_never_published_is_asked_for_as_a_correction(made):
    """A field that no page shows is no change in law, and yet somebody answers for it; formatting asks nothing."""
    made.write(POWER, made.read() + "internal: {note: 甲}\n")
    made.propose(**{"Trigger": "", "Legal-Basis": "", "Adjusts": ""})
    found = review(made.site, "main", "change")
    assert [(one.name, one.kinds) for one in found.demands] == [(name, ("correction",)) for name in ("Change-Reason", *ROLES[:3])]


def test_new_error_of_the_check_refuses(made):
    """An error that came with the change makes the verdict bad, whatever was signed."""
    made.edit("windows: [zhengwu-3]", "windows: [zhengwu-9]")
    made.approve(made.propose(**{"Trigger": "", "Legal-Basis": "", "Adjusts": ""}), *ROLES[:3])
    found = review(made.site, "main", "change")
    assert [one.code for one in found.problems.new] == ["UNKNOWN_REFERENCE"]
    assert not found.met
