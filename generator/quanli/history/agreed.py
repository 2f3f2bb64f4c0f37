"""Who agreed to a change, as its signature proves."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from quanli.frozen import frozen
from quanli.history.founding import ROLES

_ORDER = tuple(role.lower() for role in ROLES)


@frozen
class Agreed:
    """A proved approval: role (in small letters) and office, who signed by the list of approvers, on which day, and which change."""

    role: str
    office: str
    signer: str
    day: datetime.date
    change: str


def in_order(rows: Iterable[Sequence[str]]) -> tuple[Agreed, ...]:
    """Make approvals of role, office, signer, ISO day and change, and put them into the order of the procedure."""
    found = (Agreed(role, office, signer, datetime.date.fromisoformat(day), change) for role, office, signer, day, change in rows)
    return tuple(sorted(found, key=lambda one: (one.change, _place(one.role), one.office)))


def _place(role: str) -> tuple[int, str]:
    return (_ORDER.index(role) if role in _ORDER else len(_ORDER), role)
