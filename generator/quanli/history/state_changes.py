"""Changes of the state log: 权力状态：在用 → 暂停（自 2026-03-01 起，依据…）."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.catalogue import terms
from quanli.catalogue.power import StateEntry
from quanli.history.change import Change
from quanli.history.naming import one_line
from quanli.history.patch import Members
from quanli.history.scope import Scope


def state_changes(
    scope: Scope, patch: Members, before: tuple[StateEntry, ...], after: tuple[StateEntry, ...]
) -> Iterator[Change]:
    """Word what was added to the log as a change of state, and what was struck from it as such."""
    for source, old in enumerate(before):
        if source not in patch.survivors:
            yield _record(scope, old).change("removed", _state_text(old), "")
    ordered = sorted(after, key=_day)
    last = max(map(_day, before), default=datetime.date.min)
    new = {id(entry) for member, entry in zip(patch.members, after, strict=True) if member.source < 0}
    for place, entry in enumerate(ordered):
        if id(entry) not in new:
            continue
        was = ordered[place - 1].state if place else "active"
        if _day(entry) <= last or (was == entry.state and place):
            yield _record(scope, entry).change("added", "", _state_text(entry))
        elif was == entry.state:
            yield scope.member(str(entry.on or ""), scope.label).change("added", "", _state_text(entry))
        else:
            inner = scope.member(str(entry.on or ""), scope.label)
            yield inner.change("changed", _state(was), _state_text(entry))


def _record(scope: Scope, entry: StateEntry) -> Scope:
    return scope.member(str(entry.on or ""), "状态记录")


def _day(entry: StateEntry) -> datetime.date:
    return entry.on or datetime.date.min


def _state(state: str) -> str:
    term = terms.STATES.get(state)
    return term.zh if term else state


def _state_text(entry: StateEntry) -> str:
    parts = [
        f"自 {entry.on} 起" if entry.on else "",
        f"依据：{one_line(entry.document)}" if entry.document else "",
        f"理由：{one_line(entry.reason)}" if entry.reason else "",
    ]
    said = "，".join(part for part in parts if part)
    return f"{_state(entry.state)}（{said}）" if said else _state(entry.state)
