"""What a build rests on, and which of it has changed since the last build: asked of git, or of the files' stamps."""

from __future__ import annotations

import os

from quanli.git.worktree import changed_between, checked_out, hides_any, look, remember

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quanli.build.state import State

WATCHED = ("content", "theme")
"""The folders of a site that a build reads."""


class Inputs:
    """The inputs as they are now: the commit, and stamps of the files that differ from it.

    Outside git, or where git is told to ignore some of them, ``commit`` is empty and every file has a stamp.
    """

    __slots__ = ("commit", "stamps")

    def __init__(self, commit: str, stamps: dict[str, str]) -> None:
        self.commit, self.stamps = commit, stamps


def read_inputs(root: Path | str, by_git: bool | None, *, committed: bool = False) -> Inputs:
    """Look at the inputs, as the last build did (``by_git``); where that is not known, git says whether it can be trusted.

    With ``committed`` only the commit is asked for: git then need not look at every file, however many there are.
    """
    if committed and by_git:
        commit = checked_out(root)
        if commit:
            return Inputs(commit, {})
    if by_git is None:
        by_git = not hides_any(root, WATCHED)
        remember(root)
    tree = look(root, WATCHED) if by_git else None
    if tree is None:
        return Inputs("", dict(_stamps(root)))
    commit, dirty = tree
    return Inputs(commit, {path: _digest(f"{root}/{path}") for path in sorted(dirty)})


def changed_inputs(root: Path | str, last: State, now: Inputs) -> frozenset[str] | None:
    """Give the files that have changed since the last build; None when that cannot be told."""
    before, commit = last.inputs(), last.get("commit")
    changed = {path for path in before.keys() | now.stamps.keys() if before.get(path) != now.stamps.get(path)}
    if commit == now.commit:
        return frozenset(changed)
    between = changed_between(root, commit, now.commit, WATCHED) if commit and now.commit else None
    return None if between is None else frozenset(changed | between)


def _digest(path: str) -> str:
    """Stamp a file by its content; folders (a nested repository) and what is gone have stamps of their own."""
    import hashlib  # noqa: PLC0415 - a clean working tree needs none

    if os.path.islink(path):  # noqa: PTH114
        return f"link {os.readlink(path)}"  # noqa: PTH115
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return hashlib.sha256(file.read()).hexdigest()
    except OSError as error:
        return type(error).__name__


def _stamps(root: Path | str) -> Iterator[tuple[str, str]]:
    for folder in WATCHED:
        for parent, folders, files in os.walk(f"{root}/{folder}"):
            folders.sort()
            links = (name for name in folders if os.path.islink(f"{parent}/{name}"))  # noqa: PTH114
            for name in (*files, *links):
                path = os.path.join(parent, name)  # noqa: PTH118 - many files
                told = os.lstat(path)
                yield path[len(f"{root}/") :], f"{told.st_mtime_ns} {told.st_size} {told.st_ino} {told.st_mode}"
