"""The gate: takes the steps of the way one after the other, admits what is approved, and says at the end why the rest is not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from quanli.approval.governed import APPROVALS, STATEMENT
from quanli.errors import Problem
from quanli.git.objects import Objects
from quanli.review.candidates import Candidate, Candidates
from quanli.review.forge_claims import ForgeClaim
from quanli.review.forge_word import ForgeWord
from quanli.review.ground import Ground
from quanli.review.messages import check_messages
from quanli.review.refusals import Refusals
from quanli.review.segments import Delta, lacking, uncovered, unused
from quanli.review.way import Landing


class Gate:
    """Stands on the last admitted commit. ``admitted`` are the changes so far, ``waiting`` those that lack something, ``ends`` says after how many steps a segment ended."""

    def __init__(self, folder: Path, objects: Objects, released: str, claims: Sequence[ForgeClaim], day: datetime.date) -> None:
        self.admitted: list[Candidate] = []
        self.waiting: list[Candidate] = []
        self.ends: list[int] = []
        self._taken = 0
        self._ground = Ground(folder, released, objects)
        self._candidates = Candidates(objects, self._ground, day)
        self._forge = ForgeWord(folder, released, claims)
        self._delta = Delta()
        self._refusals = Refusals(objects, self._ground)

    def take(self, landing: Landing) -> None:
        """Go a step on; where all that differs is approved, admit it."""
        delta = self._delta
        delta.add(landing)
        self._taken += 1
        if not delta.proposed and not self._forge.claims:
            if not delta.governed and not delta.altered and not delta.unplain:
                self._move(landing)
            return
        if not delta.governed or delta.altered or delta.unplain:
            return
        used = self._used()
        if used and not any(check_messages(delta, used)):
            self.admitted += used
            self._move(landing)
            self.ends.append(self._taken)

    def close(self) -> Iterator[Problem]:
        """Say why what is left over is not admitted."""
        delta = self._delta
        yield from self._ground.faults
        yield from self._refusals.of_state(delta)
        if not delta.files:
            return
        yield from self._refusals.of_nature(delta)
        if not delta.governed and not delta.proposed:
            return
        every = self._all()
        complete = [one for one in every if one.complete]
        used = self._used() or complete
        idle = unused(delta.governed, used, self._ground.text_of)
        yield from self._refusals.of_unused(delta, idle)
        used = [one for one in used if one not in idle]
        wrong = uncovered(delta.governed, used, self._ground.text_of)
        if not wrong:
            self.admitted += used
            yield from check_messages(delta, used)
            return
        others = [one for one in (*every, *self._vouched()) if not one.complete]
        lack = lacking(delta.governed, complete, others, self._ground.text_of)
        self.waiting = list(lack or (others if delta.governed else ()))
        if lack:
            yield from (problem for one in lack for problem in one.problems)
            yield from check_messages(delta, [*complete, *lack])
        else:
            yield from self._refusals.of_files(delta, wrong, complete, others)

    @property
    def kept(self) -> frozenset[str]:
        """Give the ids of the admitted changes whose statements are still there."""
        places = {one.id: f"{APPROVALS}/{one.id}/{STATEMENT}" for one in self.admitted}
        changed = self._delta.files
        return frozenset(name for name, path in places.items() if (changed[path].after if path in changed else path in self._ground.paths))

    def _move(self, landing: Landing) -> None:
        self._ground.move(landing.id, (one.commit for one in self._delta.messages), self._delta.files.values())
        self._delta = Delta()

    def _all(self) -> list[Candidate]:
        """Judge the changes whose statements are new."""
        return [self._candidates.judge(name, self._delta.beside(name), self._forge.on(name)) for name in sorted(self._delta.proposed)]

    def _used(self) -> list[Candidate]:
        """Give the approved changes that account for all that differs; nothing where they do not."""
        complete = [one for one in self._all() if one.complete]
        if not uncovered(self._delta.governed, complete, self._ground.text_of):
            return complete
        vouched = [one for one in self._vouched() if one.complete]
        more = [*complete, *vouched]
        return more if vouched and not uncovered(self._delta.governed, more, self._ground.text_of) else []

    def _vouched(self) -> list[Candidate]:
        """Judge the changes for which the forge alone vouches."""
        known = {one.id for one in self.admitted}
        new = [(change, claims) for change, claims in self._forge.changes(self._delta, self._ground) if change.id not in known]
        return [one for change, claims in new if (one := self._candidates.vouched(change, claims))]
