"""The state of a power and its log, in words."""

from __future__ import annotations

import datetime

from quanli.catalogue import terms
from quanli.catalogue.power import Power, StateEntry
from quanli.catalogue.state_rules import state_on
from quanli.frozen import frozen


@frozen
class StateView:
    """A state: ``state`` is active, suspended or abolished; ``reason`` is prose."""

    state: str
    label: str
    on: datetime.date | None = None
    document: str = ""
    reason: str = ""


ACTIVE = StateView("active", terms.STATES["active"].zh)


def current_state(power: Power, day: datetime.date) -> StateView:
    """Give the state that holds on a day."""
    entry = state_on(power, day)
    return _view(entry) if entry else ACTIVE


def state_log(power: Power) -> tuple[StateView, ...]:
    """Give the whole log, newest first."""
    return tuple(_view(entry) for entry in reversed(power.states))


def state_label(state: str) -> str:
    """Give the word for a state."""
    return terms.STATES[state].zh


def _view(entry: StateEntry) -> StateView:
    return StateView(entry.state, state_label(entry.state), entry.on, entry.document, entry.reason)
