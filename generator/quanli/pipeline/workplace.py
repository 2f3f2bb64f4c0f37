"""Where a build works: the few paths that every worker is told, and what it opens there once."""

from __future__ import annotations

import datetime
import functools
import pickle
from dataclasses import dataclass
from pathlib import Path

from quanli.catalogue.registry import Registry


@dataclass(frozen=True)
class Workplace:
    """Paths and settings of one build; small, so that it travels with each chunk."""

    root: Path
    theme: Path
    staging: Path
    """Where the files of the output are collected."""
    scratch: Path
    """Where registry, index and checked powers lie between the stages."""
    as_of: datetime.date
    audience: str = "public"

    @property
    def index(self) -> Path:
        """Give the file of the index."""
        return self.scratch / "index.sqlite"

    def spill(self, number: int) -> Path:
        """Give the file in which the checked powers of a chunk wait for rendering."""
        return self.scratch / f"chunk-{number:05}.pickle"

    def keep_registry(self, registry: Registry) -> None:
        """Lay the registry where workers find it."""
        (self.scratch / "registry.pickle").write_bytes(pickle.dumps(registry, protocol=5))


@functools.lru_cache(maxsize=1)
def opened_registry(place: Workplace) -> Registry:
    """Open the registry, once a process. What is read here was written by this very build."""
    registry: Registry = pickle.loads((place.scratch / "registry.pickle").read_bytes())  # noqa: S301
    return registry
