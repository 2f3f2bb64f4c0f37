"""Which way a change goes for the citizen: shorter, fewer, cheaper is better; a sanction becomes lighter or heavier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.durations import longer
from quanli.catalogue.power import Channels, Fee, Material, Online, Quantity, Result, SanctionRange
from quanli.catalogue.wording import unit_of
from quanli.history.change import Action, Direction


def limit_direction(before: Quantity | None, after: Quantity | None) -> Direction:
    """Compare two time limits; across units only what holds whatever the calendar."""
    if before is None or after is None:
        return ""
    return "better" if longer(before, after) else "worse" if longer(after, before) else ""


def sanction_direction(before: SanctionRange, after: SanctionRange) -> Direction:
    """Compare two ranges of one sanction; nothing where one bound rises and the other falls, or they count in something else."""
    if (before.base, unit_of(before)) != (after.base, unit_of(after)):
        return ""
    steps = {_step(before.min, after.min), _step(before.max, after.max)} - {0}
    return "" if len(steps) != 1 else "heavier" if steps == {1} else "lighter"


def _step(before: Decimal | None, after: Decimal | None) -> int:
    """Tell whether a bound rose or fell; an upper bound that goes missing is nobody's gain."""
    return 0 if before is None or after is None else (after > before) - (after < before)


def member_direction(record: type, member: Any, action: Action) -> Direction:
    """Say what it means that something is asked for in addition, or no longer."""
    if record is Fee or (record is Material and member.required != "optional"):
        return "worse" if action == "added" else "better"
    return ""


def field_direction(record: type, key: str, before: Any, after: Any) -> Direction:
    """Compare two values of a field that has a better and a worse."""
    compare = _FIELDS.get((record, key))
    return compare(before, after) if compare else ""


def amount_direction(record: type, key: str, before: Quantity | None, after: Quantity | None) -> Direction:
    """Compare two amounts of time of a field: mostly limits, of which the shorter is better; a licence lasts the longer the better."""
    return _FIELDS.get((record, key), limit_direction)(before, after)


def _less(before: Any, after: Any) -> Direction:
    if before is None or after is None or before == after:
        return ""
    return "better" if after < before else "worse"


def _more(before: Any, after: Any) -> Direction:
    return _less(after, before)


def _along(words: Mapping[str, Any], compare: Callable[[Any, Any], Direction]) -> Callable[[str, str], Direction]:
    """Compare words by their place in a vocabulary."""
    order = {word: place for place, word in enumerate(words)}
    return lambda before, after: compare(order.get(before), order.get(after))


_FIELDS: Mapping[tuple[type, str], Callable[[Any, Any], Direction]] = MappingProxyType({
    (Material, "originals"): _less,
    (Material, "copies"): _less,
    (Material, "required"): _along(terms.MATERIAL_NEEDS, _more),
    (Fee, "amount"): _less,
    (Channels, "visits"): _less,
    (Online, "depth"): _along(terms.ONLINE_DEPTHS, _more),
    (Result, "valid_for"): lambda before, after: limit_direction(after, before),
})  # fmt: skip
