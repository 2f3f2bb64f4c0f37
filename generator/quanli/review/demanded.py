"""What the procedure asks of what is reviewed, role by role and office by office, with who has signed and what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanli.history.procedure import Procedure
from quanli.review.admission import Admission
from quanli.review.agreed import APPROVAL_MISSING, words_of_role
from quanli.review.candidates import Candidate, asked_of
from quanli.review.changed import FileReview
from quanli.review.demands import Demand, stated


def demanded(admission: Admission, files: Sequence[FileReview], procedure: Procedure) -> Iterator[Demand]:
    """Say it of each change that is proposed; where none is, of what the files do."""
    found = [*admission.approved, *admission.waiting]
    if not found and files:
        yield from stated(procedure, files, {})
        for office, roles in sorted(asked_of(files, procedure).items()):
            for role, kinds in roles:
                yield Demand(role, office, kinds, "", APPROVAL_MISSING.at("", **words_of_role(role, office, procedure)), called=procedure.label(role, office))
    for change in found:
        yield from _of(change, procedure)


def _of(change: Candidate, procedure: Procedure) -> Iterator[Demand]:
    for one in stated(procedure, change.proposed.reviews, change.proposed.statement.said):
        problem = next((known for known in change.problems if one.problem and known == one.problem), one.problem)
        yield Demand(one.name, one.office, one.kinds, one.given, problem, change.id)
    for role in change.standings:
        yield Demand(role.role, role.office, role.kinds, role.signed.by if role.signed else "", role.problem, change.id, procedure.label(role.role, role.office))
