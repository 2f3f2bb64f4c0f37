"""What is known already of a touched item, and which of its versions must be read and compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quanli.history.timeline import Step
from quanli.history.version_facts import NOTHING, VersionFacts, known_facts


@dataclass
class Unread:
    """An item's steps, what is known of them already, and from which step on blobs must be read."""

    code: str
    steps: Sequence[Step]
    facts: dict[str, VersionFacts]
    first: int
    base: str
    changes: list[str] = field(default_factory=list)

    @property
    def blobs(self) -> list[str]:
        """Give the blobs to read: the version that the first unknown one is compared with, then all after it."""
        unknown = [step.after for step in self.steps[self.first :] if step.after]
        return [self.base, *unknown] if self.base and self.first < len(self.steps) else unknown


def unread_of(db: sqlite3.Connection, code: str, steps: Sequence[Step]) -> Unread:
    """Find the first step of an item that is not known."""
    facts = known_facts(db, code, steps[0].before if steps else "")
    changes: list[str] = []
    if steps and steps[0].before and steps[0].before not in facts:
        return Unread(code, steps, facts, 0, steps[0].before, changes)
    base = first_base(steps, facts)
    for at, step in enumerate(steps):
        known = facts.get(step.after, NOTHING if not step.after else None)
        kept = db.execute("select changes from diff where before = ? and after = ?", (base, step.after)).fetchone()
        if known is None or (kept is None and known.readable):
            return Unread(code, steps, facts, at, base, changes)
        changes.append(kept[0] if kept and known.readable else "")
        base = step.after if known.readable else base
    return Unread(code, steps, facts, len(steps), base, changes)


def first_base(steps: Sequence[Step], facts: Mapping[str, VersionFacts]) -> str:
    """Give what the first step is compared with: nothing, or what the item was under another code or before a cut."""
    before = steps[0].before if steps else ""
    return before if before and facts[before].readable else ""
