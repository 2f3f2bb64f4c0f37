"""One build of a site at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SiteLockedError(Exception):
    """Somebody else is building this site."""


@contextmanager
def site_lock(folder: Path) -> Iterator[None]:
    """Hold the site's lock, or say at once that somebody else does. The lock goes with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteLockedError(str(folder)) from None
        yield
