"""The time limits of a power: the promise within the statute, and numbers in prose that are none of its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.power import Power, Quantity
from quanli.codes.numerals import NUMERAL, number_of
from quanli.errors import Path, Problem, problem

_WORKDAYS = re.compile(rf"(?P<number>{NUMERAL})\s*(?:个)?工作日")
_DONE_IN = re.compile(
    rf"(?P<number>{NUMERAL})\s*(?:日|天)(?:之内|以内|内)?(?:办结|办理完毕|办理完成|审结|作出决定)"
)
_ANY_NUMBER = re.compile(rf"(?P<number>{NUMERAL})\s*(?:个)?(?:工作日|日|天|月|年)")
_DAYS_IN = {"day": (1, 1), "month": (28, 31), "year": (365, 366), "immediate": (0, 0)}
_LONGEST_HOLIDAYS = 10


def day_bounds(quantity: Quantity) -> tuple[int, int]:
    """Give the fewest and the most calendar days that a quantity can take.

    Working days are as short as days and at most stretched by weekends and the longest run of public holidays.
    """
    amount = quantity.amount
    if quantity.unit == "workday":
        return amount, amount + 2 * ((amount + 4) // 5) + _LONGEST_HOLIDAYS
    fewest, most = _DAYS_IN.get(quantity.unit, (0, 0))
    return amount * fewest, amount * most


def longer(first: Quantity, second: Quantity) -> bool:
    """Tell whether one limit is surely longer than another; limits in different units are often neither."""
    if first.unit == second.unit:
        return first.amount > second.amount
    return day_bounds(first)[0] > day_bounds(second)[1]


def quantity_text(quantity: Quantity) -> tuple[str, str]:
    """Word a quantity in Chinese and English."""
    unit = terms.LIMIT_UNITS[quantity.unit]
    return (
        (unit.zh, unit.en)
        if quantity.unit == "immediate"
        else (f"{quantity.amount}{unit.zh}", f"{quantity.amount} {unit.en}")
    )


def check_limits(power: Power, file: str) -> Iterator[Problem]:
    """Hold the limits of a power against each other and against what its prose says."""
    limits = power.time_limits
    if limits is None:
        return
    if (
        limits.statutory
        and limits.promised
        and {limits.statutory.unit, limits.promised.unit} <= terms.LIMIT_UNITS.keys()
        and longer(limits.promised, limits.statutory)
    ):
        (promised, promised_en), (statutory, statutory_en) = (
            quantity_text(limits.promised),
            quantity_text(limits.statutory),
        )
        yield problem(
            "LIMITS_DISAGREE",
            file,
            ("time_limits", "promised", "amount"),
            what_zh=f"承诺时限 {promised} 长于法定时限 {statutory}",
            what_en=f"the promised limit of {promised_en} is over the statutory {statutory_en}",
            hint_zh="承诺不得长于法定时限",
            hint_en="a promise cannot be longer than the law allows",
        )
    if limits.statutory or limits.promised:
        yield from _numbers_in_prose(power, file)


def _numbers_in_prose(power: Power, file: str) -> Iterator[Problem]:
    places = [(path, text) for path, text in _prose(power) if "日" in text or "天" in text]
    named = [(path, found) for path, text in places for pattern in (_WORKDAYS, _DONE_IN) for found in pattern.finditer(text)]
    if not named:
        return
    known = _known_numbers(power)
    stated = [quantity_text(limit) for limit in _limits(power) if limit.unit in terms.LIMIT_UNITS]
    for path, found in named:
        if number_of(found["number"]) not in known:
            yield problem(
                "LIMIT_NUMBER",
                file,
                path,
                text=found.group(),
                limits="、".join(dict.fromkeys(zh for zh, _ in stated)),
                limits_en=", ".join(dict.fromkeys(en for _, en in stated)),
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
