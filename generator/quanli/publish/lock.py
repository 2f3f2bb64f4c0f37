"""One publisher a target at a time, by a lock of the kernel's: it goes with the process, however that ends."""

from __future__ import annotations

import contextlib
import datetime
import os
import socket
from pathlib import Path
from types import TracebackType

from quanli.build.lock import SiteLockedError, site_lock
from quanli.publish.target import TargetLockedError

NAME = ".lock"
_LONGEST = 500


class target_lock(site_lock):  # noqa: N801 - used as a function
    """Holds a folder of releases, and says in the file of the lock who holds it: process, machine, since when."""

    name = NAME

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)

    def __enter__(self) -> None:
        """Take the lock; raises :class:`TargetLockedError`."""
        try:
            super().__enter__()
        except SiteLockedError:
            raise TargetLockedError(holder(f"{self.folder}/{NAME}")) from None
        with contextlib.suppress(OSError):  # a full disk: the lock itself is held by the kernel
            os.ftruncate(self.handle, 0)
            os.pwrite(self.handle, us().encode(), 0)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Give it back."""
        with contextlib.suppress(OSError):
            os.ftruncate(self.handle, 0)
        super().__exit__(kind, error, trace)


def us() -> str:
    """Say who we are and since when: process, machine, time in UTC."""
    return f"{os.getpid()} {socket.gethostname()} {datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}\n"


def holder(file: str) -> str:
    """Give what the holder of a lock wrote of himself, on one line."""
    try:
        with open(file, "rb") as said:  # noqa: PTH123
            return said.read(_LONGEST).decode("utf-8", "replace").strip().partition("\n")[0]
    except OSError:
        return ""
