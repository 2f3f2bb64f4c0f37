"""The folder where a build prepares what it is going to show, and who may work there.

It lies beside the output, on the same file system, so that what is prepared there can take the output's place in one
step. Where the output is a mount point, or the folder around it may not be written, it lies hidden in the output.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quanli.build.lock import site_lock
from quanli.build.staging import make_folder
from quanli.frozen import frozen

INSIDE = ".staging"


@frozen
class Backstage:
    """Where an output is prepared. ``beside`` tells whether the output can be exchanged as a whole."""

    output: Path
    folder: Path
    beside: bool

    @property
    def new(self) -> Path:
        """Give the folder in which a build collects its files."""
        return self.folder / "new"

    @property
    def double(self) -> Path:
        """Give the second tree of the output, whose files are the same by hard links: shown while the first is changed."""
        return self.folder / "double"

    @property
    def journal(self) -> Path:
        """Give the file that is there while the output is being changed, and says how."""
        return self.folder / "journal"

    @property
    def changes(self) -> Path:
        """Give the file that lists what comes into the output and what goes."""
        return self.folder / "changes"

    def clear(self) -> None:
        """Clear away all but the double; what a change that did not come to its end needs stays."""
        if not self.journal.exists():
            shutil.rmtree(self.new, ignore_errors=True)
            for file in (self.changes, self.folder / "aside"):
                file.unlink(missing_ok=True)


def beside(output: Path) -> Path:
    """Give the folder beside an output."""
    return output.parent / f".{output.name}.staging"


@contextmanager
def backstage(output: Path) -> Iterator[Backstage]:
    """Take the folder where an output is prepared, and leave nothing there but what the next build can use.

    Raises ``SiteLockedError`` while somebody else, of whatever site, prepares the same output.
    """
    apart = not _bound(output)
    stage = Backstage(output, beside(output) if apart else output / INSIDE, apart)
    make_folder(str(stage.folder))
    if not stat.S_ISDIR(os.lstat(stage.folder).st_mode):
        raise NotADirectoryError(20, os.strerror(20), str(stage.folder))
    if not apart:
        stage.folder.chmod(0o700)  # a web server shows nothing of it
    with site_lock(stage.folder):
        try:
            yield stage
        finally:
            stage.clear()
            if apart and os.listdir(stage.folder) == ["lock"]:  # noqa: PTH208 - inside, coming and going would touch the output
                (stage.folder / "lock").unlink()
                stage.folder.rmdir()


def _bound(output: Path) -> bool:
    """Tell whether an output must keep its place: it is a mount point, or the folder around it may not be written."""
    if not output.is_dir():
        return False
    if not os.access(output.parent, os.W_OK | os.X_OK) or os.path.ismount(output):
        return True
    try:
        mounts = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    place = re.sub(rb"[ \t\n\\]", lambda one: b"\\%03o" % ord(one[0]), os.fsencode(output))
    return any(mount.split(b" ")[4] == place for mount in mounts)
