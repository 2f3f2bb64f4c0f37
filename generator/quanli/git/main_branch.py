"""Which branch takes changes."""

from __future__ import annotations

from pathlib import Path

from quanli.git.log import ask


def main_branch(folder: Path) -> str:
    """Name the branch that takes changes: the one that the server calls its head, else ``main`` or ``master``, else what is checked out."""
    theirs = ask(folder, "rev-parse", "--symbolic-full-name", "--verify", "--quiet", "refs/remotes/origin/HEAD")
    names = (theirs, "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master")
    return next((name for name in names if name and ask(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")), "HEAD")
