"""A change before it is committed: what it says in law, what it must say, what is wrong with it, and the commit itself."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quanli.approval.governed import PELICAN, PIPELINE, in_approvals, is_governed
from quanli.catalogue.content_kinds import ATTACHED_LIMIT, CONTENT, POWER, content_kind_of
from quanli.catalogue.misplaced import entry_problem, nested_repository
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree, files_of
from quanli.config.theme import THEME
from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.gate import TooLargeError
from quanli.git.commit import committing
from quanli.git.listing import list_commit
from quanli.git.objects import Objects
from quanli.git.repository import EARLIEST, reached
from quanli.git.revision import commit_of
from quanli.history.founding import STATEMENTS
from quanli.history.kinds import Kind
from quanli.pipeline.options import STATE
from quanli.review.adjusted import adjusts_text
from quanli.review.affected import affected
from quanli.review.changed import FileReview, changed_files, kinds_in_order
from quanli.review.commit_message import sentences_of
from quanli.review.demands import asked
from quanli.review.problems import compare
from quanli.review.revisions import Span, files_between
from quanli.review.rules import LARGEST, names_of, rules_of, tree_of
from quanli.review.stating import Written, base_of, write_statement

_LOOKED_AT = (CONTENT, THEME, PELICAN, *(path.rstrip("/") for path in PIPELINE), "CODEOWNERS", "docs/CODEOWNERS")


@frozen
class Step:
    """Somebody who is to sign: the role, as its trailer is called, and the office."""

    role: str
    office: str


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

    @property
    def sentences(self) -> list[str]:
        """Say each change, with its item."""
        return sentences_of(self.files)

    @property
    def adjusts(self) -> str:
        """Say which elements the change adjusts, as the trailer does."""
        return adjusts_text(self.files)

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
        paths = _paths(self.folder)
        committing(self.folder, "add", "-A", "--", *paths)
        options = ["-S"] if sign else []
        committing(self.folder, "commit", "--quiet", *options, "-F", "-", "--", *paths, data=message)


def open_proposal(folder: Path) -> Proposal:
    """Compare the working copy with the commit of the main line from which its branch started, whose procedure applies.

    Raises :class:`ProblemsFoundError` where there is no commit yet, where something lies in the catalogue that is no plain
    file or too large, or another repository (git would run what its settings name), :class:`GitError` where git fails.
    """
    wrong = list(_unfit(folder)) or [
        nested_repository(path.relative_to(folder).as_posix()) for path in sorted((folder / CONTENT).rglob(".git"))
    ]
    if wrong:
        raise ProblemsFoundError(wrong)
    head, base = commit_of(folder, "HEAD"), base_of(folder)
    tree = _tree_of_working_copy(folder)
    with Objects(folder, LARGEST) as objects:
        trees = tree_of(folder, base, objects), tree_of(folder, tree, objects)
        files = changed_files(files_between(folder, base, tree), objects, names_of(trees))
        procedure, _, faults = rules_of(trees[0])
    if faults:
        raise ProblemsFoundError(faults)
    kinds = {kind for file in files for kind in file.kinds}
    offices = sorted({office for file in files for office in file.offices})
    of = {office: asked(procedure, {kind for file in files if office in file.offices for kind in file.kinds}, office) for office in offices}
    say = tuple(name for name in STATEMENTS if any(name in some for some, _ in of.values()))
    steps = tuple(Step(role, office) for office, (_, roles) in of.items() for role in roles)
    return Proposal(folder, base, tree, tuple(files), kinds_in_order(frozenset(kinds)), say, steps, _is_fresh(folder, base, head, tree))


def _is_fresh(folder: Path, base: str, head: str, tree: str) -> bool:
    """Tell whether anything governed is not committed, or the branch has no statement yet."""
    if any(is_governed(file.path) for file in files_between(folder, head, tree)):
        return True
    return not any(in_approvals(path) for path in list_commit(folder, head, CONTENT).keys() - list_commit(folder, base, CONTENT).keys())


def _unfit(folder: Path) -> Iterator[Problem]:
    """Say what no commit may hold."""
    for entry in FolderTree(folder).entries(CONTENT):
        wrong = entry_problem(entry)
        if wrong:
            yield wrong
        elif entry.mode == "file":
            known, size = content_kind_of(entry.path), (folder / entry.path).lstat().st_size
            limit = known[0].limit if known else ATTACHED_LIMIT
            if size > limit:
                yield TooLargeError(entry.path, size, limit).problem


def _tree_of_working_copy(folder: Path) -> str:
    """Write what is governed, as it lies there, to a tree, through an index of its own: what was staged stays as it was."""
    with tempfile.TemporaryDirectory(prefix="quanli-") as scratch:
        index = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
        committing(folder, "read-tree", "HEAD", more=index)
        committing(folder, "add", "-A", "--", *_paths(folder), more=index)
        return committing(folder, "write-tree", more=index).strip()


def _paths(folder: Path) -> Sequence[str]:
    """Name what is governed and lies in the working copy or in the last commit: git knows no other names."""
    there = {path for path in _LOOKED_AT if (folder / path).exists()}
    return sorted(there | {path for path in _LOOKED_AT if committing(folder, "ls-files", "-z", "--", path)})
