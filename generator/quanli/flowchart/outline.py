"""A flow as an ordered list: what the chart shows, in words, for those who cannot or need not see it."""

from __future__ import annotations

from collections.abc import Sequence

from quanli.catalogue.power import Step
from quanli.catalogue.wording import duration
from quanli.flowchart.graph import Who, inherited, is_applicant, performer
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
    found: dict[str, int] = {}
    for i, step in enumerate(steps):
        found.setdefault(step.id, i)

    def jump(label: str, target: str) -> Jump:
        return Jump(label, steps[found[target]].name, found[target] + 1)

    actors = [performer(step, who) for step in steps]
    return tuple([
        OutlineStep(
            number, step.name, step.kind, actor, duration(step.limit), step.documents, step.duties,
            tuple([jump(label, target) for label, target in step.branches.items() if target in found]) if step.branches else (),
            jump("", step.next) if step.next and not step.branches and found.get(step.next, number) != number else None,
            step.collective, step.publicity, is_applicant(lane))
        for number, (step, actor, lane) in enumerate(zip(steps, actors, inherited(actors), strict=True), 1)])
