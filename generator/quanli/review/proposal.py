"""A change before it is committed: what it says in law, what it must say, what is wrong with it, and the commit itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from quanli.approval.governed import in_approvals, is_governed
from quanli.approval.statement import STATEMENTS
from quanli.catalogue.content_kinds import CONTENT, POWER
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import files_of
from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.git.repository import EARLIEST, reached
from quanli.git.revision import commit_of
from quanli.history.kinds import Kind
from quanli.history.procedure import Procedure
from quanli.pipeline.options import STATE
from quanli.records.fields import Term
from quanli.review.adjusted import adjusts_text
from quanli.review.affected import affected
from quanli.review.changed import FileReview, changed_files, kinds_in_order
from quanli.review.commit_message import sentences_of
from quanli.review.demands import asked, incomplete, kinds_by_office, stated, unsaid
from quanli.review.problems import compare
from quanli.review.revisions import Span, files_between
from quanli.review.rules import LARGEST, names_of, rules_of, tree_of
from quanli.review.stating import Written, base_of, write_statement
from quanli.review.working_copy import commit_working_copy, tree_of_working_copy, unfit


@frozen
class Step:
    """Somebody who is to sign: the role, as its trailer is called, and the office."""

    role: str
    office: str
    label: Term
    """What the office calls it."""


@frozen
class Proposal:
    """What leads from the main line to the working copy.

    ``base`` is the commit of the main line from which it starts, ``tree`` the files as they lie there. ``asked`` are the trailers
    that its kinds ask for, ``steps`` who is to sign, in their order, office by office. ``fresh`` tells whether anything of it is
    not committed yet, or not stated.
    """

    folder: Path
    base: str
    tree: str
    files: tuple[FileReview, ...]
    kinds: tuple[Kind, ...]
    asked: tuple[str, ...]
    steps: tuple[Step, ...]
    fresh: bool
    procedure: Procedure

    @property
    def sentences(self) -> list[str]:
        """Say each change, with its item."""
        return sentences_of(self.files)

    @property
    def adjusts(self) -> str:
        """Say which elements the change adjusts, as the trailer does."""
        return adjusts_text(self.files)

    def unsaid(self, said: Mapping[str, str]) -> tuple[Problem, ...]:
        """Give what the change must say and does not, or says otherwise than it is, and what it must bring and does not."""
        return (*unsaid(self.procedure, self.files, said), *incomplete(self.files, said))

    def fault_of(self, key: str, said: Mapping[str, str]) -> Problem | None:
        """Give what is wrong with one thing that the change says."""
        return next((one.problem for one in stated(self.procedure, self.files, said) if one.name == key and one.problem), None)

    def problems(self, applies: datetime.date | None) -> tuple[Problem, ...]:
        """Give what ``quanli check`` has to say of the change and had not to say before; it may apply from a day of its own."""
        line = reached(self.folder)
        span = Span(self.folder, self.base, self.base, self.tree, line.day if line else EARLIEST)
        paths = {file.path for file in self.files} | {file.moved_from for file in self.files if file.moved_from}
        with Objects(self.folder, LARGEST) as objects:
            trees = tree_of(self.folder, self.base, objects), tree_of(self.folder, self.tree, objects)
            read = read_registry(trees[0]), read_registry(trees[1])
            shown = affected(span, self.files, trees, (read[0][0] or read[1][0], read[1][0] or read[0][0]))
            touched = paths | {path for path in files_of(trees[1], POWER) if POWER.id_of(path) in shown.codes}
            registers = any(path.startswith(f"{CONTENT}/") and POWER.id_of(path) is None for path in paths)
            return compare(span, trees, read, touched, self.folder / STATE, registers=registers, applies=applies).new

    def state(self, said: Mapping[str, str]) -> Written:
        """Write the statement of the change beside it. Raises as :func:`quanli.review.stating.write_statement` does."""
        return write_statement(self.folder, self.tree, said)

    def commit(self, message: str, *, sign: bool) -> None:
        """Commit what is governed as it lies there, and the statement, and nothing else. Raises :class:`GitError`."""
        commit_working_copy(self.folder, message, sign=sign)


def open_proposal(folder: Path) -> Proposal:
    """Compare the working copy with the commit of the main line from which its branch started, whose procedure applies.

    Raises :class:`ProblemsFoundError` where there is no commit yet, where something lies in the catalogue that is no plain
    file or too large, or another repository (git would run what its settings name), :class:`GitError` where git fails.
    """
    wrong = list(unfit(folder))
    if wrong:
        raise ProblemsFoundError(wrong)
    head, base = commit_of(folder, "HEAD"), base_of(folder)
    tree = tree_of_working_copy(folder)
    with Objects(folder, LARGEST) as objects:
        trees = tree_of(folder, base, objects), tree_of(folder, tree, objects)
        files = changed_files(files_between(folder, base, tree), objects, names_of(trees))
        procedure, _, faults = rules_of(trees[0])
    if faults:
        raise ProblemsFoundError(faults)
    kinds = {kind for file in files for kind in file.kinds}
    of = {office: asked(procedure, some, office) for office, some in sorted(kinds_by_office(files).items())}
    say = tuple(name for name in STATEMENTS if any(name in some for some, _ in of.values()))
    steps = tuple(Step(role, office, procedure.label(role, office)) for office, (_, roles) in of.items() for role in roles)
    return Proposal(folder, base, tree, tuple(files), kinds_in_order(frozenset(kinds)), say, steps, _is_fresh(folder, base, head, tree), procedure)


def _is_fresh(folder: Path, base: str, head: str, tree: str) -> bool:
    """Tell whether anything governed is not committed, or the branch has no statement yet."""
    if any(is_governed(file.path) for file in files_between(folder, head, tree)):
        return True
    return not any(in_approvals(path) for path in list_commit(folder, head, CONTENT).keys() - list_commit(folder, base, CONTENT).keys())
