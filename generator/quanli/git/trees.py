"""What many commits hold, each read through one open store: a tree that several have is read once."""

from __future__ import annotations

from pathlib import Path

from quanli.git.listing import Listed
from quanli.git.log import ask
from quanli.git.objects import Objects

_MODES = {"40000": "040000"}
_FOLDER = "040000"


class Trees:
    """The trees of a repository, remembered by their ids; paths are from a folder in it."""

    def __init__(self, folder: Path, objects: Objects) -> None:
        self._objects = objects
        self._prefix = ask(folder, "rev-parse", "--show-prefix")
        self._known: dict[str, tuple[tuple[str, Listed], ...]] = {}

    def files(self, commit: str) -> dict[str, Listed] | None:
        """List the files of a commit, given by its whole id; None where something cannot be read."""
        width = len(commit) // 2
        top = self._objects.one(f"{commit}:{self._prefix}")
        if top is None:
            return None
        found: dict[str, Listed] = {}
        waiting = [("", entry) for entry in _entries(top, width)]
        while waiting:
            folder, (name, one) = waiting.pop()
            path = f"{folder}{name}"
            if one.mode != _FOLDER:
                found[path] = one
                continue
            below = self._below(one.blob, width)
            if below is None:
                return None
            waiting += [(f"{path}/", entry) for entry in below]
        return found

    def _below(self, tree: str, width: int) -> tuple[tuple[str, Listed], ...] | None:
        if tree not in self._known:
            data = self._objects.one(tree)
            if data is None:
                return None
            self._known[tree] = tuple(_entries(data, width))
        return self._known[tree]


def _entries(data: bytes, width: int) -> list[tuple[str, Listed]]:
    """Take a tree object apart: mode, name and the bytes of an id."""
    found, at = [], 0
    while at < len(data):
        space, end = data.index(b" ", at), data.index(b"\0", at)
        mode, name = data[at:space].decode("ascii"), data[space + 1 : end].decode("utf-8", "replace")
        found.append((name, Listed(_MODES.get(mode, mode), data[end + 1 : end + 1 + width].hex())))
        at = end + 1 + width
    return found
