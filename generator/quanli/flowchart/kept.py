"""Layouts kept from one build to the next, a file each: an item that is drawn again with the flow it had needs no ``dot``."""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import shutil
import sys
from pathlib import Path

from quanli.flowchart.sketch import Placed, Sketch
from quanli.frozen import frozen
from quanli.gate import read_file
from quanli.sealed import discard

_DECIDING = ("dot", "layout", "sketch")
"""The files beside this one that decide where what is sketched is placed."""
_DIGEST = 32
_LARGEST = 16 * 1024 * 1024
"""Bytes: far more than any layout fills."""


@frozen
class KeptLayouts:
    """A folder of layouts. Each begins with a digest: one that is damaged, misplaced or of another version is made again.

    A layout is found again only by the very sketch and the very ``dot`` (its place, size and time) that it was made of.
    """

    folder: Path

    def get(self, sketch: Sketch) -> Placed | None:
        """Give the layout of a sketch; None when it is not there, or damaged."""
        file = self._file(sketch)
        try:
            data = read_file(self.folder, file.name, _LARGEST)
        except OSError:
            return None
        if data[:_DIGEST] != _digest(file.name, data[_DIGEST:]):
            return None
        placed: Placed = pickle.loads(data[_DIGEST:])  # noqa: S301 - written below, in our own folder
        return placed

    def put(self, sketch: Sketch, placed: Placed) -> None:
        """Keep a layout. Several processes may do so at once: a file is there whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self._file(sketch)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        data = pickle.dumps(placed, protocol=5)
        new.write_bytes(_digest(file.name, data) + data)
        if file.is_dir():
            discard(file)
        new.replace(file)

    def _file(self, sketch: Sketch) -> Path:
        return self.folder / hashlib.sha256(f"{_dot()}{sketch!r}".encode()).hexdigest()[:32]


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.sha256(f"{_program()} {name} ".encode() + data).digest()


@functools.cache
def _program() -> str:
    """Give the version of what lays charts out."""
    found = hashlib.sha256(sys.version.encode())
    for name in _DECIDING:
        found.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return found.hexdigest()


@functools.cache
def _dot() -> str:
    """Tell which ``dot`` there is."""
    found = shutil.which("dot")
    if found is None:
        return ""
    told = os.stat(found)  # noqa: PTH116
    return f"{found} {told.st_size} {told.st_mtime_ns} "
