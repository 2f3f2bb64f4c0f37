"""The days on which the law of remedies changes."""

from __future__ import annotations

import datetime

from quanli.remedies.civil import NUMBERED
from quanli.remedies.editions import EDITIONS, LITIGATED_SINCE
from quanli.remedies.special import SPECIAL

TURNING = frozenset(
    {
        LITIGATED_SINCE,
        NUMBERED,
        *(edition.since for edition in EDITIONS),
        *(row.since for row in SPECIAL),
        *(row.until for row in SPECIAL if row.until),
    }
)


def turned(after: datetime.date, until: datetime.date) -> bool:
    """Tell whether remedies are computed otherwise on one day than on an earlier or later one."""
    first, last = sorted((after, until))
    return any(first < day <= last for day in TURNING)
