"""The files of a site, wherever they lie: in a folder here, in a commit elsewhere. All content is read through a tree.

A tree says what stands at a path before anything is opened, follows no link, and tells a file's size before it reads it
(:mod:`quanli.gate`). What is hidden (a name that begins with a dot) is no part of a tree.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

from quanli.catalogue.content_kinds import PATH_LIMIT, ContentKind, is_file_name
from quanli.config.theme import THEME
from quanli.frozen import frozen
from quanli.gate import is_text, nature_of, read_file

Mode = Literal["file", "link", "folder", "repository", "deep", "closed", "nameless", "other"]
"""What stands at a path: a file, a link, a folder where a file is looked for, the top of another repository, a folder
whose path is too long to go on, one that may not be looked into, what has a name that is no text, or what no catalogue
holds (a pipe, a device)."""


@frozen
class Entry:
    """What stands at a path. Below anything but a plain folder nothing is looked at: it stands for all that is there."""

    path: str
    mode: Mode


class Tree(Protocol):
    """The files of a site. Paths are relative to it, with slashes."""

    def __hash__(self) -> int:
        """Let what was made of a file be kept with its tree."""

    def entries(self, folder: str) -> Iterator[Entry]:
        """Give what stands in a folder and below, in the order of paths; what stands in its place or on the way to it, if no folder does."""

    def names(self, folder: str) -> list[str]:
        """Give the names in a folder, hidden ones too; nothing where there is no such folder."""

    def find(self, path: str) -> Entry | None:
        """Tell what stands at a path, or on the way to it; None where nothing or a plain folder does."""

    def stamp(self, path: str) -> str:
        """Give what changes whenever a file does; empty where there is no regular file."""

    def read(self, path: str, limit: int) -> bytes:
        """Read a regular file. Raises :class:`quanli.gate.TooLargeError`, or another ``OSError`` where there is none."""


@frozen
class FolderTree:
    """A site as it lies in a folder."""

    root: Path

    def entries(self, folder: str) -> Iterator[Entry]:
        """Walk the folder."""
        instead = self.find(folder)
        return iter((instead,)) if instead else self._below(folder)

    def _below(self, folder: str) -> Iterator[Entry]:
        try:
            with os.scandir(f"{self.root}/{folder}") as found:
                there = sorted(found, key=lambda entry: f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        except PermissionError:
            yield Entry(folder, "closed")
            return
        for entry in there:
            if entry.name.startswith(".") and not (entry.name.startswith(".git") and _is_pipe(entry)):
                continue
            path = f"{folder}/{entry.name}"
            if not is_text(entry.name):
                yield Entry(path, "nameless")
            elif entry.is_file(follow_symlinks=False):
                yield Entry(path, "file")
            elif entry.is_symlink():
                yield Entry(path, "link")
            elif not entry.is_dir(follow_symlinks=False):
                yield Entry(path, "other")
            elif wrong := self._folder(path):
                yield wrong
            else:
                yield from self._below(path)

    def names(self, folder: str) -> list[str]:
        """List the folder."""
        try:
            return [] if self.find(folder) else os.listdir(f"{self.root}/{folder}")  # noqa: PTH208 - names, not paths
        except OSError:
            return []

    def find(self, path: str) -> Entry | None:
        """Look at each step of the way."""
        steps = path.rstrip("/").split("/")
        for at in range(1, len(steps) + 1):
            here = "/".join(steps[:at])
            if not is_text(here):
                return Entry(here, "nameless") if os.path.lexists(f"{self.root}/{here}") else None
            try:
                nature = nature_of(os.lstat(f"{self.root}/{here}").st_mode)
            except OSError:
                return None
            if nature == "folder":
                if wrong := self._folder(here):
                    return wrong
            elif nature != "file" or at == len(steps):
                return Entry(here, nature)
        return None

    def _folder(self, path: str) -> Entry | None:
        """Say why a folder is not gone into."""
        if len(path.encode()) > PATH_LIMIT:
            return Entry(path, "deep")
        if path != THEME and os.path.lexists(f"{self.root}/{path}/.git"):  # a theme may be shared as a submodule
            return Entry(path, "repository")
        return Entry(path, "folder") if is_file_name(path) else None

    def stamp(self, path: str) -> str:
        """Give time of change and size."""
        try:
            told = os.lstat(f"{self.root}/{path}")
        except OSError:
            return ""
        return f"{told.st_mtime_ns} {told.st_size}" if stat.S_ISREG(told.st_mode) else ""

    def read(self, path: str, limit: int) -> bytes:
        """Read the file."""
        return read_file(self.root, path, limit)


def _is_pipe(entry: os.DirEntry[str]) -> bool:
    """Tell whether git would wait for what it takes for a list of names (``.gitignore``)."""
    return not (entry.is_file() or entry.is_dir() or entry.is_symlink())


def files_of(tree: Tree, kind: ContentKind) -> list[str]:
    """List the files of a kind, sorted; what is no regular file is none of them."""
    return list(ids_of(tree, kind))


def ids_of(tree: Tree, kind: ContentKind) -> dict[str, str]:
    """Give the ids of the files of a kind by their paths, sorted."""
    if not kind.many:
        return {kind.file(): kind.name} if tree.stamp(kind.file()) else {}
    paths = (entry.path for entry in tree.entries(kind.folder) if entry.mode == "file")
    return {path: name for path in paths if (name := kind.id_of(path)) is not None}
