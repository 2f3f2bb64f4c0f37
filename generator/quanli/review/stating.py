"""The statement of what is proposed, written into the working copy: the first file of a change's folder.

``quanli propose`` writes the working copy to a tree, calls :func:`write_statement` with that tree and what it was told
(``Change-Reason`` …), and commits the statement along with the rest: paths below ``content/approvals`` are no step of a
change, so the statement does not change what it states. It covers all that leads from the main line to the tree, however
many commits that takes; an earlier statement of the branch that has not come to the main line is taken away, with the
approvals that it had: they were of another text.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from quanli.approval.governed import APPROVALS, STATEMENT, change_of
from quanli.approval.statement import Statement, change_id, shown, text_of
from quanli.catalogue.tree import FolderTree
from quanli.frozen import frozen
from quanli.gate import lay_down, open_folder
from quanli.git.listing import list_commit
from quanli.git.main_branch import main_branch
from quanli.git.revision import commit_of
from quanli.review.revisions import fork_of
from quanli.review.statement import statement_of, steps_between


@frozen
class Written:
    """A statement in the working copy: its id, its path from the site, and the ids of those that it takes the place of."""

    id: str
    file: str
    statement: Statement
    replaced: tuple[str, ...]


def write_statement(folder: Path, tree: str, said: Mapping[str, str], main: str = "") -> Written:
    """Write the statement of what leads from the main line to a tree, a commit's or one of the working copy.

    ``said`` maps trailers to what they say, on one line each; what is empty is left out. ``main`` is the branch that is to
    take the change; without it the one that the repository calls so. Raises :class:`StatementError` where nothing changes
    or something cannot be stated, and :class:`quanli.errors.ProblemsFoundError` for a branch that git does not know.
    """
    base = base_of(folder, main)
    statement = statement_of(folder, base, steps_between(folder, base, tree), {key: shown(" ".join(value.split())) for key, value in said.items()})
    text = text_of(statement)
    name = change_id(text)
    file = f"{APPROVALS}/{name}/{STATEMENT}"
    there = _folders(folder)
    old = sorted(there.keys() - {change[0] for change in map(change_of, list_commit(folder, base, APPROVALS)) if change} - {name})
    if STATEMENT not in there.get(name, ()):
        lay_down(folder, file, text.encode())
    for one in old:
        _take_away(folder, one, there[one])
    return Written(name, file, statement, tuple(old))


def base_of(folder: Path, main: str = "") -> str:
    """Give the commit of the main line from which the branch that is checked out started."""
    head = commit_of(folder, "HEAD")
    return fork_of(folder, commit_of(folder, main or main_branch(folder)), head)


def _folders(folder: Path) -> dict[str, list[str]]:
    """List the changes in the working copy, each with the names of its files."""
    found: dict[str, list[str]] = {}
    for entry in FolderTree(folder).entries(APPROVALS):
        change = change_of(entry.path)
        if change and entry.mode == "file":
            found.setdefault(change[0], []).append(change[1])
    return found


def _take_away(folder: Path, name: str, files: list[str]) -> None:
    here = open_folder(folder, f"{APPROVALS}/{name}")
    try:
        for file in files:
            os.unlink(file, dir_fd=here)
    finally:
        os.close(here)
    with contextlib.suppress(OSError):  # something else lies there
        (folder / APPROVALS / name).rmdir()
