"""Who agreed to a change, in words: the step, the signer as the list of approvers names them, and the way to what was signed.

Only approvals whose signatures are proved come here (:mod:`quanli.history.proofs`); a name that a commit mentions does not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from quanli.assemble.context import Context
from quanli.assemble.page import approval_url
from quanli.frozen import frozen
from quanli.history.agreed import Agreed
from quanli.history.founding import ROLES

_ROLES = {role.lower(): role for role in ROLES}


@frozen
class AgreedView:
    """A proved approval on a page: what the step is called, who signed, on which day, and where the signed text stands."""

    role: str
    signer: str
    day: datetime.date
    url: str


@frozen
class ApprovalLink:
    """The way from some changes to what was approved: the steps in words, such as 部门提出 归集科."""

    text: str
    url: str


def agreed_views(approvals: Iterable[Agreed], context: Context) -> tuple[AgreedView, ...]:
    """Put approvals in words."""
    return tuple(AgreedView(step_label(one, context), one.signer, one.day, approval_url(one.change)) for one in approvals)


def approval_links(approvals: Iterable[Agreed], context: Context) -> tuple[ApprovalLink, ...]:
    """Link each change that was approved, once, with who approved it."""
    said: dict[str, dict[str, None]] = {}
    for one in approvals:
        said.setdefault(one.change, {})[f"{step_label(one, context)} {one.signer}"] = None
    return tuple(ApprovalLink("、".join(steps), approval_url(change)) for change, steps in said.items())


def step_label(one: Agreed, context: Context) -> str:
    """Name a step of the procedure as the site or the office calls it."""
    role = _ROLES.get(one.role)
    return context.procedure.label(role, one.office).zh if role else one.role
