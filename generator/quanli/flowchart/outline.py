"""A flow as an ordered list: what the chart shows, in words, for those who cannot or need not see it."""

from __future__ import annotations

from collections.abc import Sequence

from quanli.catalogue.power import Step
from quanli.flowchart.graph import Who, inherited, is_applicant, leads_of, performer
from quanli.flowchart.limits import limit_text
from quanli.frozen import frozen


@frozen
class Jump:
    """Where a step leads when that is not simply the next one: outcome (empty for a plain jump), name, number."""

    label: str
    name: str
    number: int


@frozen
class OutlineStep:
    """A step of the list. ``actor`` is the post in an internal flow; ``limit`` is text such as 5 个工作日.

    ``own`` marks what the citizen or company does, as in the chart.
    """

    number: int
    name: str
    kind: str
    actor: str
    limit: str
    documents: tuple[str, ...]
    duties: tuple[str, ...]
    branches: tuple[Jump, ...]
    jump: Jump | None
    collective: bool
    publicity: bool
    own: bool = False


def outline(steps: Sequence[Step], who: Who = "actor") -> tuple[OutlineStep, ...]:
    """Give a flow's steps in their order; numbers are those in the chart. Ask with ``who="post"`` for an internal flow."""
    result = []
    lanes = inherited([performer(step, who) for step in steps])
    for i, (step, leads) in enumerate(zip(steps, leads_of(steps), strict=True)):
        jumps = tuple(Jump(lead.label, steps[lead.head].name, lead.head + 1) for lead in leads if lead.head is not None)
        plain = jumps[0] if jumps and not step.branches and jumps[0].number != i + 2 else None
        result.append(OutlineStep(
            i + 1, step.name, step.kind, performer(step, who), limit_text(step.limit), step.documents, step.duties,
            jumps if step.branches else (), plain, step.collective, step.publicity, is_applicant(lanes[i])))
    return tuple(result)
