"""The state of a power and its log, in words."""

from __future__ import annotations

import datetime

from quanli.catalogue import terms
from quanli.catalogue.power import Power, StateEntry
from quanli.catalogue.state_rules import state_on
from quanli.frozen import frozen


@frozen
class StateView:
    """A state: ``state`` is active, suspended or abolished, or awaited before an item is in force; ``reason`` is prose."""

    state: str
    label: str
    on: datetime.date | None = None
    document: str = ""
    reason: str = ""


ACTIVE = StateView("active", terms.STATES["active"].zh)


def awaited_state(day: datetime.date) -> StateView:
    """Give the state of an item that is in force from a later day on."""
    return StateView("awaited", "尚未施行", day)


def current_state(power: Power, day: datetime.date) -> StateView:
    """Give the state that holds on a day."""
    entry = state_on(power, day)
    return entry_view(entry) if entry else ACTIVE


def state_log(power: Power) -> tuple[StateView, ...]:
    """Give the whole log, newest first."""
    return tuple(entry_view(entry) for entry in reversed(power.states))


def state_label(state: str) -> str:
    """Give the word for a state."""
    return terms.STATES[state].zh


def entry_view(entry: StateEntry) -> StateView:
    """Put an entry of a state log into words."""
    return StateView(entry.state, state_label(entry.state), entry.on, entry.document, entry.reason)
