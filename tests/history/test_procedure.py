"""The procedure of a site: the founding rules, and what a site may say instead."""

from typing import get_args

from quanli.history.kinds import KINDS, Kind
from quanli.history.procedure import FOUNDING, Chain, check_procedure, read_procedure


def test_founding_rules():
    """A site that says nothing follows the founding rules."""
    procedure, problems = read_procedure(None)
    assert not problems
    assert not procedure.forge
    assert procedure.chains == FOUNDING
    assert procedure.chains["state"].approve == ("Proposed-By", "Legal-Review", "Approved-By", "Determined-By")
    assert procedure.chains["correction"].approve == ("Proposed-By", "Legal-Review")


def test_every_kind_of_change_has_a_chain():
    """Each kind of change has words and a chain of the founding rules."""
    assert FOUNDING.keys() == KINDS.keys() == set(get_args(Kind))


def test_own_chain():
    """A chain that a site gives replaces the founding one, part by part."""
    procedure, problems = read_procedure({"chains": {"post": {"approve": ["Approved-By"]}}})
    assert not problems
    assert procedure.chains["post"] == Chain(("Change-Reason",), ("Approved-By",))


def test_mistakes_are_named():
    """Each mistake is named with what may stand there."""
    wrong = {
        "approvals": "trust",
        "chains": {"posts": {}, "flow": {"approve": ["Legal-Reviw"]}, "state": "none"},
        "accounts": {"boss": ["x"], "legal-review@gjj": "x"},
        "more": "",
    }
    assert sorted(problem.message("zh") for problem in check_procedure(wrong)) == sorted(
        f"变更程序里的“{value}”不能这样写" for value in ("trust", "posts", "Legal-Reviw", "none", "boss", "x", "more")
    )


def test_mistakes_name_what_may_stand_there():
    """Each mistake leads to its place and lists what is allowed; what is right beside it counts."""
    wrong = {"approvals": "trust", "chains": {"flow": {"say": "x", "approve": ["Legal-Review", "Nobody"], "more": []}}, "accounts": {"legal-review@gjj": ["a"], "legal-review@": ["b"], "approved-by@gjj": [1]}, "x": 1}
    procedure, problems = read_procedure(wrong)
    found = {one.field: one.args["allowed"] for one in problems}
    roles = "proposed-by@…、legal-review@…、approved-by@…、determined-by@…"
    assert found == {
        "procedure.x": "approvals、chains、accounts",
        "procedure.approvals": "signature、forge",
        "procedure.chains.flow.more": "say、approve",
        "procedure.chains.flow.say": "[Change-Reason]、[Legal-Basis]、[Document]、[Effective-On]、[Effective-On-Reason]",
        "procedure.chains.flow.approve": "Proposed-By、Legal-Review、Approved-By、Determined-By",
        "procedure.accounts.legal-review@": roles,
        "procedure.accounts.approved-by@gjj": "[账号 account, …]",
    }
    assert procedure.chains["flow"] == Chain(FOUNDING["flow"].say, ("Legal-Review",))
    assert dict(procedure.accounts) == {"legal-review@gjj": ("a",)}
    assert not procedure.forge
    assert read_procedure({"approvals": "forge"})[0].forge
