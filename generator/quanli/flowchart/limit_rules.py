"""Limits that must agree: the longest way through a flow, the promise, the statute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanli.catalogue.power import Power, Quantity, Step
from quanli.errors import Path, Problem, problem
from quanli.flowchart.graph import roots_of
from quanli.flowchart.limits import Total, added, exceeds, least_days, total_text
from quanli.flowchart.ways import Heads, longest


def check_promise(power: Power, file: str) -> Iterator[Problem]:
    """Check that the promised limit is not longer than the statutory one."""
    limits = power.time_limits
    if limits is None or limits.promised is None or limits.statutory is None:
        return
    if exceeds(_total(limits.promised), limits.statutory):
        (promised_zh, promised_en), (statutory_zh, statutory_en) = total_text(_total(limits.promised)), total_text(_total(limits.statutory))
        yield problem(
            "LIMITS_DISAGREE", file, ("time_limits", "promised"),
            what_zh=f"承诺时限 {promised_zh}，超过法定时限 {statutory_zh}", what_en=f"the promised limit of {promised_en} is over the statutory {statutory_en}",
            hint_zh="承诺时限不得长于法定时限", hint_en="promise no more than the law allows")


def check_limits(power: Power, steps: Sequence[Step], heads: Heads, file: str, at: Path) -> Iterator[Problem]:
    """Check that the longest way keeps within the promise, or where that cannot be told, within the statute.

    Steps that bear the name of one of the power's special steps (a hearing, an inspection) are not counted, as the
    law says. The problem stands at the step with which the limit is passed.
    """
    special = {step.name for step in power.special_steps}
    totals = [{} if step.name in special else _total(step.limit) for step in steps]
    everything = added(total for total in totals if min(total.values(), default=0) > 0)
    for limit, zh, en in _limits(power):
        if not exceeds(everything, limit):
            continue  # then no way does either
        by_unit = longest(heads, roots_of(steps), lambda i, unit=limit.unit: totals[i].get(unit, 0))  # type: ignore[misc]
        by_days = longest(heads, roots_of(steps), lambda i: least_days(totals[i]))
        for way in (by_unit, by_days):
            total = added(totals[i] for i in way)
            if exceeds(total, limit):
                (sum_zh, sum_en), (limit_zh, limit_en) = total_text(total), total_text(_total(limit))
                yield problem(
                    "FLOW_LIMIT", file, (*at, _passed(way, totals, limit), "limit"), sum_zh=sum_zh, sum_en=sum_en,
                    label=zh, label_en=en, limit_zh=limit_zh, limit_en=limit_en)
                return


def _limits(power: Power) -> Iterator[tuple[Quantity, str, str]]:
    limits = power.time_limits
    if limits and limits.promised:
        yield limits.promised, "承诺时限", "promised limit"
    if limits and limits.statutory:
        yield limits.statutory, "法定时限", "statutory limit"


def _total(limit: Quantity | None) -> Total:
    return {limit.unit: limit.amount} if limit else {}


def _passed(way: Sequence[int], totals: Sequence[Total], limit: Quantity) -> int:
    """Give the step of the way with which the limit is passed."""
    return next(step for n, step in enumerate(way) if exceeds(added(totals[i] for i in way[:n + 1]), limit))
