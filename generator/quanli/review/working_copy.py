"""What is governed as it lies in the working copy: as a tree that git can compare, and as a commit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from quanli.approval.governed import PELICAN, PIPELINE
from quanli.catalogue.content_kinds import ATTACHED_LIMIT, CONTENT, content_kind_of
from quanli.catalogue.misplaced import entry_problem, nested_repository
from quanli.catalogue.tree import FolderTree
from quanli.config.theme import THEME
from quanli.errors import Problem
from quanli.gate import TooLargeError
from quanli.git.commit import committing

_GOVERNED = (CONTENT, THEME, PELICAN, *(path.rstrip("/") for path in PIPELINE), "CODEOWNERS", "docs/CODEOWNERS")


def commit_working_copy(folder: Path, message: str, *, sign: bool) -> None:
    """Commit what is governed as it lies there, and nothing else. Raises :class:`GitError`."""
    paths = _paths(folder)
    committing(folder, "add", "-A", "--", *paths)
    options = ["-S"] if sign else []
    committing(folder, "commit", "--quiet", *options, "-F", "-", "--", *paths, data=message)


def unfit(folder: Path) -> Iterator[Problem]:
    """Say what no commit may hold: what is no plain file or too large, and other repositories."""
    for path in sorted((folder / CONTENT).rglob(".git")):
        yield nested_repository(path.relative_to(folder).as_posix())
    for entry in FolderTree(folder).entries(CONTENT):
        wrong = entry_problem(entry)
        if wrong:
            yield wrong
        elif entry.mode == "file":
            known, size = content_kind_of(entry.path), (folder / entry.path).lstat().st_size
            limit = known[0].limit if known else ATTACHED_LIMIT
            if size > limit:
                yield TooLargeError(entry.path, size, limit).problem


def tree_of_working_copy(folder: Path) -> str:
    """Write what is governed, as it lies there, to a tree, through an index of its own: what was staged stays as it was."""
    with tempfile.TemporaryDirectory(prefix="quanli-") as scratch:
        index = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
        committing(folder, "read-tree", "HEAD", more=index)
        committing(folder, "add", "-A", "--", *_paths(folder), more=index)
        return committing(folder, "write-tree", more=index).strip()


def _paths(folder: Path) -> Sequence[str]:
    """Name what is governed and lies in the working copy or in the last commit: git knows no other names."""
    there = {path for path in _GOVERNED if (folder / path).exists()}
    return sorted(there | {path for path in _GOVERNED if committing(folder, "ls-files", "-z", "--", path)})
