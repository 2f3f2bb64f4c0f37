"""One build of a site at a time."""

from __future__ import annotations

import errno
import fcntl
import os

from quanli.sealed import discard

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


_held: set[int] = set()
_outliving = False


def _let_go() -> None:
    """Close what a forked process has of our locks: it would hold them as long as it lives, also when we are gone."""
    while _held and not _outliving:
        os.close(_held.pop())


class outliving:  # noqa: N801 - as below
    """Within it a process may be forked that is to hold our locks until it ends."""

    def __enter__(self) -> None:
        """Let a forked process keep them."""
        global _outliving  # noqa: PLW0603 - what the hook of all forks looks at
        _outliving = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let it give them back."""
        global _outliving  # noqa: PLW0603
        _outliving = False


os.register_at_fork(after_in_child=_let_go)


def _opened(file: str) -> int:
    """Open the file of the lock, or make it; a folder or a link in its place is none, and one that is not ours to write will do."""
    for _ in range(2):
        try:
            return os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        except PermissionError:
            break
        except OSError as error:
            if error.errno not in {errno.EISDIR, errno.ELOOP}:
                raise
            discard(file)
    return os.open(file, os.O_RDONLY | os.O_NOFOLLOW)


class SiteLockedError(Exception):
    """Somebody else is building this site."""


class site_lock:  # noqa: N801 - used as a function; made by contextlib it would take longer to import than to hold
    """Holds the site's lock, or says at once that somebody else does. The lock goes with the process, and with it alone."""

    name = "lock"

    def __init__(self, folder: Path | str) -> None:
        self.folder, self.handle = folder, -1

    def __enter__(self) -> None:
        """Take the lock; raises :class:`SiteLockedError`."""
        while True:
            os.makedirs(self.folder, exist_ok=True)  # noqa: PTH103
            self.handle = _opened(f"{self.folder}/{self.name}")
            try:
                fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(self.handle)
                raise SiteLockedError(str(self.folder)) from None
            if self._stands():
                break
            os.close(self.handle)
        _held.add(self.handle)

    def _stands(self) -> bool:
        """Tell whether the file is still there: who held it before may have cleared it away meanwhile."""
        try:
            return os.path.samestat(os.fstat(self.handle), os.stat(f"{self.folder}/{self.name}"))  # noqa: PTH116
        except FileNotFoundError:
            return False

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Give it back."""
        if self.handle in _held:
            _held.remove(self.handle)
            os.close(self.handle)
