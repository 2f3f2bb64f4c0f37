"""The one gate of a folder whose files may be a stranger's: what lies in it is opened, and laid down, through here alone.

Each step of a path is opened from the one before it and none may be a link, so that a path leads where it says and never
out of the folder. Only a plain file is read; its size is known before anything of it is, and nothing is waited for.
"""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from typing import Literal

    from quanli.errors import Problem

    Nature = Literal["file", "link", "folder", "other"]

_PLAIN = os.O_NOFOLLOW | os.O_CLOEXEC
_READING = os.O_RDONLY | os.O_NONBLOCK | _PLAIN
_LAYING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN
_STEP = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC


class NotPlainError(OSError):
    """At a path, or on the way to it, stands something else than is wanted there; it was not opened."""

    def __init__(self, path: str, nature: Nature) -> None:
        super().__init__(errno.ELOOP if nature == "link" else errno.EINVAL, f"{nature}, no plain file", path)
        self.path, self.nature = path, nature

    def __reduce__(self) -> tuple[type[NotPlainError], tuple[str, Nature]]:
        """Travel from a worker with all it says."""
        return type(self), (self.path, self.nature)


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
        from quanli.records.text_file import TOO_BIG  # noqa: PLC0415 - seldom is a file too large

        return TOO_BIG.at(self.path, line=1, column=1, size=self.size, limit=self.limit)


def nature_of(mode: int) -> Nature:
    """Tell what stands somewhere by its ``st_mode``."""
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "link" if stat.S_ISLNK(mode) else "other"


def is_text(name: str) -> bool:
    """Tell whether a name, or a path, is UTF-8: another one can be opened, but neither kept nor shown."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def open_folder(root: str | os.PathLike[str], path: str, *, make: bool = False) -> int:
    """Open a folder below a root, or the root itself, for what is done in it; ``make`` makes what is not there.

    Gives a descriptor, to be closed by who asked. Raises :class:`NotPlainError` where a step of the path is no folder,
    another ``OSError`` where there is none.
    """
    here = os.open(root, _STEP)
    steps = path.split("/") if path else []
    for at, step in enumerate(steps):
        try:
            there = _step(here, step, make=make)
        except OSError as error:
            raise _meant(error, here, step, "/".join(steps[: at + 1])) from None
        finally:
            os.close(here)
        here = there
    return here


def _step(here: int, step: str, *, make: bool) -> int:
    if step in {"", ".", ".."}:
        raise ValueError(f"not a step to a folder below: {step!r}")
    try:
        return os.open(step, _STEP | os.O_NOFOLLOW, dir_fd=here)
    except FileNotFoundError:
        if not make:
            raise
    os.mkdir(step, dir_fd=here)
    return os.open(step, _STEP | os.O_NOFOLLOW, dir_fd=here)


def read_file(root: str | os.PathLike[str], path: str, limit: int) -> bytes:
    """Read a plain file below a root: by its size as it was when it was opened, and a byte more for one that grows.

    Raises :class:`TooLargeError`, :class:`NotPlainError`, or another ``OSError`` where there is none that may be read.
    """
    handle = _open(root, path, _READING)
    try:
        told = os.fstat(handle)
        if not stat.S_ISREG(told.st_mode):
            raise NotPlainError(path, nature_of(told.st_mode))
        if told.st_size > limit:
            raise TooLargeError(path, told.st_size, limit)
        data = os.read(handle, told.st_size + 1)
        while len(data) < told.st_size and (more := os.read(handle, told.st_size)):
            data += more
        return data
    finally:
        os.close(handle)


def lay_down(root: str | os.PathLike[str], path: str, data: bytes) -> None:
    """Write a new file below a root, in folders that are made where they are not there; never over anything.

    Raises ``FileExistsError``, :class:`NotPlainError` or another ``OSError``.
    """
    with open(_open(root, path, _LAYING, make=True), "wb") as file:
        file.write(data)


def _open(root: str | os.PathLike[str], path: str, flags: int, *, make: bool = False) -> int:
    folder, _, name = path.rpartition("/")
    here = open_folder(root, folder, make=make)
    try:
        return os.open(name, flags, 0o666, dir_fd=here)
    except OSError as error:
        raise _meant(error, here, name, path) from None
    finally:
        os.close(here)


def _meant(error: OSError, here: int, name: str, path: str) -> OSError:
    """Say by an error what stands in the way, by its whole path; else what the system says."""
    if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.ENXIO, errno.EMLINK}:
        try:
            return NotPlainError(path, nature_of(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode))
        except OSError as gone:
            error = gone
    return OSError(error.errno, os.strerror(error.errno or 0), path)
