"""Whether every governed difference on the way is covered by approved changes, each used whole and once.

The way is gone in segments: from the last admitted commit on, as soon as approved changes account for all that differs, what
they changed is admitted and the next segment begins there, judged by the procedure and the approvers as they are then. So it
does not matter how anybody merged: what is compared are texts that were public with texts that are to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from quanli.approval.governed import STATEMENT, change_of, in_approvals, is_governed
from quanli.errors import Problem
from quanli.git.log import FileChange
from quanli.review.candidates import Candidate
from quanli.review.trail import is_trail
from quanli.review.way import Landing, Message, joined

_PIPELINE_MODES = frozenset({"100644", "100755"})
_TRIED = 6
"""So many incomplete changes are tried together in search of those that only lack approvals."""


class Delta:
    """What differs since the last admitted commit, and by which commits that came.

    ``governed`` are the governed files among ``files`` that differ in content or nature, ``proposed`` the ids of the changes
    whose statements are new; both are kept while commits are added, however many come.
    """

    def __init__(self) -> None:
        self.files: dict[str, FileChange] = {}
        self.governed: dict[str, FileChange] = {}
        self.proposed: set[str] = set()
        self.landings: list[Landing] = []

    def add(self, landing: Landing) -> None:
        """Add a step of the way."""
        joined(self.files, landing.changes)
        self.landings.append(landing)
        for path in {change.path for change in landing.changes}:
            one, change = self.files.get(path), change_of(path)
            if is_governed(path):
                self.governed.pop(path, None)
                if one and not _mode_alone(one):
                    self.governed[path] = one
            elif change and change[1] == STATEMENT:
                self.proposed.discard(change[0])
                if one and not one.before and one.modes[1] == "100644":
                    self.proposed.add(change[0])

    @property
    def unplain(self) -> list[FileChange]:
        """Give the governed files that have become what no file of a site is: a link, a submodule, a program."""
        return [one for path, one in sorted(self.files.items()) if one.after and one.modes[1] != "100644" and is_governed(path) and not _is_program(one)]

    @property
    def altered(self) -> list[FileChange]:
        """Give the approvals that were there and are other ones now, or gone."""
        return [one for path, one in sorted(self.files.items()) if in_approvals(path) and one.before]

    @property
    def messages(self) -> Iterator[Message]:
        """Give all commits that came, those that came first in front."""
        for landing in self.landings:
            yield from landing.brought

    def last(self, path: str) -> Landing:
        """Give the last step of the way that changed a file."""
        return next((one for one in reversed(self.landings) if any(change.path == path for change in one.changes)), self.landings[-1])

    def beside(self, name: str) -> dict[str, str]:
        """Give the blobs of plain files in the folder of a new change, by name."""
        found = ((change_of(path), one) for path, one in self.files.items())
        return {known[1]: one.after for known, one in found if known and known[0] == name and one.after and one.modes[1] == "100644"}


def _is_program(one: FileChange) -> bool:
    """Tell whether a file is a program where programs belong: in the pipeline's folders."""
    return one.modes[1] == "100755" and one.path.startswith(".")


def _mode_alone(one: FileChange) -> bool:
    return one.before == one.after and set(one.modes) <= _PIPELINE_MODES


def uncovered(governed: Mapping[str, FileChange], changes: Iterable[Candidate], text_of: Callable[[str], str]) -> list[str]:
    """Give the files of which the steps of changes, each used once, do not lead from what was to what is.

    ``text_of`` gives the blob of a file that does not differ.
    """
    steps: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for change in changes:
        for step in change.proposed.statement.steps:
            steps[step.path].append((step.before, step.after))
    wrong = []
    for path in sorted(governed.keys() | steps.keys()):
        one = governed.get(path)
        start, end = (one.before, one.after) if one else (text_of(path),) * 2
        if not is_trail(steps[path], start, end):
            wrong.append(path)
    return wrong


def unused(governed: Mapping[str, FileChange], complete: Sequence[Candidate], text_of: Callable[[str], str]) -> tuple[Candidate, ...]:
    """Give the fewest approved changes without which the others cover everything: nobody carried them out."""
    for count in range(min(len(complete), _TRIED) + 1):
        for left in combinations(complete[:_TRIED], count):
            if not uncovered(governed, [one for one in complete if one not in left], text_of):
                return left
    return ()


def lacking(
    governed: Mapping[str, FileChange], complete: Sequence[Candidate], others: Sequence[Candidate], text_of: Callable[[str], str]
) -> tuple[Candidate, ...]:
    """Give the fewest further changes with which all would be covered: what these lack is all that is lacking."""
    some = [one for one in others if not one.proposed.faults and not is_refused(one)][-_TRIED:]
    for count in range(1, len(some) + 1):
        for tried in combinations(reversed(some), count):
            if not uncovered(governed, (*complete, *tried), text_of):
                return tried
    return ()


def is_refused(change: Candidate) -> bool:
    """Tell whether somebody who may sign has refused a change."""
    return any(problem.code == "CHANGE_REFUSED" for problem in change.problems)


def problems_of(changes: Iterable[Candidate]) -> list[Problem]:
    """Give what changes lack."""
    return [problem for change in changes for problem in change.problems]
