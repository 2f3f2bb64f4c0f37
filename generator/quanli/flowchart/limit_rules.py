"""The longest way through a flow, held against the promise and the statute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanli.catalogue.durations import Total, added, exceeds, fewest_days, total_of
from quanli.catalogue.power import Power, Quantity, Step
from quanli.catalogue.wording import duration, total_text
from quanli.errors import Path, Problem, Rule
from quanli.flowchart.graph import roots_of
from quanli.flowchart.ways import Heads, longest

FLOW_LIMIT = Rule(
    "FLOW_LIMIT", "error",
    zh="流程最长路径合计 {sum_zh}，超过{label} {limit_zh}",
    en="the longest way through the flow takes {sum_en}, over the {label_en} of {limit_en}",
    hint_zh="缩短环节时限或更正承诺", hint_en="shorten the steps or correct the promise",
)


def check_limits(power: Power, steps: Sequence[Step], heads: Heads, file: str, at: Path) -> Iterator[Problem]:
    """Check that the longest way keeps within the promise, or where that cannot be told, within the statute.

    Steps that bear the name of one of the power's special steps (a hearing, an inspection) are not counted, as the
    law says. The problem stands at the step with which the limit is passed.
    """
    special = {step.name for step in power.special_steps}
    totals = [{} if step.name in special else total_of(step.limit) for step in steps]
    everything = added(total for total in totals if min(total.values(), default=0) > 0)
    for limit, zh, en in _limits(power):
        if not exceeds(everything, limit):
            continue  # then no way does either
        by_unit = longest(heads, roots_of(steps), lambda i, unit=limit.unit: totals[i].get(unit, 0))  # type: ignore[misc]
        by_days = longest(heads, roots_of(steps), lambda i: fewest_days(totals[i]))
        for way in (by_unit, by_days):
            total = added(totals[i] for i in way)
            if exceeds(total, limit):
                yield FLOW_LIMIT.at(
                    file, (*at, _passed(way, totals, limit), "limit"), sum_zh=total_text(total), sum_en=total_text(total, "en"),
                    label=zh, label_en=en, limit_zh=duration(limit), limit_en=duration(limit, "en"))
                return


def _limits(power: Power) -> Iterator[tuple[Quantity, str, str]]:
    limits = power.time_limits
    if limits and limits.promised:
        yield limits.promised, "承诺时限", "promised limit"
    if limits and limits.statutory:
        yield limits.statutory, "法定时限", "statutory limit"


def _passed(way: Sequence[int], totals: Sequence[Total], limit: Quantity) -> int:
    """Give the step of the way with which the limit is passed."""
    return next(step for n, step in enumerate(way) if exceeds(added(totals[i] for i in way[:n + 1]), limit))
