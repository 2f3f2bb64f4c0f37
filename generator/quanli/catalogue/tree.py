"""The files of a site, wherever they lie: in a folder here, in a commit elsewhere. All content is read through a tree.

A tree is the one gate. It says what stands at a path before anything is opened, follows no link, and tells a file's size
before it reads it. What is hidden (a name that begins with a dot) is no part of a tree.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Protocol

from quanli.catalogue.content_kinds import ContentKind
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.records.text_file import TOO_BIG

Mode = Literal["file", "link", "repository", "other"]
"""What stands at a path: a file, a link, the top of another repository, or what no catalogue holds (a pipe, a device)."""
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@frozen
class Entry:
    """What stands at a path. Below a link or another repository nothing is looked at: it stands for all that is there."""

    path: str
    mode: Mode


class TooLargeError(OSError):
    """A file is larger than what is wanted of its kind; nothing of it was read."""

    def __init__(self, path: str, size: int, limit: int) -> None:
        super().__init__(errno.EFBIG, f"{size} > {limit} bytes", path)
        self.path, self.size, self.limit = path, size, limit

    def __reduce__(self) -> tuple[type[TooLargeError], tuple[str, int, int]]:
        """Travel from a worker with all it says."""
        return type(self), (self.path, self.size, self.limit)

    @property
    def problem(self) -> Problem:
        """Say it of the file."""
        return TOO_BIG.at(self.path, line=1, column=1, size=self.size, limit=self.limit)


class Tree(Protocol):
    """The files of a site. Paths are relative to it, with slashes."""

    def __hash__(self) -> int:
        """Let what was made of a file be kept with its tree."""

    def entries(self, folder: str) -> Iterator[Entry]:
        """Give what stands in a folder and below, in the order of paths; nothing where there is no such folder."""

    def find(self, path: str) -> Entry | None:
        """Tell what stands at a path, or on the way to it; None where nothing does."""

    def stamp(self, path: str) -> str:
        """Give what changes whenever a file does; empty where there is no regular file."""

    def read(self, path: str, limit: int) -> bytes:
        """Read a regular file. Raises :class:`TooLargeError`, or another ``OSError`` where there is none."""


@frozen
class FolderTree:
    """A site as it lies in a folder."""

    root: Path

    def entries(self, folder: str) -> Iterator[Entry]:
        """Walk the folder."""
        try:
            with os.scandir(f"{self.root}/{folder}") as found:
                there = sorted(found, key=lambda entry: f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in there:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_file(follow_symlinks=False):
                yield Entry(path, "file")
            elif entry.is_symlink():
                yield Entry(path, "link")
            elif not entry.is_dir(follow_symlinks=False):
                yield Entry(path, "other")
            elif os.path.lexists(f"{entry.path}/.git"):
                yield Entry(path, "repository")
            else:
                yield from self.entries(path)

    def find(self, path: str) -> Entry | None:
        """Look at each step of the way; the site's own folders count as its own wherever they lie."""
        steps = path.rstrip("/").split("/")
        for at in range(2, len(steps) + 1):
            here = "/".join(steps[:at])
            try:
                mode = os.lstat(f"{self.root}/{here}").st_mode
            except (FileNotFoundError, NotADirectoryError):
                return None
            if stat.S_ISLNK(mode):
                return Entry(here, "link")
            if stat.S_ISDIR(mode):
                if os.path.lexists(f"{self.root}/{here}/.git"):
                    return Entry(here, "repository")
            elif at == len(steps):
                return Entry(here, "file" if stat.S_ISREG(mode) else "other")
        return None

    def stamp(self, path: str) -> str:
        """Give time of change and size."""
        try:
            told = os.lstat(f"{self.root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return f"{told.st_mtime_ns} {told.st_size}" if stat.S_ISREG(told.st_mode) else ""

    def read(self, path: str, limit: int) -> bytes:
        """Read the file, by its size as it was when it was opened and a byte more for one that grows."""
        descriptor = os.open(f"{self.root}/{path}", os.O_RDONLY | _NO_WAIT)
        try:
            told = os.fstat(descriptor)
            if not stat.S_ISREG(told.st_mode):
                raise OSError(errno.EINVAL, "no regular file", path)
            if told.st_size > limit:
                raise TooLargeError(path, told.st_size, limit)
            data = os.read(descriptor, told.st_size + 1)
            while len(data) < told.st_size and (more := os.read(descriptor, told.st_size)):
                data += more
            return data
        finally:
            os.close(descriptor)


def files_of(tree: Tree, kind: ContentKind) -> list[str]:
    """List the files of a kind, sorted; what is no regular file is none of them."""
    return list(ids_of(tree, kind))


def ids_of(tree: Tree, kind: ContentKind) -> dict[str, str]:
    """Give the ids of the files of a kind by their paths, sorted."""
    if not kind.many:
        return {kind.file(): kind.name} if tree.stamp(kind.file()) else {}
    paths = (entry.path for entry in tree.entries(kind.folder) if entry.mode == "file")
    return {path: name for path in paths if (name := kind.id_of(path)) is not None}
