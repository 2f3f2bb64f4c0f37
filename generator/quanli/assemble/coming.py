"""What an item turns into on days that have not come on the build's day: announced on its page, with what changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from quanli.assemble.context import Context
from quanli.assemble.history import ChangeView, change_view
from quanli.assemble.item import Item
from quanli.assemble.page import Link, version_url
from quanli.assemble.state import StateView, entry_view
from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.history.own_names import names_of_office
from quanli.history.standing import Ahead

What = Literal["changed", "begins", "ends", "recoded", "unknown", "state", "unreadable"]


@frozen
class ComingView:
    """An announcement: from which day, what, and what its commit says of it.

    ``text`` leads to the whole text that waits, ``other`` to the item under the code that it has before or after. ``state``
    is the one that is to come, where nothing else is.
    """

    what: What
    from_day: datetime.date
    changes: tuple[ChangeView, ...] = ()
    reason: str = ""
    legal_basis: str = ""
    document: str = ""
    text: Link | None = None
    other: Link | None = None
    state: StateView | None = None


def coming_views(item: Item, context: Context) -> tuple[ComingView, ...]:
    """Announce what is to come, soonest first: texts that wait, and states of the text in force."""
    if not item.ahead and not (item.power and item.power.states):
        return ()
    found = (*_texts(item, context), *_states(item, context.as_of))
    return tuple(sorted(found, key=lambda one: one.from_day))


def _texts(item: Item, context: Context) -> Iterator[ComingView]:
    unknown = item.standing is not None and item.standing.unknown
    before = None if unknown else item.power
    for one in item.ahead:
        yield _view(item.code, before, one, context, unknown=unknown)
        before, unknown = one.text, False


def _view(code: str, before: Power | None, ahead: Ahead, context: Context, *, unknown: bool) -> ComingView:
    event, day = ahead.event, ahead.from_day
    other = _other(code, ahead, context)
    text = Link("届时的全文", version_url(code, day)) if event and not ahead.ends else None
    changes: tuple[ChangeView, ...] = ()
    what: What = "changed"
    if ahead.ends:
        what = "recoded" if other else "ends"
    elif unknown:
        what = "unknown"
    elif ahead.text is None:
        what = "unreadable"
    elif before is None:
        what = "begins"
    else:
        changes = _changes(before, ahead.text, context)
    said = (event.reason, event.legal_basis, event.document) if event else ("", "", "")
    return ComingView(what, day, changes, *said, text, other)


def _other(code: str, ahead: Ahead, context: Context) -> Link | None:
    """Link to the item under its other code, where it is given a new one that day."""
    if ahead.ends:
        successor = context.record.successor(code) if context.record else ""
        return context.power_link(successor) if successor else None
    old = ahead.event.revision.renamed_from.rpartition("/")[2].removesuffix(".yaml") if ahead.event else ""
    return context.power_link(old) if old and old != code else None


def _changes(before: Power, after: Power, context: Context) -> tuple[ChangeView, ...]:
    from quanli.history.diff import legal_diff  # noqa: PLC0415 - seldom does a text wait

    return tuple(map(change_view, legal_diff(before, after, _names(before, after, context))))


def _names(before: Power, after: Power, context: Context) -> Mapping[tuple[str, str], str]:
    """Give the titles of what two texts name."""
    names: dict[tuple[str, str], str] = {}
    for power in (before, after):
        office = context.registry.offices.get(power.office)
        if office:
            names |= names_of_office(office)
    laws = (context.registry.laws.get(one.law) for one in chain(before.basis, after.basis))
    return names | {("law", law.id): law.title for law in laws if law}


def _states(item: Item, day: datetime.date) -> Iterator[ComingView]:
    for entry in item.power.states if item.power else ():
        if entry.on and entry.on > day:
            state = entry_view(entry)
            yield ComingView("state", entry.on, document=state.document, state=state)
