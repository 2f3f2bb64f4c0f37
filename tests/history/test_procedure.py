"""The procedure of a site: the founding rules, and what a site may say instead."""

import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanli.approval.statement import STATEMENTS
from quanli.history.founding import FOUNDING, GUARDED, ROLES, Chain
from quanli.history.kinds import KINDS, Kind
from quanli.history.procedure import Procedure, in_one_order
from quanli.history.procedure_settings import check_procedure, read_procedure
from sites import check, make_site

ALL = ("Proposed-By", "Legal-Review", "Approved-By", "Determined-By")


def test_founding_rules():
    """A site that says nothing follows the founding rules."""
    procedure, problems = read_procedure(None)
    assert not problems
    assert not procedure.forge
    assert procedure.chains == FOUNDING


@pytest.mark.parametrize("kind", ["added", "cancelled", "content", "state", "flow", "discretion", "subject", "moved", "renumbered"])
def test_items_go_the_four_steps(kind):
    """Items, states, flows and discretion are proposed, reviewed, approved and determined (A12, D13)."""
    assert FOUNDING[kind].approve == ALL


@pytest.mark.parametrize("kind", ["post", "staff", "correction", "theme"])
def test_staff_and_corrections_are_reviewed_and_approved(kind):
    """Staff, posts, wrong data and the program are reviewed and approved (A13(2)(3), D17(2)(3))."""
    assert FOUNDING[kind].approve == ALL[:3]


@pytest.mark.parametrize("kind", ["content", "state"])
def test_items_and_states_name_what_is_adjusted(kind):
    """A change of an item or a state says why, what brought it about, the basis, and what is adjusted (D14)."""
    assert FOUNDING[kind].say == ("Change-Reason", "Trigger", "Legal-Basis", "Adjusts")


def test_every_kind_of_change_has_a_chain():
    """Each kind of change has words and a chain of the founding rules, its roles in their order."""
    assert FOUNDING.keys() == KINDS.keys() == set(get_args(Kind))
    for chain in FOUNDING.values():
        assert chain.approve == tuple(role for role in ROLES if role in chain.approve)
        assert chain.say == tuple(name for name in STATEMENTS if name in chain.say)


def test_what_may_change_the_procedure_goes_the_longest_way():
    """Settings, approvers and pipelines have every step that any other kind has."""
    every = {role for chain in FOUNDING.values() for role in chain.approve}
    assert all(set(FOUNDING[kind].approve) == every for kind in GUARDED)


def test_own_chain():
    """A chain that a site gives replaces the founding one, part by part, in its own order."""
    procedure, problems = read_procedure({"chains": {"post": {"approve": ["Approved-By", "Legal-Review"]}}})
    assert not problems
    assert procedure.chains["post"] == Chain(("Change-Reason",), ("Approved-By", "Legal-Review"))


OFFICES = {
    "roles": {"Legal-Review": "法规处审核"},
    "offices": {"gjj": {"roles": {"Legal-Review": "办公室审核", "Approved-By": "中心领导批准"}, "chains": {"flow": {"approve": ["Proposed-By", "Legal-Review", "Approved-By"]}}}},
}


def test_offices_have_their_own_names_and_ways():
    """An office may call a step otherwise and go another way; the others follow the site."""
    procedure, problems = read_procedure(OFFICES, ["gjj", "sypj"])
    assert not problems
    assert [procedure.label("Legal-Review", office).zh for office in ("gjj", "sypj", "")] == ["办公室审核", "法规处审核", "法规处审核"]
    assert [procedure.label("Approved-By", office).zh for office in ("gjj", "sypj")] == ["中心领导批准", "分管领导批准"]
    assert procedure.asked(["flow"], "gjj") == Chain(("Change-Reason", "Trigger"), ALL[:3])
    assert procedure.asked(["flow"], "sypj").approve == ALL


def test_kinds_together_ask_for_all():
    """A change of several kinds asks for what each of them asks."""
    assert Procedure().asked(["post", "content"]) == FOUNDING["content"]
    assert Procedure().asked(["approvers", "flow"]).say == ("Change-Reason", "Trigger", "Document")
    assert Procedure().asked([]) == Chain((), ())


@given(st.permutations(ALL), st.data())
def test_one_order_keeps_each_chain(order, data):
    """Chains taken from one order are put together in an order that keeps each of them."""
    chains = [tuple(role for role in order if role in data.draw(st.sets(st.sampled_from(ALL)))) for _ in range(4)]
    found = in_one_order(chains)
    assert set(found) == set(itertools.chain(*chains))
    assert len(found) == len(set(found))
    assert all(tuple(role for role in found if role in chain) == chain for chain in chains)


def test_contradicting_chains_are_put_in_some_order():
    """Chains that contradict each other still name each role once."""
    assert in_one_order([("Approved-By", "Legal-Review"), ("Legal-Review", "Approved-By")]) == ("Legal-Review", "Approved-By")


def test_mistakes_are_named():
    """Each mistake is named with what may stand there."""
    wrong = {
        "approvals": "trust",
        "chains": {"posts": {}, "flow": {"approve": ["Legal-Reviw"]}, "state": "none"},
        "accounts": {"boss": ["x"], "legal-review@gjj": "x"},
        "roles": {"Boss": "甲", "Legal-Review": ""},
        "offices": {"nowhere": {}, "gjj": {"chain": {}}},
        "more": "",
    }
    found = [problem.message("zh") for problem in read_procedure(wrong, ["gjj"])[1] if problem.code == "PROCEDURE_INVALID"]
    assert sorted(found) == sorted(
        f"变更程序里的“{value}”不能这样写" for value in ("trust", "posts", "Legal-Reviw", "none", "boss", "x", "Boss", "", "nowhere", "chain", "more")
    )


@pytest.mark.parametrize("wrong", [{"approvals": ["x"]}, {"approvals": {}}, {"chains": []}, {"chains": {"post": {"approve": [["a"], {}]}}}, {"offices": {"gjj": []}}, {"roles": {"Legal-Review": 3}}])
def test_values_of_another_nature_are_named(wrong):
    """A list or a table where a word is wanted, and the reverse, is named like any other mistake."""
    assert "PROCEDURE_INVALID" in {one.code for one in check_procedure(wrong, ["gjj"])}


def test_mistakes_name_what_may_stand_there():
    """Each mistake leads to its place and lists what is allowed; what is right beside it counts."""
    wrong = {"approvals": "trust", "chains": {"flow": {"say": "x", "approve": ["Legal-Review", "Nobody", "Legal-Review"], "more": []}}, "accounts": {"legal-review@gjj": ["a"], "legal-review@": ["b"], "approved-by@gjj": [1]}, "x": 1}
    procedure, problems = read_procedure(wrong)
    found = {one.field: one.args["allowed"] for one in problems}
    roles = "proposed-by@…、legal-review@…、approved-by@…、determined-by@…"
    assert found == {
        "procedure.x": "approvals、roles、chains、offices、accounts",
        "procedure.approvals": "signature、forge",
        "procedure.chains.flow.more": "say、approve",
        "procedure.chains.flow.say": "、".join(f"[{name}]" for name in STATEMENTS),
        "procedure.chains.flow.approve.1": "Proposed-By、Approved-By、Determined-By",
        "procedure.chains.flow.approve.2": "Proposed-By、Approved-By、Determined-By",
        "procedure.accounts.legal-review@": roles,
        "procedure.accounts.approved-by@gjj": "[账号 account, …]",
    }
    assert procedure.chains["flow"] == Chain(FOUNDING["flow"].say, ("Legal-Review",))
    assert dict(procedure.accounts) == {"legal-review@gjj": ("a",)}
    assert not procedure.forge
    assert read_procedure({"approvals": "forge"})[0].forge


@pytest.mark.parametrize(
    ("settings", "field", "said"),
    [
        ({"chains": {"post": {"approve": []}}}, "procedure.chains.post.approve", "“机构、岗位和联系方式变更”的程序：没有一个环节同意"),
        ({"chains": {"settings": {"approve": ["Legal-Review"]}}}, "procedure.chains.settings.approve", "“站点设置变更”的程序：缺少Proposed-By、Approved-By、Determined-By：能改程序的，不能比别的少一环"),
        ({"chains": {"flow": {"approve": ["Approved-By", "Legal-Review"]}}}, "procedure.chains.flow.approve", "“流程变更”的程序：次序与“新增事项”的相反"),
        (
            {"offices": {"gjj": {"chains": {"post": {"approve": ["Legal-Review", "Proposed-By"]}}}}}, "procedure.offices.gjj.chains.post.approve",
            "“机构、岗位和联系方式变更”的程序：次序与“新增事项”的相反",
        ),
    ],
)  # fmt: skip
def test_chain_that_cannot_hold(settings, field, said):
    """A chain that nobody agrees in, that contradicts another, or that could weaken all others is named at its place."""
    assert [(one.field, one.message("zh")) for one in check_procedure(settings)] == [(field, said)]


def test_settings_are_named_with_their_line(tmp_path, capsys):
    """A mistake in the procedure is an error of the check, with the line where it stands."""
    head = "name: 甲\nbody: 某县人民政府\ndomain: https://example.gov.cn\n"
    site = f"{head}procedure:\n  chains:\n    flow:\n      approve: [Legal-Reviw]\n  offices:\n    nowhere: {{}}\n"
    _, found = check(make_site(tmp_path, **{"content/site.yaml": site}), capsys)
    assert [(one["line"], one["column"]) for one in found if one["code"] == "PROCEDURE_INVALID"] == [(7, 17), (9, 5)]
