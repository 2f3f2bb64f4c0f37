"""A build that knows what has changed since the last one, and what it notes of itself when it has come to its end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quanli.assemble.facts import Facts
from quanli.build.exchange import flushed
from quanli.build.state import State
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.pipeline.facts import Change
from quanli.pipeline.idle import leave_note, take_note_away
from quanli.pipeline.inputs import Inputs, loosened
from quanli.pipeline.settings import may_deepen
from quanli.pipeline.workplace import Workplace
from quanli.sealed import discard


@frozen
class Begun:
    """A build that knows what has changed. ``state`` is what the next build will remember, ``file`` where it will lie."""

    place: Workplace
    state: State
    index: Index
    registry: Registry
    change: Change
    facts: Facts
    file: Path
    problems: tuple[Problem, ...]
    seen: str
    """What :mod:`quanli.pipeline.idle` notes of this build."""
    inputs: Inputs

    def is_large(self, small: int) -> bool:
        """Tell whether more than so many files changed, or something on which very many pages may rest."""
        wide = any(self.facts.any(kind) for kind in ("office", "law", "calendar", "template"))
        return bool(self.change.cold) or wide or len(self.change.files) > small

    def take_up(self) -> None:
        """Write down what has been noted so far, so that others read it; nothing vouches for the state until the build is done."""
        take_note_away(self.file)
        self.state.commit()

    def close(self) -> None:
        """Close the state; one that did not come to its end is thrown away."""
        self.state.close()
        if self.change.cold:
            discard(self.state.path)

    def settle(self, powers: int, warnings: int, read: Iterable[str]) -> None:
        """Say that output and state agree, as far as the files that were read are as they were when it was begun.

        Where another commit has been checked out meanwhile nothing is said: the next build begins from nothing.
        """
        self.state.put(site=self.registry.site.signed)
        tip, inputs = self.state.get("tip"), self.inputs
        loose = loosened(self.place.root, inputs, read, whole=bool(self.change.cold))
        if loose:
            self.state.note_inputs(inputs.noted | loose)
        self.state.commit()
        done = self.state.get("done")
        if self.change.cold:
            flushed(self.state.path)
            discard(self.file)  # it may be no file, or have what SQLite left beside it
            self.state.path.replace(self.file)
        if tip and inputs.commit and tip != inputs.commit:
            return
        seen = "" if loose or may_deepen(self.state) else self.seen
        leave_note(self.file, seen, inputs, powers, warnings, done)
