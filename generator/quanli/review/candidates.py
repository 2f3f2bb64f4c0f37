"""The changes that wait between what was published and what is to be: each judged once, however often it is looked at."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from quanli.approval.statement import StatementError
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.kinds import Kind
from quanli.history.procedure import Procedure
from quanli.review.agreed import Judges, Standing
from quanli.review.changed import FileReview, kinds_in_order
from quanli.review.demands import asked, incomplete, kinds_by_office, unsaid
from quanli.review.forge_claims import ForgeClaim
from quanli.review.ground import Ground
from quanli.review.late import Stated, check_day
from quanli.review.proposed import Proposed, read_proposed
from quanli.review.statement import restate


@frozen
class Candidate:
    """A change that may be admitted. ``problems`` say what it lacks; without any it is approved."""

    proposed: Proposed
    standings: tuple[Standing, ...]
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """Give the change's id."""
        return self.proposed.id

    @property
    def complete(self) -> bool:
        """Tell whether it is approved."""
        return not self.problems


class Candidates:
    """Judges changes by the ground on which the main line stands, and keys as of a day."""

    def __init__(self, objects: Objects, ground: Ground, day: datetime.date) -> None:
        self._objects, self._ground, self._day = objects, ground, day
        self._judged: dict[tuple[object, ...], Candidate] = {}

    def judge(self, name: str, files: Mapping[str, str], claims: Sequence[ForgeClaim] = ()) -> Candidate:
        """Judge the change of a folder with these blobs by name."""
        key = (self._ground.commit, name, tuple(sorted(files.items())), tuple(claims))
        if key not in self._judged:
            self._judged[key] = self._judge(read_proposed(name, files, self._objects, self._ground), claims)
        return self._judged[key]

    def vouched(self, change: Proposed, claims: Sequence[ForgeClaim]) -> Candidate | None:
        """Judge a change for which the forge alone vouches; None where its files cannot be read."""
        try:
            true = restate(self._ground.folder, change.statement.base, change.statement.steps, self._objects, self._ground.trees)
        except StatementError:
            return None
        return self._judge(Proposed(change.id, change.statement, reviews=true.files), claims)

    def _judge(self, change: Proposed, claims: Sequence[ForgeClaim]) -> Candidate:
        if change.faults:
            return Candidate(change, (), change.faults)
        procedure = self._ground.procedure
        judges = Judges(procedure, self._ground.signers, self._day)
        standings, refusals = judges.standing(change, asked_of(change.reviews, procedure), self._objects, claims)
        said = change.statement.said
        decided = max((one.signed.day for one in standings if one.signed), default=self._day)
        stated = Stated(said.get("Effective-On", ""), said.get("Effective-On-Reason", ""), decided)
        problems = [
            *refusals,
            *unsaid(procedure, change.reviews, said),
            *(one.problem for one in standings if one.problem),
            *incomplete(change.reviews, said),
            *check_day(stated, change.reviews),
        ]
        return Candidate(change, tuple(standings), tuple(problems))


def asked_of(reviews: Iterable[FileReview], procedure: Procedure) -> dict[str, list[tuple[str, tuple[Kind, ...]]]]:
    """Say which roles must agree, by office and in the order of the procedure, each with the kinds of change that ask for it."""
    return {
        office: [(role, tuple(kind for kind in kinds_in_order(of) if role in procedure.chain(kind, office).approve)) for role in asked(procedure, of, office)[1]]
        for office, of in kinds_by_office(reviews).items()
    }
