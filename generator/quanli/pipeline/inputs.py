"""What a build rests on, and which of it has changed since the last build: asked of git, or of the files' stamps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quanli.build.state import State
from quanli.git.worktree import changed_between, checked_out, hides_any, look

WATCHED = ("content", "theme")
"""The folders of a site that a build reads."""


class Inputs(NamedTuple):
    """The inputs as they are now: the commit, and stamps of the files that differ from it.

    Outside git, or where git is told to ignore some of them, ``commit`` is empty and every file has a stamp.
    """

    commit: str
    stamps: dict[str, str]


def read_inputs(root: Path, last: State | None, *, committed: bool = False) -> Inputs:
    """Look at the inputs. Whether git can be trusted with them is asked when there is no last build to tell.

    With ``committed`` only the commit is asked for: git then need not look at every file, however many there are.
    """
    if committed and last is not None and last.get("commit"):
        commit = checked_out(root)
        if commit:
            return Inputs(commit, {})
    by_git = not hides_any(root, WATCHED) if last is None else bool(last.get("commit"))
    tree = look(root, WATCHED) if by_git else None
    if tree is None:
        return Inputs("", dict(_stamps(root)))
    return Inputs(tree.commit, {path: _digest(root / path) for path in sorted(tree.dirty)})


def changed_inputs(root: Path, last: State, now: Inputs) -> frozenset[str] | None:
    """Give the files that have changed since the last build; None when that cannot be told."""
    before, commit = last.inputs(), last.get("commit")
    changed = {path for path in before.keys() | now.stamps.keys() if before.get(path) != now.stamps.get(path)}
    if commit == now.commit:
        return frozenset(changed)
    between = changed_between(root, commit, now.commit, WATCHED) if commit and now.commit else None
    return None if between is None else frozenset(changed | between)


def _digest(path: Path) -> str:
    """Stamp a file by its content; folders (a nested repository) and what is gone have stamps of their own."""
    import hashlib  # noqa: PLC0415 - a clean working tree needs none

    if path.is_symlink():
        return f"link {path.readlink()}"
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return type(error).__name__


def _stamps(root: Path) -> Iterator[tuple[str, str]]:
    for folder in WATCHED:
        for parent, folders, files in os.walk(root / folder):
            folders.sort()
            for name in files:
                path = os.path.join(parent, name)  # noqa: PTH118 - many files
                told = os.lstat(path)
                yield os.path.relpath(path, root), f"{told.st_mtime_ns} {told.st_size} {told.st_ino} {told.st_mode}"
