"""The time limits of a power: the promise within the statute, and numbers in prose that are none of its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue.durations import longer
from quanli.catalogue.power import Power, Quantity
from quanli.catalogue.wording import duration
from quanli.codes.numerals import NUMERAL, number_of
from quanli.errors import Path, Problem, Rule

LIMITS_DISAGREE = Rule(
    "LIMITS_DISAGREE", "error",
    zh="{what_zh}", en="{what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
)
LIMIT_NUMBER = Rule(
    "LIMIT_NUMBER", "warning",
    zh="“{text}”与本项的各项时限（{limits}）都不相同", en='"{text}" is none of the limits of this item ({limits_en})',
    hint_zh="改为一致，或写明它是哪一步的时限", hint_en="make them agree, or name the step that it is the limit of",
)

_WORKDAYS = re.compile(rf"(?P<number>{NUMERAL})\s*(?:个)?工作日")
_DONE_IN = re.compile(
    rf"(?P<number>{NUMERAL})\s*(?:日|天)(?:之内|以内|内)?(?:办结|办理完毕|办理完成|审结|作出决定)"
)
_ANY_NUMBER = re.compile(rf"(?P<number>{NUMERAL})\s*(?:个)?(?:工作日|日|天|月|年)")


def check_limits(power: Power, file: str) -> Iterator[Problem]:
    """Hold the limits of a power against each other and against what its prose says."""
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
    if statutory or promised:
        yield from _numbers_in_prose(power, file)


def _numbers_in_prose(power: Power, file: str) -> Iterator[Problem]:
    places = [(path, text) for path, text in _prose(power) if "日" in text or "天" in text]
    named = [(path, found) for path, text in places for pattern in (_WORKDAYS, _DONE_IN) for found in pattern.finditer(text)]
    if not named:
        return
    known = _known_numbers(power)
    stated = list(_limits(power))
    for path, found in named:
        if number_of(found["number"]) not in known:
            yield LIMIT_NUMBER.at(
                file,
                path,
                text=found.group(),
                limits="、".join(dict.fromkeys(map(duration, stated))),
                limits_en=", ".join(dict.fromkeys(duration(limit, "en") for limit in stated)),
            )


def _prose(power: Power) -> Iterator[tuple[Path, str]]:
    yield ("summary",), power.summary
    yield ("note",), power.note
    for index, question in enumerate(power.faq):
        yield ("faq", index, "a"), question.a
    limits = power.time_limits
    for key in ("statutory", "promised"):
        limit = getattr(limits, key) if limits else None
        if limit:
            yield ("time_limits", key, "note"), limit.note


def _limits(power: Power) -> Iterator[Quantity]:
    """Give every limit that the power states as such."""
    limits = power.time_limits
    if limits:
        yield from filter(None, (limits.statutory, limits.promised, limits.correction))
    for special in power.special_steps:
        if special.limit:
            yield special.limit
    if power.flows:
        yield from (step.limit for step in (*power.flows.external, *power.flows.internal) if step.limit)
    for result in power.results:
        if result.valid_for:
            yield result.valid_for


def _known_numbers(power: Power) -> set[int | None]:
    """Collect the numbers that prose may name: the limits', and those of the provisions that set them."""
    limits = power.time_limits
    sources = [basis.text for basis in power.basis]
    sources += [special.basis for special in power.special_steps]
    sources += (
        [limit.basis for limit in (limits.statutory, limits.promised, limits.correction) if limit]
        if limits
        else []
    )
    cited = {number_of(found["number"]) for text in sources for found in _ANY_NUMBER.finditer(text)}
    return cited | {limit.amount for limit in _limits(power)} | {None}
