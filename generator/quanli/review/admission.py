"""What is approved is what is published: whether all that differs from the published release has been approved, word for word.

Judged is what lies on the main line, not how it came there. From the released commit on, in segments
(:mod:`quanli.review.segments`): the governed files that differ must be accounted for by approved changes whose statements are
new, each used whole and once; approvals that were there stay as they are; what commits say beside it must be what was
approved. Procedure and approvers are those of the main line before the segment.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from quanli.approval.statement import Statement
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.git.log import ask
from quanli.git.objects import Objects
from quanli.git.repository import today
from quanli.review.agreed import Signed
from quanli.review.candidates import Candidate
from quanli.review.forge_claims import ForgeClaim
from quanli.review.gate import Gate
from quanli.review.rules import LARGEST
from quanli.review.way import Landing, together, way

_TOGETHER = 4
"""Segments that are tried together, one less."""
MAIN_LINE_LEFT = Rule(
    "MAIN_LINE_LEFT", "error",
    zh="已发布的提交 {released} 不在 {head} 的历史里：主线被改写过，或者要发布的是另一条线",
    en="the released commit {released} is not in the history of {head}: the main line was rewritten, or this is another line",
    hint_zh="发布主线上的提交；要退回旧版，用 quanli rollback，或者提出一项恢复原文的变更",
    hint_en="publish a commit of the main line; to go back, use quanli rollback, or propose a change that restores the old text",
    follows="发布的就是批准的：对照已发布的文本",
)


@frozen
class Admitted:
    """A change that was admitted: its statement, its id, and who signed, each verified."""

    statement: Statement
    id: str
    approvals: tuple[Signed, ...]


@frozen
class Admission:
    """Whether a commit may be published. ``waiting`` are the changes that are not admitted, with what they lack."""

    ok: bool
    problems: tuple[Problem, ...]
    changes: tuple[Admitted, ...]
    waiting: tuple[Candidate, ...] = ()
    approved: tuple[Candidate, ...] = ()
    """The changes that were admitted, with all that was asked of them."""


def admit(folder: Path, released: str, head: str, claims: Iterable[ForgeClaim] = (), day: datetime.date | None = None) -> Admission:
    """Judge what is to be published, ``head``, against what is published, ``released``: full ids of commits.

    ``claims`` are the forge's words, ``day`` the real day in Beijing, by which keys are good. Raises :class:`GitError`, and
    :class:`quanli.approval.signatures.SignatureToolMissingError`.
    """
    if ask(folder, "merge-base", "--end-of-options", released, head) != released:
        return Admission(ok=False, problems=(MAIN_LINE_LEFT.at("", released=released[:10], head=head[:10]),), changes=())
    return admit_way(folder, released, way(folder, released, head), claims, day)


def admit_way(folder: Path, released: str, steps: Iterable[Landing], claims: Iterable[ForgeClaim] = (), day: datetime.date | None = None) -> Admission:
    """Judge the steps that lead on from what is published.

    Where the segments that come first do not lead to the end, the last ones are taken together: a branch whose change was
    approved, amended and approved anew may become the main line as it is. What was admitted on the way is admitted so too, or
    its statement has gone: an approved change is not undone by being looked at together with what undoes it.
    """
    steps, claims, day = tuple(steps), tuple(claims), day or today()
    with Objects(folder, LARGEST) as objects:
        gate, admission = _judge(Gate(folder, objects, released, claims, day), steps)
        if not admission.ok and len(steps) > 1:
            for cut in (*gate.ends[:-_TOGETHER:-1], 0):
                _, other = _judge(Gate(folder, objects, released, claims, day), (*steps[:cut], together(steps[cut:])))
                if other.ok and gate.kept <= {one.id for one in other.changes}:
                    return other
    return admission


def _judge(gate: Gate, steps: Sequence[Landing]) -> tuple[Gate, Admission]:
    for step in steps:
        gate.take(step)
    problems = tuple(gate.close())
    changes = tuple(_admitted(one) for one in gate.admitted)
    return gate, Admission(not problems, problems, changes, tuple(gate.waiting), tuple(gate.admitted))


def _admitted(change: Candidate) -> Admitted:
    return Admitted(change.proposed.statement, change.id, tuple(one.signed for one in change.standings if one.signed))
