"""What a build rests on, and which of it has changed since the last build: asked of git, or of the files' stamps."""

from __future__ import annotations

import os

from quanli.gate import NotPlainError, TooLargeError, read_file
from quanli.git.worktree import changed_between, checked_out, hides_any, look, remember
from quanli.pipeline.folders import look_into

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quanli.build.state import State
    from quanli.pipeline.folders import Folders

WATCHED = ("content", "theme")
"""The folders of a site that a build reads."""
_COMPARED = 64 * 1024 * 1024
"""Bytes. A file that is larger is told by its time: nothing as large is read."""


class Inputs:
    """The inputs as they are now: the commit, and stamps of the files that differ from it; and the folders.

    Outside git, or where git is told to ignore some of them, ``commit`` is empty and every file has a stamp.
    """

    __slots__ = ("commit", "folders", "stamps")

    def __init__(self, commit: str, stamps: dict[str, str], folders: Folders) -> None:
        self.commit, self.stamps, self.folders = commit, stamps, folders

    @property
    def noted(self) -> Mapping[str, str]:
        """Give what is to be remembered: stamps of files and, with a slash at the end of the path, of folders."""
        stamps = {path.encode("utf-8", "backslashreplace").decode(): stamp for path, stamp in self.stamps.items()}
        return stamps | dict(self.folders.stamps)


def folders_in(noted: Mapping[str, str]) -> dict[str, str]:
    """Take the folders from what was remembered."""
    return {path: stamp for path, stamp in noted.items() if path.endswith("/")}


def read_inputs(root: Path | str, by_git: bool | None, known: Mapping[str, str], *, committed: bool = False) -> Inputs:
    """Look at the inputs, as the last build did (``by_git``); where that is not known, git says whether it can be trusted.

    ``known`` are the folders as they were then. With ``committed`` only the commit is asked for: git then need not look
    at every file, however many there are.
    """
    folders = look_into(root, WATCHED, known)
    if folders.stop_git:
        return Inputs("", dict(_stamps(root)), folders)
    if committed and by_git:
        commit = checked_out(root)
        if commit:
            return Inputs(commit, {}, folders)
    if by_git is None:
        by_git = not hides_any(root, WATCHED)
        remember(root)
    tree = look(root, WATCHED) if by_git else None
    if tree is None:
        return Inputs("", dict(_stamps(root)), folders)
    commit, dirty = tree
    return Inputs(commit, {path: _digest(root, path) for path in sorted(dirty)}, folders)


def changed_inputs(root: Path | str, last: State, now: Inputs) -> frozenset[str] | None:
    """Give the files that have changed since the last build; None when that cannot be told."""
    from quanli.catalogue.content_kinds import is_file_name  # noqa: PLC0415 - a build with nothing to do asks no such thing

    noted, commit = last.inputs(), last.get("commit")
    before = {path: stamp for path, stamp in noted.items() if not path.endswith("/")}
    changed = {path for path in before.keys() | now.stamps.keys() if before.get(path) != now.stamps.get(path)}
    changed |= {path for path, nature in now.folders.odd.items() if nature != "folder" or is_file_name(path)}
    if commit == now.commit:
        return frozenset(changed)
    between = changed_between(root, commit, now.commit, WATCHED) if commit and now.commit else None
    return None if between is None else frozenset(changed | between)


def _digest(root: Path | str, path: str) -> str:
    """Stamp a file by its content; links, folders (a nested repository) and what is gone have stamps of their own."""
    import hashlib  # noqa: PLC0415 - a clean working tree needs none

    try:
        return hashlib.sha256(read_file(root, path.rstrip("/"), _COMPARED)).hexdigest()
    except TooLargeError:
        told = os.lstat(f"{root}/{path}")
        return f"{told.st_mtime_ns} {told.st_size} {told.st_ino}"
    except NotPlainError as error:
        return f"link {os.readlink(f'{root}/{error.path}')}" if error.nature == "link" else error.nature  # noqa: PTH115
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
