"""What a commit holds below a folder: mode and blob of each path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quanli.frozen import frozen
from quanli.git.log import ask

_REGULAR = frozenset({"100644", "100755", "100664"})
_LINK, _REPOSITORY = "120000", "160000"


@frozen
class Listed:
    """A file in a commit: its mode, as git writes it, and its blob."""

    mode: str
    blob: str

    @property
    def regular(self) -> bool:
        """Tell whether it is a plain file."""
        return self.mode in _REGULAR

    @property
    def link(self) -> bool:
        """Tell whether it is a symbolic link."""
        return self.mode == _LINK

    @property
    def repository(self) -> bool:
        """Tell whether it is a commit of another repository."""
        return self.mode == _REPOSITORY


NOTHING = Listed("000000", "")


def list_commit(folder: Path, commit: str, path: str) -> Mapping[str, Listed]:
    """List what lies below a path of a commit or tree, sorted; paths from the folder. Empty when git does not know it."""
    listing = ask(folder, "ls-tree", "-r", "-z", "--end-of-options", commit, path)
    found = {}
    for line in listing.split("\0"):
        head, tab, name = line.partition("\t")
        if tab:
            mode, _, blob = head.split(" ")
            found[name] = Listed(mode, blob)
    return found
