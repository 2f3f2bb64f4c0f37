"""Two folders change places in one step, and what was written reaches the disk: what ``os`` does not offer."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

_HERE, _EXCHANGE = -100, 2
"""From Linux's ``<fcntl.h>`` and ``<linux/fs.h>``: ``AT_FDCWD``, ``RENAME_EXCHANGE``."""


def exchange(first: str, second: str) -> None:
    """Let two folders of one file system change places, so that nobody ever finds neither.

    Raises ``OSError`` where the system or the file system cannot, or where one of them is a mount point.
    """
    ctypes, system = _system()
    if not hasattr(system, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), first)
    if system.renameat2(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), first)


def sync(folder: str) -> None:
    """Wait until all that was written to a folder's file system is on its disk: one question, however many files."""
    _, system = _system()
    if not hasattr(system, "syncfs"):
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        system.syncfs(handle)
    finally:
        os.close(handle)


def flushed(file: Path) -> None:
    """Wait until a file is on its disk."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _system() -> tuple[Any, Any]:
    import ctypes  # noqa: PLC0415 - a build that publishes nothing does without

    return ctypes, ctypes.CDLL(None, use_errno=True)
