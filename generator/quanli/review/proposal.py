"""A change before it is committed: what it says in law, what its commit must say, and the commit itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quanli.catalogue.content_kinds import ATTACHED_LIMIT, CONTENT, content_kind_of
from quanli.catalogue.misplaced import entry_problem, nested_repository
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.gate import TooLargeError
from quanli.git.commit import committing
from quanli.git.objects import Objects
from quanli.git.revision import commit_of
from quanli.history.change import sentence
from quanli.history.founding import ROLES, STATEMENTS
from quanli.history.kinds import Kind
from quanli.history.naming import one_line
from quanli.history.procedure import in_one_order
from quanli.review.adjusted import adjusts_text
from quanli.review.changed import FileReview, changed_files, kinds_in_order
from quanli.review.demands import asked
from quanli.review.revisions import files_between
from quanli.review.rules import LARGEST, names_of, rules_of, tree_of

_SUBJECT = 60
"""Characters of a subject that lists still show whole."""


@frozen
class Proposal:
    """What lies in the working copy and not yet in a commit. ``asked`` are the trailers that its kinds ask for."""

    folder: Path
    files: tuple[FileReview, ...]
    kinds: tuple[Kind, ...]
    asked: tuple[str, ...]
    approvals: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """Say each change, with its item."""
        return [
            f"{file.code} {sentence(change)}".strip() for file in self.files for change in file.changes
        ]

    @property
    def adjusts(self) -> str:
        """Say which elements the change adjusts, as the trailer does."""
        return adjusts_text(self.files)

    def message(self, subject: str, trailers: Mapping[str, str], more: Iterable[str] = ()) -> str:
        """Write the commit's message, with ``more`` lines behind its sentences; what a person typed stays on its line."""
        sentences = self.sentences
        first = one_line(subject) or (sentences[0] if len(sentences) == 1 else f"{len(sentences)} 处变更" if sentences else "整理格式")
        lines = [f"{key}: {one_line(trailers[key])}" for key in (*STATEMENTS, *ROLES) if trailers.get(key, "").strip()]
        body = [f"- {one_line(text)}" for text in (*sentences, *more)]
        return "\n\n".join("\n".join(part) for part in ([first[:_SUBJECT]], body, lines) if part) + "\n"

    def commit(self, message: str, *, sign: bool) -> None:
        """Commit the catalogue as it lies there, and nothing else. Raises :class:`GitError`."""
        committing(self.folder, "add", "-A", "--", CONTENT)
        options = ["-S"] if sign else []
        committing(self.folder, "commit", "--quiet", *options, "-F", "-", "--", CONTENT, data=message)


def open_proposal(folder: Path) -> Proposal:
    """Compare the working copy's catalogue with the last commit, whose procedure applies.

    Raises :class:`ProblemsFoundError` where there is no commit yet, where something lies in the catalogue that is no plain
    file or too large, or another repository (git would run what its settings name), :class:`GitError` where git fails.
    """
    wrong = list(_unfit(folder)) or [
        nested_repository(path.relative_to(folder).as_posix()) for path in sorted((folder / CONTENT).rglob(".git"))
    ]
    if wrong:
        raise ProblemsFoundError(wrong)
    head = commit_of(folder, "HEAD")
    tree = _tree_of_working_copy(folder)
    with Objects(folder, LARGEST) as objects:
        trees = tree_of(folder, head, objects), tree_of(folder, tree, objects)
        files = changed_files(files_between(folder, head, tree, CONTENT), objects, names_of(trees))
        procedure, _, faults = rules_of(trees[0])
    if faults:
        raise ProblemsFoundError(faults)
    kinds = {kind for file in files for kind in file.kinds}
    offices = sorted({office for file in files for office in file.offices})
    by_office = [asked(procedure, {kind for file in files if office in file.offices for kind in file.kinds}, office) for office in offices]
    say = tuple(name for name in STATEMENTS if any(name in some for some, _ in by_office))
    return Proposal(folder, tuple(files), kinds_in_order(frozenset(kinds)), say, in_one_order(roles for _, roles in by_office))


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
    """Write the catalogue as it lies there to a tree, through an index of its own: what was staged stays as it was."""
    with tempfile.TemporaryDirectory(prefix="quanli-") as scratch:
        index = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
        committing(folder, "read-tree", "HEAD", more=index)
        committing(folder, "add", "-A", "--", CONTENT, more=index)
        return committing(folder, "write-tree", more=index).strip()
