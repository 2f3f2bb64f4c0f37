"""Commits made beside the working tree: of files that differ from a commit, on a branch that is made for them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from quanli.git.log import GitError
from quanli.git.programs import own_programs_off
from quanli.git.run import COMMITTING, command, environment


def committing(folder: Path, *arguments: str, data: str = "", more: Mapping[str, str] | None = None) -> str:
    """Run git as one who commits. Raises :class:`GitError` with its own words."""
    surroundings = environment(folder, own_programs_off(folder), COMMITTING) | dict(more or {})
    done = subprocess.run(command(folder, *arguments), input=data.encode(), capture_output=True, check=False, env=surroundings)
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "replace")


def tree_with(folder: Path, commit: str, files: Mapping[str, str]) -> str:
    """Write the tree of a commit with some texts in it, of files that it has or of new ones; neither the index nor any file is touched."""
    prefix = committing(folder, "rev-parse", "--show-prefix").removesuffix("\n")
    with tempfile.TemporaryDirectory(prefix="quanli-") as scratch:
        index = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
        committing(folder, "read-tree", commit, more=index)
        for path, text in files.items():
            blob = committing(folder, "hash-object", "-w", "--stdin", data=text).strip()
            committing(folder, "update-index", "--add", "--cacheinfo", f"100644,{blob},{prefix}{path}", more=index)
        return committing(folder, "write-tree", more=index).strip()


def commit_of_tree(folder: Path, tree: str, parent: str, message: str) -> str:
    """Make a commit of a tree on a parent; no branch has it yet."""
    return committing(folder, "commit-tree", tree, "-p", parent, "-F", "-", data=message).strip()


def is_branch_name(folder: Path, name: str) -> bool:
    """Tell whether git takes a name for that of a branch."""
    try:
        committing(folder, "check-ref-format", "--branch", name)
    except GitError:
        return False
    return not name.startswith("-")


def new_branch(folder: Path, name: str, commit: str) -> None:
    """Make a branch. Raises :class:`GitError` where there is one of that name."""
    committing(folder, "update-ref", "--end-of-options", f"refs/heads/{name}", commit, "")
