"""What git does not tell of a working tree: a pipe, a device, an empty folder in a file's place or named ``.git``.

Whatever is put into a folder changes the folder's time. A build remembers the folders that it read with their times; the
next one looks into those only that have another.
"""

from __future__ import annotations

import os

from quanli.gate import nature_of
from quanli.git.worktree import OPENED

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Folders:
    """Folders as they are now: the time of each by its path, with a slash at the end, and what is odd in those that changed."""

    __slots__ = ("odd", "stamps")

    def __init__(self, stamps: Mapping[str, str], odd: Mapping[str, str]) -> None:
        self.stamps, self.odd = stamps, odd

    @property
    def stop_git(self) -> bool:
        """Tell whether git would wait for ever for what is no file."""
        return any(path.endswith(OPENED) for path in self.odd)


def look_into(root: Path | str, tops: Sequence[str], known: Mapping[str, str]) -> Folders:
    """Look into those folders below some that have changed since they were known, or were not known."""
    stamps: dict[str, str] = {}
    odd: dict[str, str] = {}
    for name in OPENED:
        _note_pipe(root, name, odd)
    waiting = [*(f"{top}/" for top in tops), *known]
    while waiting:
        folder = waiting.pop()
        if folder in stamps:
            continue
        try:
            told = os.lstat(f"{root}/{folder[:-1]}")
        except OSError:
            continue
        nature = nature_of(told.st_mode)
        if nature != "folder":
            odd[folder[:-1]] = nature
            continue
        stamps[folder] = f"{told.st_mtime_ns} {told.st_ino}"
        if known.get(folder) != stamps[folder]:
            waiting += _changed(root, folder, odd, known)
    return Folders(stamps, odd)


def _note_pipe(root: Path | str, name: str, odd: dict[str, str]) -> None:
    try:
        if nature_of(os.lstat(f"{root}/{name}").st_mode) == "other":
            odd[name] = "other"
    except OSError:
        return


def _changed(root: Path | str, folder: str, odd: dict[str, str], known: Mapping[str, str]) -> list[str]:
    """Give the folders in a folder, and note what is odd there: links and plain files are git's to tell of."""
    within: list[str] = []
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.name == ".git":
                    odd[folder[:-1]] = "repository"
                if entry.is_file(follow_symlinks=False) or entry.is_symlink() or (entry.name.startswith(".") and entry.name not in OPENED):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    within.append(f"{path}/")
                    if f"{path}/" not in known:
                        odd[path] = "folder"
                else:
                    odd[path] = "other"
    except OSError:
        odd[folder[:-1]] = "closed"
    return within
