"""Everything that a build writes goes through here, into a folder behind the scenes (:mod:`quanli.build.backstage`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quanli.sealed import discard


class FileRow(NamedTuple):
    """A file of the output: its path below it, its SHA-256, its size in bytes; and of which output it is, as kind and key."""

    path: str
    sha256: str
    size: int
    kind: str = ""
    key: str = ""


FILE, FOLDER = 0o644, 0o755
"""Modes of what is published: a web server may read it, whatever the umask of whoever builds."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def write_file(staging: Path, path: str, data: bytes, kind: str = "", key: str = "") -> FileRow:
    """Write one file of the output. The path is relative, with forward slashes."""
    if not is_below(path):
        raise ValueError(f"not a path below the output: {path!r}")
    target = f"{staging}/{path}"
    try:
        handle = os.open(target, _NEW, FILE)
    except FileNotFoundError:
        make_folder(target.rpartition("/")[0])
        handle = os.open(target, _NEW, FILE)
    try:
        os.fchmod(handle, FILE)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    return FileRow(path, digest_of(data), len(data), kind, key)


def is_below(path: str) -> bool:
    """Tell whether a path leads to a file below the output."""
    return bool(path) and path[0] != "/" and "\\" not in path and "\0" not in path and ".." not in path.split("/")


def make_folder(folder: str, *, again: bool = True) -> None:
    """Make a folder of the output, and those above it that are not there; a folder that is there stays as it is.

    Others make folders at the same time: one above it that appears just then is tried with once ``again``.
    """
    try:
        os.mkdir(folder, FOLDER)  # noqa: PTH102 - a path of text, a hundred thousand times
    except FileNotFoundError:
        above = os.path.dirname(folder)  # noqa: PTH120
        if not os.path.isdir(above):  # noqa: PTH112
            make_folder(above)
        elif not again:  # where none can be made (/proc)
            raise
        make_folder(folder, again=False)
    except FileExistsError:
        if not os.path.isdir(folder):  # noqa: PTH112
            raise
    else:
        _open_folder(folder)


def _open_folder(folder: str) -> None:
    """Let everybody into a folder, and only its owner write; what it inherited (a group's bit) stays."""
    mode = os.stat(folder).st_mode & 0o7777  # noqa: PTH116
    if mode & 0o777 != FOLDER:
        os.chmod(folder, mode & 0o7000 | FOLDER)  # noqa: PTH101


def digest_of(data: bytes) -> str:
    """Give the SHA-256 by which the state knows a file's bytes."""
    import hashlib  # noqa: PLC0415 - a build with nothing to do writes nothing

    return hashlib.sha256(data).hexdigest()


def staged_files(folder: str, start: str = "") -> Iterator[str]:
    """Give the path of all that lies in a staging folder and is no folder, a link too."""
    with os.scandir(f"{folder}/{start}") as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from staged_files(folder, f"{start}{entry.name}/")
            else:
                yield start + entry.name


def clear(folder: Path) -> None:
    """Empty a working folder of ours, or make it."""
    discard(folder)
    folder.mkdir(parents=True)


def make_room(folder: Path) -> None:
    """Take away what stands in the place of a working folder of ours and is none."""
    if os.path.lexists(folder) and not folder.is_dir():
        discard(folder)


def clear_staging(staging: Path) -> None:
    """Empty the staging folder, or make it: it becomes the output where there is none."""
    import shutil  # noqa: PLC0415

    shutil.rmtree(staging, ignore_errors=True)
    make_folder(str(staging))
