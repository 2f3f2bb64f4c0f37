"""What an item decides: what can be disputed about it."""

from __future__ import annotations

from quanli.catalogue.power import Power
from quanli.remedies.way import Lacking

DECIDING = frozenset(
    {"permit", "approval", "penalty", "coercion", "levy", "payment", "confirmation", "reward", "adjudication", "requisition"}
)
"""Categories whose items end in a decision about somebody."""
_DECIDED = frozenset({"licence", "approval", "decision", "payment", "registration"})
"""Types of result that are given or refused."""
_ASKED = frozenset({"permit", "approval", "payment", "confirmation", "reward", "adjudication"})
"""Categories in which somebody asks and may get no answer."""
_CIVIL = ("催收", "借款合同", "贷款合同", "租赁合同", "买卖合同", "合同履行", "还款")
"""Words that tell of a contract or a debt."""
_UNSAID = Lacking(
    "disputes",
    "看不出本项是否作出决定：在 disputes 中写明 decision（行政决定）、contract（合同、欠款）或者 none（不作决定）",
    "it does not show whether anything is decided: say so under disputes (decision, contract, none)",
)


def disputes_of(power: Power) -> tuple[tuple[str, ...], tuple[Lacking, ...]]:
    """Give what an item decides, as it says or as category and results show; and what is lacking where neither does.

    An inspection decides nothing but what it orders; an internal matter nothing about a citizen; a contract or a debt is
    civil, even an authority's (行政复议法第二条、第十一条 speak of administrative acts). A service without results is asked for
    them elsewhere.
    """
    if power.disputes:
        return power.disputes, ()
    category = power.category
    if category in DECIDING:
        return ("decision",), ()
    if category == "internal":
        return ("none",), ()
    decided = any(result.type in _DECIDED for result in power.results)
    if category == "inspection":
        return (("decision",) if decided else ("none",)), ()
    if decided:
        return ("decision",), ()
    civil = any(word in text for text in (power.name, power.summary) for word in _CIVIL)
    if category == "other" and not civil:
        return ("decision",), ()
    return (), (_UNSAID,) if civil or power.results else ()


def is_asked_for(power: Power) -> bool:
    """Tell whether somebody asks for it, so that an office may fail to answer."""
    if power.category in _ASKED or power.category == "public_service":
        return True
    return power.category == "other" and bool(power.materials or power.applicants)
