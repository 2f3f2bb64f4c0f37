"""Time limits as durations of ISO 8601, where that can say them, and the days on which a text is sure to hold."""

from __future__ import annotations

import datetime

from quanli.assemble.item import Item
from quanli.assemble.unmarked import unmarked
from quanli.catalogue.durations import at_once
from quanli.catalogue.power import Limit, Power, Quantity
from quanli.catalogue.wording import duration

_UNITS = {"day": "D", "month": "M", "year": "Y"}
_ONE_DAY = datetime.timedelta(days=1)


def iso_duration(limit: Quantity | None) -> str:
    """Write a limit as a duration, 90 日 as P90D. Empty for working days, for which ISO 8601 has no word, and for what is done at once."""
    known = _UNITS.get(limit.unit) if limit and not at_once(limit) else None
    return f"P{limit.amount}{known}" if limit and known else ""


def processing_time(power: Power) -> str:
    """Give the limit that one may count on as a duration; empty where none can say it: a longer one in its place would be wrong."""
    limits = power.time_limits
    return iso_duration(limits.promised or limits.statutory) if limits else ""


def limits_said(power: Power) -> str:
    """Say all limits and what is not counted in them: 承诺时限 5 个工作日；法定时限 20 个工作日；不计入时限：听证 30 日."""
    limits, steps = power.time_limits, power.special_steps
    named = (("承诺时限", limits.promised), ("法定时限", limits.statutory), ("一次告知补正", limits.correction)) if limits else ()
    said = [f"{word} {duration(limit)}{_note(limit)}" for word, limit in named if limit]
    if steps:
        said.append("不计入时限：" + "、".join(f"{step.name} {duration(step.limit)}".strip() for step in steps))
    return "；".join(said)


def _note(limit: Limit) -> str:
    note = unmarked(limit.note).rstrip("。")
    return f"（{note}）" if note else ""


def valid_period(item: Item, power: Power, day: datetime.date) -> str:
    """Give the days on which a service is known to be given as a period of DCMI: since its text applies, until it ends; another text ends nothing."""
    start = power.effective_on if power.effective_on and power.effective_on <= day else None
    later = [one.from_day for one in item.ahead if one.ends] + [entry.on for entry in power.states if entry.on and entry.on > day]
    end = min(later) - _ONE_DAY if later else None
    parts = [f"{name}={at.isoformat()};" for name, at in (("start", start), ("end", end)) if at]
    return " ".join((*parts, "scheme=W3C-DTF;")) if parts else ""
