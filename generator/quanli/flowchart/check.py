"""The checks of a flow: its shape, its size, its limits, and that the two flows of a power are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanli.catalogue.power import Power, Step
from quanli.errors import Path, Problem, Rule
from quanli.flowchart.graph import Lead, heads_of, leads_of, roots_of
from quanli.flowchart.limit_rules import check_limits
from quanli.flowchart.order_rules import check_order
from quanli.flowchart.seen_rules import check_seen
from quanli.flowchart.ways import Heads, ending, reached
from quanli.records.scalars import TEXT_TOO_LONG
from quanli.records.suggestions import meant

FLOW_TOO_BIG = Rule(
    "FLOW_TOO_BIG", "error",
    zh="流程图有 {count} 个{what_zh}，上限 {limit}", en="the flow has {count} {what_en}, the limit is {limit}",
    hint_zh="拆成几张图", hint_en="split it",
)
FLOW_SHAPE = Rule(
    "FLOW_SHAPE", "error",
    zh="流程有误：{what_zh}", en="the flow is wrong: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
FLOW_STEP_INCOMPLETE = Rule(
    "FLOW_STEP_INCOMPLETE", "warning",
    zh="内部环节“{step}”缺少{missing_zh}", en='the internal step "{step}" lacks {missing_en}',
    hint_zh="补上{missing_zh}", hint_en="add {missing_en}",
)
FLOW_MAPPING = Rule(
    "FLOW_MAPPING", "error",
    zh="外部环节“{step}”在内部流程中没有对应",
    en='the external step "{step}" has no counterpart in the internal flow',
    hint_zh="内部流程须包含外部看到的每一步（同一 id，或用 seen_as 指向它）",
    hint_en="let an internal step bear its id, or point to it with seen_as",
)

STEP_LIMIT = 120
ARROW_LIMIT = 300
LABEL_LIMIT = 60


def check_flows(power: Power, file: str) -> Iterator[Problem]:
    """Check both flows of a power."""
    if power.flows is None:
        return
    sizes = []
    for key, steps in (("external", power.flows.external), ("internal", power.flows.internal)):
        at: Path = ("flows", key)
        leads = leads_of(steps)
        too_big = list(_size(steps, leads, file, at))
        sizes += too_big
        yield from too_big
        if steps and not too_big:
            heads = heads_of(leads)
            yield from _shape(steps, leads, heads, file, at)
            yield from check_limits(power, steps, heads, file, at)
            if all(lead.head is not None for ways in leads for lead in ways):
                yield from check_order(power, steps, leads, heads, file, at)
    yield from _internal_steps(power.flows.internal, file)
    if power.flows.external and power.flows.internal and not sizes:
        yield from _mapping(power.flows.external, power.flows.internal, file)
    if not sizes:
        yield from check_seen(power, file)


def _size(steps: Sequence[Step], leads: Sequence[Sequence[Lead]], file: str, at: Path) -> Iterator[Problem]:
    arrows = sum(len(ways) for ways in leads)
    if len(steps) > STEP_LIMIT:
        yield FLOW_TOO_BIG.at(file, at, count=len(steps), limit=STEP_LIMIT, what_zh="环节", what_en="steps")
    if arrows > ARROW_LIMIT:
        yield FLOW_TOO_BIG.at(file, at, count=arrows, limit=ARROW_LIMIT, what_zh="箭头", what_en="arrows")


def _shape(steps: Sequence[Step], leads: Sequence[Sequence[Lead]], heads: Heads, file: str, at: Path) -> Iterator[Problem]:
    """Check ids and targets; only when every target is known can it be said what is reached."""
    yield from _ids(steps, file, at)
    yield from _outcomes(steps, file, at)
    unknown = [lead for ways in leads for lead in ways if lead.head is None]
    for lead in unknown:
        zh, en = meant(lead.target, [step.id for step in steps])
        yield _wrong(file, (*at, *lead.path), f"没有环节“{lead.target}”{zh}", f'there is no step "{lead.target}"{en}',
                     "写本流程中某个环节的 id", "give the id of a step of this flow")
    if not unknown:
        yield from _reach(steps, heads, file, at)


def _ids(steps: Sequence[Step], file: str, at: Path) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for i, step in enumerate(steps):
        first = seen.setdefault(step.id, i)
        if step.id and first != i:
            yield _wrong(file, (*at, i, "id"), f"环节“{step.id}”定义了两次（先在第 {first + 1} 个环节）",
                         f'step "{step.id}" is defined twice (first as step {first + 1})', "给其中一个换 id", "give one of them another id")


def _outcomes(steps: Sequence[Step], file: str, at: Path) -> Iterator[Problem]:
    """Check that decisions have outcomes, ends have none, and no step says twice where it leads."""
    for i, step in enumerate(steps):
        if step.kind == "decision" and len(step.branches or ()) < 2:
            yield _wrong(file, (*at, i), f"判断“{step.name}”至少要有两个分支", f'the decision "{step.name}" needs at least two branches',
                         "用 branches 写明每种结果的下一步", "say under branches where each outcome leads")
        if step.kind == "end" and (step.next or step.branches):
            yield _wrong(file, (*at, i, "next" if step.next else "branches"), f"结束环节“{step.name}”不能再有下一步", f'the end "{step.name}" cannot lead on',
                         "删去下一步，或把类型改为 step", "remove what it leads to, or make it a step")
        elif step.next and step.branches:
            yield _wrong(file, (*at, i, "next"), f"环节“{step.name}”同时写了 next 和 branches", f'step "{step.name}" has both next and branches',
                         "只留一个：有几种结果用 branches，否则用 next", "keep one: branches for several outcomes, else next")
        for label in step.branches or ():
            if not label.strip():
                yield _wrong(file, (*at, i, "branches", label), f"环节“{step.name}”有一个分支没有写结果", f'a branch of step "{step.name}" names no outcome',
                             "写明结果，如“是”“否”", "name the outcome, such as yes or no")
            elif len(label) > LABEL_LIMIT:
                yield TEXT_TOO_LONG.at(file, (*at, i, "branches", label), size=len(label), limit=LABEL_LIMIT)


def _reach(steps: Sequence[Step], heads: Heads, file: str, at: Path) -> Iterator[Problem]:
    found, ends = reached(heads, roots_of(steps)), ending(heads)
    for i, step in enumerate(steps):
        if i not in found:
            yield _wrong(file, (*at, i), f"没有路径通到环节“{step.name}”", f'step "{step.name}" cannot be reached',
                         "让前面某个环节的 next 或 branches 指向它，或删去它", "let an earlier step lead to it, or delete it")
        elif i not in ends:
            yield _wrong(file, (*at, i), f"从环节“{step.name}”走不到结束", f'no end can be reached from step "{step.name}"',
                         "给循环加一个出口，或加一个 kind: end 的环节", "give the loop a way out, or add a step of kind end")


def _internal_steps(steps: Sequence[Step], file: str) -> Iterator[Problem]:
    """Ask for post, limit and documents of everything that is done inside the office."""
    for i, step in enumerate(steps):
        if step.kind == "step" and not (step.post and step.limit and step.documents):
            missing = [("post", "岗位", step.post), ("limit", "时限", step.limit), ("documents", "文书", step.documents)]
            names = [(zh, en) for en, zh, value in missing if not value]
            yield FLOW_STEP_INCOMPLETE.at(
                file, ("flows", "internal", i), step=step.name,
                missing_zh="、".join(zh for zh, _ in names), missing_en=", ".join(en for _, en in names))


def _mapping(external: Sequence[Step], internal: Sequence[Step], file: str) -> Iterator[Problem]:
    """Check that what the public sees is the internal flow seen from outside."""
    inside = {step.id for step in internal} | {step.seen_as for step in internal}
    outside = {step.id for step in external}
    for i, step in enumerate(external):
        if step.kind not in {"start", "end"} and step.id not in inside:
            yield FLOW_MAPPING.at(file, ("flows", "external", i), step=step.name)
    for i, step in enumerate(internal):
        if step.seen_as and step.seen_as not in outside:
            zh, en = meant(step.seen_as, outside)
            yield _wrong(file, ("flows", "internal", i, "seen_as"), f"外部流程里没有环节“{step.seen_as}”{zh}", f'the external flow has no step "{step.seen_as}"{en}',
                         "写外部流程中某个环节的 id", "give the id of a step of the external flow")


def _wrong(file: str, path: Path, zh: str, en: str, hint_zh: str, hint_en: str) -> Problem:
    return FLOW_SHAPE.at(file, path, what_zh=zh, what_en=en, hint_zh=hint_zh, hint_en=hint_en)
