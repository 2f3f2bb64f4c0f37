"""A change of a flow in two pictures: the chart before and the chart after it, what differs marked in the nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from quanli.catalogue.power import Power, Step
from quanli.flowchart.chart import TITLES, Chart, Flow
from quanli.flowchart.graph import Graph, Who, graph_of
from quanli.frozen import frozen

ADDED, REMOVED, CHANGED = "新增", "删去", "有变"
Side = Literal["before", "after"]
_FLOWS: tuple[tuple[Flow, Who], ...] = (("external", "actor"), ("internal", "post"))


@frozen
class FlowCharts:
    """The charts of one flow before and after a change; a flow that there was not, or is not, has none."""

    flow: Flow
    title: str
    before: Chart | None
    after: Chart | None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Give those that there are."""
        return tuple(filter(None, (self.before, self.after)))


def flow_charts(before: Power | None, after: Power | None, prefix: str) -> tuple[FlowCharts, ...]:
    """Give the charts of the flows in which two versions differ; ``prefix`` begins the ids in their pictures."""
    found = []
    for flow, who in _FLOWS:
        old, new = _steps(before, flow), _steps(after, flow)
        if old == new:
            continue
        name = next((power.name for power in (after, before) if power), "")
        marked_old, marked_new = _marked(old, new, who, REMOVED), _marked(new, old, who, ADDED)
        title = TITLES[flow]
        found.append(
            FlowCharts(
                flow,
                title,
                _chart(f"{prefix}-{flow}-before", flow, f"{name}：变更前的{title}", marked_old),
                _chart(f"{prefix}-{flow}-after", flow, f"{name}：变更后的{title}", marked_new),
            )
        )
    return tuple(found)


def _steps(power: Power | None, flow: Flow) -> tuple[Step, ...]:
    steps: tuple[Step, ...] = getattr(power.flows, flow) if power and power.flows else ()
    return steps


def _chart(name: str, flow: Flow, title: str, graph: Graph | None) -> Chart | None:
    if graph is None:
        return None
    return Chart(name, flow, "narrow", title, f"共 {len(graph.nodes)} 个环节，有变的环节上有标记。", graph)


def _marked(steps: Sequence[Step], other: Sequence[Step], who: Who, alone: str) -> Graph | None:
    """Mark each step that the other version does not have, and each that it has otherwise."""
    if not steps:
        return None
    graph = graph_of(steps, who)
    twins = dict(_twins(steps, other))
    here, there = _names(steps, other), _names(other, steps)
    nodes = []
    for step, node in zip(steps, graph.nodes, strict=True):
        twin = twins.get(step.id)
        mark = alone if twin is None else CHANGED if _said(step, here) != _said(twin, there) else ""
        nodes.append(node._replace(marks=(*node.marks, mark)) if mark and other else node)
    return graph._replace(nodes=tuple(nodes))


def _twins(steps: Sequence[Step], other: Sequence[Step]) -> Iterator[tuple[str, Step]]:
    """Find each step in the other version: by its id, else by its name."""
    ids = {step.id: step for step in other}
    free = {step.name: step for step in other if step.id not in {one.id for one in steps}}
    for step in steps:
        twin = ids.get(step.id) or free.get(step.name)
        if twin is not None:
            yield step.id, twin


def _names(steps: Sequence[Step], other: Sequence[Step]) -> Mapping[str, str]:
    """Name the steps that the other version knows by another id, or not at all."""
    ids = {step.id for step in other}
    return {step.id: step.name for step in steps if step.id not in ids}


def _said(step: Step, names: Mapping[str, str]) -> Step:
    """Give a step with the steps that it leads to called alike in both versions."""
    branches = {label: names.get(target, target) for label, target in (step.branches or {}).items()}
    return replace(step, id="", next=names.get(step.next, step.next), branches=branches or None)
