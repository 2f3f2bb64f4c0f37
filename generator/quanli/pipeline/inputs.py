"""What a build rests on, and which of it has changed since the last build: asked of git, or of the files' stamps."""

from __future__ import annotations

import os
import time

from quanli.gate import NotPlainError, TooLargeError, is_text, read_file
from quanli.git.worktree import changed_between, checked_out, hides_any, index_of, look, remember
from quanli.pipeline.folders import look_into
from quanli.sealed import seal_of

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quanli.build.state import State
    from quanli.pipeline.folders import Folders

WATCHED = ("content", "theme")
"""The folders of a site that a build reads."""
_COMPARED = 64 * 1024 * 1024
"""Bytes. A file that is larger is told by its time: nothing as large is read."""
_POWERS = "content/powers"
"""Where most of the files lie, of which few are read."""
_UNSETTLED = "?"
"""The stamp of a file that was touched while it was read: whatever it is found to be, it has changed."""
_NO_FILE = frozenset({"link", "other"})
"""How the stamp begins of what is no file."""


class Inputs:
    """The inputs as they are now: the commit, and stamps of the files that differ from it; and the folders.

    Outside git, or where git is told to pass over some of them, ``commit`` is empty and every file has a stamp. ``index``
    is the seal of git's index, which says so; ``since`` the moment before anything was looked at, in nanoseconds.
    """

    __slots__ = ("commit", "folders", "index", "since", "stamps")

    def __init__(self, commit: str, stamps: dict[str, str], folders: Folders, since: int, index: str = "") -> None:
        self.commit, self.stamps, self.folders, self.since, self.index = commit, stamps, folders, since, index

    @property
    def noted(self) -> dict[str, str]:
        """Give what is to be remembered: stamps of files and, with a slash at the end of the path, of folders."""
        return {_text(path): stamp for path, stamp in self.stamps.items()} | dict(self.folders.stamps)


def _text(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def folders_in(noted: Mapping[str, str]) -> dict[str, str]:
    """Take the folders from what was remembered."""
    return {path: stamp for path, stamp in noted.items() if path.endswith("/")}


def read_inputs(
    root: Path | str, by_git: bool | None, known: Mapping[str, str], *, index: str = "", committed: bool = False
) -> Inputs:
    """Look at the inputs, as the last build did (``by_git``); where that is not known, git says whether it can be trusted.

    ``known`` are the folders as they were then. git is asked again where its index is not the one that the last build saw
    (``index``). With ``committed`` only the commit is asked for: git then need not look at every file, however many there are.
    """
    since = time.time_ns()
    folders = look_into(root, WATCHED, known)
    if folders.stop_git:
        return Inputs("", dict(_stamps(root)), folders, since)
    if committed and by_git:
        commit = checked_out(root)
        if commit:
            return Inputs(commit, {}, folders, since, index)
    if by_git is None:
        remember(root)
    file = index_of(root) if by_git is not False else ""
    now = seal_of(file) if file else ""
    if by_git is None or (by_git and (not now or now != index)):
        by_git = not hides_any(root, WATCHED)
    tree = look(root, WATCHED) if by_git else None
    if tree is None:
        return Inputs("", dict(_stamps(root)), folders, since)
    commit, dirty = tree
    return Inputs(commit, {path: _digest(root, path) for path in sorted(dirty)}, folders, since, now)


def changed_inputs(root: Path | str, last: State, now: Inputs) -> frozenset[str] | None:
    """Give the files that have changed since the last build; None when that cannot be told, or where there is now what is no file.

    Around what is no file (a link in the place of a folder) git does not tell everything.
    """
    from quanli.catalogue.content_kinds import is_file_name  # noqa: PLC0415 - a build with nothing to do asks no such thing

    noted, commit = last.inputs(), last.get("commit")
    before = {path: stamp for path, stamp in noted.items() if not path.endswith("/")}
    changed = {path for path in before.keys() | now.stamps.keys() if before.get(path) != now.stamps.get(path)}
    odd = (nature for path, nature in now.folders.odd.items() if nature != "folder" or is_file_name(path))
    if any(odd) or not all(is_text(path) and now.stamps.get(path, "").partition(" ")[0] not in _NO_FILE for path in changed):
        return None
    if commit == now.commit:
        return frozenset(changed)
    between = changed_between(root, commit, now.commit, WATCHED) if commit and now.commit else None
    return None if between is None else frozenset(changed | between)


def loosened(root: Path | str, now: Inputs, read: Iterable[str], *, whole: bool) -> dict[str, str]:
    """Give the stamps to remember of what was touched since the inputs were looked at; none is what it may be found to be.

    What was made of such a file may not be what it says now. Looked at are the files of powers that were ``read``, or all
    of them (``whole``), and everything else that is watched; of what came or went the folder tells.
    """
    paths = [path for path in read if _is_young(f"{root}/{path}", now.since)]
    for folder in WATCHED:
        for parent, folders, files in os.walk(f"{root}/{folder}"):
            if not whole and parent == f"{root}/{_POWERS}":
                folders.clear()
                continue
            paths += (path[len(f"{root}/") :] for path in (parent, *(f"{parent}/{name}" for name in files)) if _is_young(path, now.since))
    return {_text(path): _UNSETTLED for path in paths}


def _is_young(path: str, since: int) -> bool:
    try:
        told = os.lstat(path)
    except OSError:
        return True
    return max(told.st_ctime_ns, told.st_mtime_ns) >= since


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
                yield path[len(f"{root}/") :], f"{told.st_mtime_ns} {told.st_ctime_ns} {told.st_size} {told.st_ino} {told.st_mode}"
