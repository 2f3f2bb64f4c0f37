"""Time limits as a page shows them: in words, and as a bar of the promise within the statute."""

from __future__ import annotations

from dataclasses import dataclass

from quanli.catalogue import terms
from quanli.catalogue.power import Limit, Quantity, SpecialStep, TimeLimits
from quanli.flowchart.limits import limit_text


@dataclass(frozen=True)
class LimitView:
    """A limit: ``text`` such as 5 个工作日; ``note`` is prose."""

    label: str
    text: str
    amount: int
    unit: str
    basis: str = ""
    note: str = ""


@dataclass(frozen=True)
class SpecialView:
    """A step whose time is not counted."""

    name: str
    text: str
    basis: str
    unit: str


@dataclass(frozen=True)
class LimitsView:
    """All limits of a power.

    ``share`` is the promise as a percentage of the statutory limit (0 when they cannot be compared), ``saved`` what the
    applicant saves, in words.
    """

    statutory: LimitView | None
    promised: LimitView | None
    correction: LimitView | None
    special: tuple[SpecialView, ...]
    share: int = 0
    saved: str = ""

    @property
    def shortest(self) -> LimitView | None:
        """Give the limit that one may count on."""
        return self.promised or self.statutory


def limits_view(limits: TimeLimits | None, special: tuple[SpecialStep, ...]) -> LimitsView | None:
    """Put the limits of a power into words; nothing when it has none."""
    if limits is None and not special:
        return None
    steps = tuple(SpecialView(step.name, limit_text(step.limit), step.basis, step.unit) for step in special)
    if limits is None:
        return LimitsView(None, None, None, steps)
    share, saved = _compared(limits.promised, limits.statutory)
    return LimitsView(
        _view("法定时限", limits.statutory),
        _view("承诺时限", limits.promised),
        _view("一次告知补正", limits.correction),
        steps,
        share,
        saved,
    )


def _view(label: str, limit: Limit | None) -> LimitView | None:
    if limit is None:
        return None
    return LimitView(label, limit_text(limit), limit.amount, limit.unit, limit.basis, limit.note)


def _compared(promised: Quantity | None, statutory: Quantity | None) -> tuple[int, str]:
    """Compare like with like: working days with working days, months with months; at once with anything."""
    if promised is None or statutory is None or statutory.amount <= 0:
        return 0, ""
    if promised.unit == "immediate":
        return 1, f"法定 {limit_text(statutory)}，当场办结"
    if promised.unit != statutory.unit or promised.amount > statutory.amount:
        return 0, ""
    spared = statutory.amount - promised.amount
    saved = f"比法定时限少 {spared} {terms.LIMIT_UNITS[promised.unit].zh}" if spared else ""
    return max(1, 100 * promised.amount // statutory.amount), saved
