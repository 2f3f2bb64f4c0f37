"""The charts of a power: each flow twice, in lanes for wide screens and in a column for phones."""

from __future__ import annotations

from typing import Literal

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.power import Power, Step
from quanli.flowchart.graph import Graph, graph_of
from quanli.frozen import frozen

Flow = Literal["external", "internal"]
Variant = Literal["wide", "narrow"]
TITLES: dict[str, str] = {"external": "外部流程图", "internal": "内部流程图"}


@frozen
class Chart:
    """A flow to be drawn. ``id`` begins every id in its SVG; ``file`` says whose flow it is when it cannot be drawn."""

    id: str
    flow: Flow
    variant: Variant
    title: str
    description: str
    graph: Graph
    file: str = ""


def charts_of(power: Power, prefix: str = "flow") -> tuple[Chart, ...]:
    """Give the charts of a power: external before internal, wide before narrow; a missing flow has none."""
    if power.flows is None:
        return ()
    file = POWER.file(power.code, office=power.office)
    flows: tuple[tuple[Flow, tuple[Step, ...]], ...] = (("external", power.flows.external), ("internal", power.flows.internal))
    charts = []
    for flow, steps in flows:
        if steps:
            graph = graph_of(steps, "actor" if flow == "external" else "post")
            title, description = f"{power.name}：{TITLES[flow]}", _description(graph)
            variants: tuple[Variant, Variant] = ("wide", "narrow")
            charts += [Chart(f"{prefix}-{flow}-{variant}", flow, variant, title, description, graph, file) for variant in variants]
    return tuple(charts)


def _description(graph: Graph) -> str:
    """Say in one sentence what the picture shows; the ordered list beside it says the rest."""
    ends = "、".join(dict.fromkeys(node.name for node in graph.nodes if node.kind == "end"))
    decisions = sum(node.kind == "decision" for node in graph.nodes)
    judged = f"，其中 {decisions} 处判断" if decisions else ""
    who = f"由{'、'.join(graph.lanes)}办理。" if graph.lanes else ""
    last = f"，到{ends}结束" if ends else ""
    return f"共 {len(graph.nodes)} 个环节{judged}：从{graph.nodes[0].name}开始{last}。{who}图中内容与流程步骤列表相同。"
