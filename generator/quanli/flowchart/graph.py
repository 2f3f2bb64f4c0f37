"""The shape of a flow: which step leads where, and who does it.

The values here are named tuples: they are keys of what is remembered from chart to chart, and hash fast.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from quanli.catalogue.power import Step
from quanli.catalogue.wording import duration
from quanli.errors import Path
from quanli.flowchart.ways import Heads

Who = Literal["actor", "post"]
"""What the lanes are: actors in the flow that the public sees, posts in the one inside the office."""

_APPLICANTS = ("申请人", "当事人", "相对人", "申报人", "投诉人", "举报人", "被检查", "被处罚", "用人单位", "服务对象",
               "缴存", "职工", "企业", "公民", "市民", "群众", "家长", "供应商", "投标人", "应聘")
_OFFICIALS = ("科", "处", "室", "股", "局", "中心", "窗口", "部", "队", "所", "站", "会", "岗", "办")


class Lead(NamedTuple):
    """Where a step leads: an outcome, the step named, its index (None when there is no such step), the place in YAML."""

    label: str
    target: str
    head: int | None
    path: Path


class Node(NamedTuple):
    """A step as it is drawn. ``own`` marks what the citizen or company does."""

    name: str
    kind: str
    actor: str
    lane: int
    limit: str
    documents: tuple[str, ...]
    marks: tuple[str, ...]
    own: bool


class Edge(NamedTuple):
    """An arrow from one node to another, by their indexes."""

    tail: int
    head: int
    label: str


class Graph(NamedTuple):
    """A flow ready to be drawn. ``lanes`` is empty when nobody is named or one does it all."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[str, ...]


def leads_of(steps: Sequence[Step]) -> tuple[tuple[Lead, ...], ...]:
    """Tell for each step where it leads: by its branches, its ``next``, or to the step after it unless it is an end."""
    index: dict[str, int] = {}
    for i, step in enumerate(steps):
        index.setdefault(step.id, i)
    found: list[tuple[Lead, ...]] = []
    for i, step in enumerate(steps):
        if step.branches:
            found.append(tuple(Lead(label, target, index.get(target), (i, "branches", label)) for label, target in step.branches.items()))
        elif step.next:
            found.append((Lead("", step.next, index.get(step.next), (i, "next")),))
        elif step.kind != "end" and i + 1 < len(steps):
            found.append((Lead("", steps[i + 1].id, i + 1, (i,)),))
        else:
            found.append(())
    return tuple(found)


def heads_of(leads: Sequence[Sequence[Lead]]) -> Heads:
    """Give for each step the indexes of the steps that it leads to, unknown ones left out."""
    return [[lead.head for lead in ways if lead.head is not None] for ways in leads]


def roots_of(steps: Sequence[Step]) -> tuple[int, ...]:
    """Give the steps at which a case may enter: the first one, and each other of kind start."""
    return tuple(i for i, step in enumerate(steps) if i == 0 or step.kind == "start")


def graph_of(steps: Sequence[Step], who: Who) -> Graph:
    """Make the graph of a flow; leads to unknown steps are left out, several from one step to another are one arrow."""
    leads = leads_of(steps)
    actors = [performer(step, who) for step in steps]
    names = inherited(actors)
    lanes = {name: lane for lane, name in enumerate(dict.fromkeys(filter(None, names)))}
    nodes = [
        Node(step.name, step.kind if ways else "end", actor, lanes.get(name, 0), duration(step.limit), step.documents, marks_of(step), is_applicant(name))
        for step, ways, actor, name in zip(steps, leads, actors, names, strict=True)]
    return Graph(tuple(nodes), _edges(leads), tuple(lanes) if len(lanes) > 1 else ())


def performer(step: Step, who: Who) -> str:
    """Name who does a step. Posts never show where actors are asked for."""
    return step.actor if who == "actor" else step.post or step.actor


def marks_of(step: Step) -> tuple[str, ...]:
    """Name what sets a step apart: decided collectively, made public."""
    return (("集体研究",) if step.collective else ()) + (("公示",) if step.publicity else ())


@functools.lru_cache(maxsize=1024)
def is_applicant(actor: str) -> bool:
    """Tell a citizen or company from an office, by the words that stand in flows."""
    return any(word in actor for word in _APPLICANTS) and not actor.endswith(_OFFICIALS)


def _edges(leads: Sequence[Sequence[Lead]]) -> tuple[Edge, ...]:
    labels: dict[tuple[int, int], str] = {}
    for i, ways in enumerate(leads):
        for lead in ways:
            if lead.head is not None:
                before = labels.get((i, lead.head))
                labels[i, lead.head] = f"{before} / {lead.label}" if before and lead.label else before or lead.label
    return tuple([Edge(tail, head, said) for (tail, head), said in labels.items()])


def inherited(actors: Sequence[str]) -> list[str]:
    """Give a step without an actor the one before it: a decision is made where its papers lie."""
    current = next(filter(None, actors), "")
    names = []
    for actor in actors:
        current = actor or current
        names.append(current)
    return names
