"""The small row that stands for a power wherever the whole of it is not needed: lists, statistics, links."""

from __future__ import annotations

import datetime

from quanli.catalogue.elements import APPLIED_FOR
from quanli.catalogue.power import Quantity
from quanli.frozen import frozen

_SOMETIMES = frozenset({"other", "reward"})
"""Categories of which some powers are applied for: those that say where."""


@frozen
class PowerRow:
    """What lists, statistics and links show of a power; all scalars, a few hundred bytes.

    ``state`` and ``state_on`` are as of the build's day. ``statutory`` counts in ``statutory_unit``, ``promised`` in
    ``limit_unit``, which without a promise is the statute's (0: none, or no time at all, which is the unit immediate);
    ``completeness`` is the share of the elements that its category asks for, in percent.
    """

    code: str
    file: str
    name: str
    initial: str
    """The letter under which the name stands: a to z, or other."""
    category: str
    office: str
    unit: str
    parent: str
    state: str
    state_on: datetime.date | None
    next_on: datetime.date | None
    """When the state turns next, after the build's day."""
    summary: str
    applicants: tuple[str, ...]
    life_events: tuple[str, ...]
    keywords: tuple[str, ...]
    guide: str
    depth: str
    visits: int | None
    promised: int
    statutory: int
    promised_unit: str
    """Empty where nothing is promised; ``limit_unit`` then is the statute's."""
    limit_unit: str
    statutory_unit: str
    free: bool | None
    completeness: int
    laws: tuple[tuple[str, str, str], ...]
    """(law id, version as ISO date or empty, article) of each provision cited."""
    forms: tuple[str, ...]
    national_code: str
    missing: tuple[str, ...]
    """Keys of the elements that it lacks."""

    @property
    def applied_for(self) -> bool:
        """Tell whether people apply for it, rather than being met by it."""
        says_where = bool(self.depth) or self.visits is not None
        return self.category in APPLIED_FOR or (self.category in _SOMETIMES and says_where)

    @property
    def limit(self) -> Quantity | None:
        """Give the limit that one may count on."""
        return Quantity(self.promised or self.statutory, self.limit_unit) if self.limit_unit else None

    @property
    def comparable(self) -> bool:
        """Tell whether promise and statute can be compared: both count in working days, or it is done on the spot."""
        counted = self.statutory > 0 and self.statutory_unit == "workday"
        return counted and (self.limit_unit == "immediate" or (self.limit_unit == "workday" and self.promised > 0))
