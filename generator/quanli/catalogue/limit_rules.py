"""The time limits of a power: the promise within the statute."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.durations import longer
from quanli.catalogue.power import Power
from quanli.catalogue.wording import duration
from quanli.errors import Problem, Rule

LIMITS_DISAGREE = Rule(
    "LIMITS_DISAGREE", "error",
    zh="{what_zh}", en="{what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)


def check_limits(power: Power, file: str) -> Iterator[Problem]:
    """Hold the limits of a power against each other."""
    limits = power.time_limits
    if limits is None:
        return
    promised, statutory = limits.promised, limits.statutory
    if statutory and promised and longer(promised, statutory):
        yield LIMITS_DISAGREE.at(
            file,
            ("time_limits", "promised", "amount"),
            what_zh=f"承诺时限 {duration(promised)}，超过法定时限 {duration(statutory)}",
            what_en=f"the promised limit of {duration(promised, 'en')} is over the statutory {duration(statutory, 'en')}",
            hint_zh="承诺时限不得长于法定时限",
            hint_en="promise no more than the law allows",
        )
