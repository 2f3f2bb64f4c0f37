"""Layouts kept from one build to the next, a file each: an item that is drawn again with the flow it had needs no ``dot``."""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import shutil
from pathlib import Path

from quanli.flowchart.sketch import Placed, Sketch
from quanli.frozen import frozen


@frozen
class KeptLayouts:
    """A folder of layouts. It belongs to one version of this program: whoever changes that empties it.

    A layout is found again only by the very sketch and the very ``dot`` (its place, size and time) that it was made of.
    """

    folder: Path

    def get(self, sketch: Sketch) -> Placed | None:
        """Give the layout of a sketch; None when it is not there, or damaged."""
        try:
            placed = pickle.loads(self._file(sketch).read_bytes())  # noqa: S301 - written below, in our own folder
        except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ValueError):
            return None
        return placed if isinstance(placed, Placed) else None

    def put(self, sketch: Sketch, placed: Placed) -> None:
        """Keep a layout. Several processes may do so at once: a file is there whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self._file(sketch)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.write_bytes(pickle.dumps(placed, protocol=5))
        new.replace(file)

    def _file(self, sketch: Sketch) -> Path:
        return self.folder / hashlib.sha256(f"{_dot()}{sketch!r}".encode()).hexdigest()[:32]


@functools.cache
def _dot() -> str:
    """Tell which ``dot`` there is."""
    found = shutil.which("dot")
    if found is None:
        return ""
    told = os.stat(found)  # noqa: PTH116
    return f"{found} {told.st_size} {told.st_mtime_ns} "
