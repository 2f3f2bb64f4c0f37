"""The limits that the public is told, held against those of the steps behind them, and those of special steps against the flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanli.catalogue.durations import Total, added, exceeds, fewest_days, longer, total_of
from quanli.catalogue.power import Power, Quantity, Step
from quanli.catalogue.wording import duration, total_text
from quanli.errors import Problem, Rule
from quanli.flowchart.graph import heads_of, leads_of, roots_of
from quanli.flowchart.ways import longest

FLOW_SEEN_SHORT = Rule(
    "FLOW_SEEN_SHORT", "error",
    zh="外部环节“{step}”写的是 {said_zh}，它背后的内部环节（{inside}）合计 {sum_zh}",
    en='the external step "{step}" says {said_en}; the internal steps behind it ({inside}) take {sum_en}',
    hint_zh="改为一致：对外说的时限不得短于内部实际要走的时限", hint_en="make them agree: what the public is told is not shorter than what is done",
)
FLOW_SEEN_LONG = Rule(
    "FLOW_SEEN_LONG", "warning",
    zh="外部环节“{step}”写的是 {said_zh}，它背后的内部环节（{inside}）合计只有 {sum_zh}",
    en='the external step "{step}" says {said_en}; the internal steps behind it ({inside}) take only {sum_en}',
    hint_zh="改为一致，或补上内部漏写的环节", hint_en="make them agree, or add the internal step that is missing",
)
SPECIAL_LIMIT = Rule(
    "SPECIAL_LIMIT", "error",
    zh="流程中“{step}”的时限 {said_zh}，与特别程序“{step}”的时限 {limit_zh} 不符",
    en='the limit of "{step}" in the flow, {said_en}, is not that of the special step, {limit_en}',
    hint_zh="改为一致", hint_en="make them agree",
)


def check_seen(power: Power, file: str) -> Iterator[Problem]:
    """Hold the limits of both flows against each other, and those of special steps against the flows."""
    if power.flows is None:
        return
    if power.flows.external and power.flows.internal:
        yield from _seen(power.flows.external, power.flows.internal, file)
    yield from _special(power, file)


def _seen(external: Sequence[Step], internal: Sequence[Step], file: str) -> Iterator[Problem]:
    leads = leads_of(internal)
    if any(lead.head is None for ways in leads for lead in ways):
        return
    heads, roots = heads_of(leads), roots_of(internal)
    shown = {step.id for step in external}
    hidden = any(step.limit and not shown & {step.id, step.seen_as} for step in internal)
    for index, step in enumerate(external):
        behind = [i for i, inner in enumerate(internal) if step.id in {inner.id, inner.seen_as}]
        if step.limit is None or not any(internal[i].limit for i in behind):
            continue
        totals = {i: total_of(internal[i].limit) for i in behind}
        own = step.limit.unit
        ways = [longest(heads, roots, lambda i, totals=totals: fewest_days(totals.get(i, {}))),  # type: ignore[misc]
                longest(heads, roots, lambda i, totals=totals, own=own: totals.get(i, {}).get(own, 0))]  # type: ignore[misc]
        sums = [added(totals[i] for i in way if i in totals) for way in ways]
        if not any(sums):
            sums = [totals[i] for i in behind]  # a way that leads back, such as a correction, is cut where it closes
        said = {"step": step.name, "said_zh": duration(step.limit), "said_en": duration(step.limit, "en"),
                "inside": "、".join(internal[i].name for i in behind)}
        over = next((total for total in sums if exceeds(total, step.limit)), None)
        if over is not None:
            yield FLOW_SEEN_SHORT.at(file, ("flows", "external", index, "limit"), **said, sum_zh=total_text(over), sum_en=total_text(over, "en"))
        elif not hidden and all(internal[i].limit or internal[i].kind != "step" for i in behind) and all(_surely_longer(step.limit, total) for total in sums):
            yield FLOW_SEEN_LONG.at(file, ("flows", "external", index, "limit"), **said, sum_zh=total_text(sums[0]), sum_en=total_text(sums[0], "en"))


def _surely_longer(limit: Quantity, total: Total) -> bool:
    if not total:
        return longer(limit, Quantity(0, "immediate"))
    return len(total) == 1 and longer(limit, *(Quantity(amount, unit) for unit, amount in total.items()))


def _special(power: Power, file: str) -> Iterator[Problem]:
    special = {step.name: step.limit for step in power.special_steps if step.limit}
    if not special or power.flows is None:
        return
    for key, steps in (("external", power.flows.external), ("internal", power.flows.internal)):
        for index, step in enumerate(steps):
            limit = special.get(step.name)
            if limit and step.limit and (longer(step.limit, limit) or longer(limit, step.limit)):
                yield SPECIAL_LIMIT.at(
                    file, ("flows", key, index, "limit"), step=step.name, said_zh=duration(step.limit), said_en=duration(step.limit, "en"),
                    limit_zh=duration(limit), limit_en=duration(limit, "en"))
