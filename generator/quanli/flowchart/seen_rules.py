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
    follows="按审定的对外、对内流程运行（扬州公积金中心制度第三条、盐城食药监局制度第三条）；本程序的一致性要求：同一件事只有一种说法",
)
FLOW_SEEN_LONG = Rule(
    "FLOW_SEEN_LONG", "warning",
    zh="外部环节“{step}”写的是 {said_zh}，它背后的内部环节（{inside}）合计只有 {sum_zh}",
    en='the external step "{step}" says {said_en}; the internal steps behind it ({inside}) take only {sum_en}',
    hint_zh="改为一致，或补上内部漏写的环节", hint_en="make them agree, or add the internal step that is missing",
    follows="按审定的对外、对内流程运行（扬州公积金中心制度第三条、盐城食药监局制度第三条）；本程序的一致性要求：同一件事只有一种说法",
)
SPECIAL_LIMIT = Rule(
    "SPECIAL_LIMIT", "error",
    zh="流程中“{step}”的时限 {said_zh}，与特别程序“{step}”的时限 {limit_zh} 不符",
    en='the limit of "{step}" in the flow, {said_en}, is not that of the special step, {limit_en}',
    hint_zh="改为一致", hint_en="make them agree",
    follows="本程序的一致性要求：同一件事只有一种说法；行政许可法第四十五条（特别程序所需时间应当书面告知）",
)


def check_seen(power: Power, file: str) -> Iterator[Problem]:
    """Hold the limits of both flows against each other, and those of special steps against the flows."""
    if power.flows is None:
        return
    if power.flows.external and power.flows.internal:
        yield from _seen(power.flows.external, power.flows.internal, file)
    yield from _special(power, file)


def _seen(external: Sequence[Step], internal: Sequence[Step], file: str) -> Iterator[Problem]:
    behind: dict[str, list[Step]] = {}
    for step in internal:
        for seen in {step.id, step.seen_as} if step.seen_as else (step.id,):
            behind.setdefault(seen, []).append(step)
    shown = {step.id for step in external}
    hidden = any(step.limit and step.id not in shown and step.seen_as not in shown for step in internal)
    for index, step in enumerate(external):
        inside = behind.get(step.id, ())
        if step.limit is None or not any(one.limit for one in inside) or (len(inside) == 1 and _equal(step.limit, inside[0].limit)):
            continue
        most = added(total_of(one.limit) for one in inside)
        over = exceeds(most, step.limit) and _over(step.limit, internal, inside)
        short = not over and not hidden and all(one.limit or one.kind != "step" for one in inside) and _surely_longer(step.limit, most)
        if over or short:
            total = over or most
            yield (FLOW_SEEN_SHORT if over else FLOW_SEEN_LONG).at(
                file, ("flows", "external", index, "limit"), step=step.name, said_zh=duration(step.limit), said_en=duration(step.limit, "en"),
                inside="、".join(one.name for one in inside), sum_zh=total_text(total), sum_en=total_text(total, "en"))


def _equal(limit: Quantity, other: Quantity | None) -> bool:
    return other is not None and limit.amount == other.amount and limit.unit == other.unit


def _over(limit: Quantity, internal: Sequence[Step], inside: Sequence[Step]) -> Total | None:
    """Give what the steps behind take on one way through the flow, where that is provably over a limit.

    Steps of which a case comes to one only are not added. What lies on a way that leads back, such as a correction, is
    cut where it closes, so each step is looked at by itself too.
    """
    alone = next((total for one in inside if exceeds(total := total_of(one.limit), limit)), None)
    leads = leads_of(internal)
    if alone is not None or len(inside) == 1 or any(lead.head is None for ways in leads for lead in ways):
        return alone
    heads, roots = heads_of(leads), roots_of(internal)
    totals = [total_of(step.limit) if step in inside else {} for step in internal]
    for way in (longest(heads, roots, lambda i: fewest_days(totals[i])), longest(heads, roots, lambda i: totals[i].get(limit.unit, 0))):
        total = added(totals[i] for i in way)
        if exceeds(total, limit):
            return total
    return None


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
