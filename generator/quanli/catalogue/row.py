"""The small row that stands for a power wherever the whole of it is not needed: lists, statistics, links."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class PowerRow:
    """What lists, statistics and links show of a power; all scalars, a few hundred bytes.

    ``state`` and ``state_on`` are as of the build's day. ``promised`` and ``statutory`` are days or working days
    (0 unknown); ``completeness`` is the share of the elements that its category asks for, in percent.
    """

    code: str
    file: str
    name: str
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
    limit_unit: str
    free: bool | None
    completeness: int
    laws: tuple[tuple[str, str, str], ...]
    """(law id, version as ISO date or empty, article) of each provision cited."""
    forms: tuple[str, ...]
