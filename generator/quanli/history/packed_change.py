"""Changes as they lie in the record: a list of JSON for each, its fields in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quanli.history.change import Action, Change, Direction
from quanli.history.kinds import Kind


class PackedChange(NamedTuple):
    """A :class:`Change` as it is kept; its path is a list."""

    path: list[str | int]
    label: str
    action: Action
    before: str
    after: str
    kind: Kind
    direction: Direction


def packed(changes: Sequence[Change]) -> str:
    """Write changes down."""
    rows = [PackedChange(list(c.path), c.label, c.action, c.before, c.after, c.kind, c.direction) for c in changes]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Iterator[PackedChange]:
    """Read what was written down; empty text holds none."""
    yield from map(PackedChange._make, json.loads(text or "[]"))


def changes_of(text: str) -> tuple[Change, ...]:
    """Give the changes that were written down."""
    return tuple(Change(tuple(path), *said) for path, *said in json.loads(text or "[]"))
