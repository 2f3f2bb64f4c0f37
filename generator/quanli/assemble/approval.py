"""What was approved: a page for each change that somebody signed, with the signed text, who signed, and how anyone can prove it.

The files lie beside the page as they lie in the repository, byte for byte. The page has no twin in the other script: what is
signed is these characters and no others.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.approval.statement import STATEMENTS
from quanli.assemble.agreed import step_label
from quanli.assemble.context import Context
from quanli.assemble.edges import Every, Own
from quanli.assemble.page import (
    APPROVALS,
    CHANGES,
    HOME,
    Link,
    Page,
    Part,
    approval_url,
    file_of,
    history_url,
)
from quanli.assemble.page_kind import PageKind, once
from quanli.assemble.sort import OPEN_ARTICLE, OPEN_COLUMN
from quanli.frozen import frozen
from quanli.history.approved import ApprovedChange, Paper
from quanli.personal.masking import masked

LATEST = 200
"""Changes in the list: those approved last."""
_APPROVERS = "approvers.txt"


@frozen
class SignedView:
    """A step of an approval: what it is called, for which office, who signed on which day with which key, and the signed file."""

    role: str
    office: str
    signer: str
    day: datetime.date
    fingerprint: str
    file: Link | None


@frozen
class ApprovalView:
    """A change that was approved.

    ``text`` is what was signed; where numbers of persons had to be masked in it, it is not ``whole``: then there are no files
    and no ``commands`` to prove it with. ``facts`` are label and text of what it says of itself.
    """

    id: str
    text: str
    whole: bool
    facts: tuple[tuple[str, str], ...]
    signed: tuple[SignedView, ...]
    items: tuple[Link, ...]
    files: tuple[Link, ...]
    commands: str


@frozen
class ApprovedLine:
    """A change in the list of those that were approved."""

    day: datetime.date
    url: str
    reason: str
    items: int
    steps: tuple[tuple[str, str], ...]


@frozen
class ApprovedView:
    """The list of changes that were approved; ``whole`` where it has all of them."""

    lines: tuple[ApprovedLine, ...]
    whole: bool


def approval_page(context: Context, change: str) -> Iterator[Page | Part]:
    """Plan the page of a change that was approved, and the files that were signed."""
    found = context.record.approved_change(change) if context.record else None
    if not found:
        return
    whole = masked(found.text) == found.text and all(masked(paper.text) == paper.text for paper in found.papers)
    url = approval_url(change)
    view = ApprovalView(
        change,
        masked(found.text),
        whole,
        tuple((STATEMENTS[key].zh if key in STATEMENTS else key, said) for key, said in found.said),
        tuple(_signed(paper, url, context, whole=whole) for paper in found.papers),
        tuple(Link(code, history_url(code)) for code in found.codes),
        (Link("change.txt", f"{url}change.txt"), Link(_APPROVERS, f"{APPROVALS.url}{_APPROVERS}")) if whole else (),
        _commands(found.papers[0]) if whole else "",
    )
    title = f"审批 {change}"
    yield Page(url, "approval", title, "经签名的变更书全文，谁在哪一天签的名，怎样自己核对。", view, (HOME, CHANGES, APPROVALS), indexed=False, since=found.day)
    if whole:
        yield file_of(f"{url}change.txt"), found.text.encode()
        for paper in found.papers:
            yield file_of(f"{url}{paper.name}"), paper.text.encode()


def approvals_page(context: Context) -> Iterator[Page | Part]:
    """Plan the list of the changes that were approved, with the list of approvers by which their signatures are proved."""
    record = context.record
    changes = record.latest_approved(LATEST + 1) if record else ()
    found = [record.approved_change(change) for change in changes[:LATEST]] if record else []
    lines = tuple(_line(one, context) for one in found if one)
    view = ApprovedView(lines, len(changes) <= LATEST)
    lead = "每一次经签名的变更：变更书全文、谁在哪一天签的名。签名已经逐一验证，任何人都可以再核对。"
    yield Page(APPROVALS.url, "approvals", APPROVALS.text, lead, view, (HOME, CHANGES), indexed=False)
    if record:
        yield file_of(f"{APPROVALS.url}{_APPROVERS}"), record.approvers


def _signed(paper: Paper, url: str, context: Context, *, whole: bool) -> SignedView:
    agreed = paper.agreed
    office = "全站" if agreed.office == "site" else context.office_name(agreed.office)
    file = Link(paper.name, f"{url}{paper.name}") if whole else None
    return SignedView(step_label(agreed, context), office, agreed.signer, agreed.day, paper.fingerprint, file)


def _line(change: ApprovedChange, context: Context) -> ApprovedLine:
    steps = dict.fromkeys((step_label(paper.agreed, context), paper.agreed.signer) for paper in change.papers)
    reason = next((said for key, said in change.said if key == "Change-Reason"), "")
    return ApprovedLine(change.day, approval_url(change.id), reason, len(change.codes), tuple(steps))


def _commands(paper: Paper) -> str:
    """Give the commands that prove an approval: what is signed is the file's head, an empty line and the statement."""
    agreed, file = paper.agreed, paper.name
    return (
        f"sed '/^-----BEGIN/,$d' {file} > signed.txt\n"
        "echo >> signed.txt\n"
        "cat change.txt >> signed.txt\n"
        f"sed -n '/^-----BEGIN/,$p' {file} > signature.txt\n"
        f"TZ=CST-8 ssh-keygen -Y verify -f {_APPROVERS} -I {agreed.role}@{agreed.office} \\\n"
        f"  -n quanli-approval -O verify-time={agreed.day:%Y%m%d}120000 -s signature.txt < signed.txt\n"
    )


def _some(context: Context) -> tuple[str, ...]:
    return ("",) if context.record and context.record.latest_approved(1) else ()


APPROVAL_PAGE = PageKind(
    "approval",
    approval_url,
    ("approval",),
    lambda context: context.record.approved_changes() if context.record else (),
    approval_page,
    (Own("approval"), Every("office", "name")),
    listed=False,
    sort=OPEN_ARTICLE,
)
APPROVALS_PAGE = once("approvals", APPROVALS.url, "approvals", approvals_page, Every("approval", key=""), Every("approvers", key=""), keys=_some, listed=False, sort=OPEN_COLUMN)
