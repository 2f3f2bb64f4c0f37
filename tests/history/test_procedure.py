"""The procedure of a site: the founding rules, and what a site may say instead."""

from quanli.history.approvals import check_approvers
from quanli.history.procedure import FOUNDING, Chain, check_procedure, read_procedure


def test_founding_rules():
    """A site that says nothing follows the founding rules."""
    procedure, problems = read_procedure(None)
    assert not problems
    assert not procedure.forge
    assert procedure.chains == FOUNDING
    assert procedure.chains["state"].approve == ("Proposed-By", "Legal-Review", "Approved-By", "Determined-By")
    assert procedure.chains["correction"].approve == ("Proposed-By", "Legal-Review")


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


def test_approvers_form():
    """A line of the list of approvers that is no role and office with a key is named with its line."""
    lines = (
        '# 名单\nlegal-review@gjj namespaces="git" ssh-ed25519 AAAA 法制科\n\n'
        "zhang@example.cn ssh-ed25519 AAAA\nlegal-review ssh-ed25519 AAAA\napproved-by@*,determined-by@* ecdsa-sha2-nistp256 AAAA\n"
        "approved-by@gjj\n"
    )
    found = list(check_approvers(lines.encode()))
    assert [(one.place.line, one.args["text"]) for one in found] == [
        (4, "zhang@example.cn"),
        (5, "legal-review"),
        (7, "approved-by@gjj"),
    ]
