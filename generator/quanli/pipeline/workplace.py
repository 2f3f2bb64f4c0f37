"""Where a build works: the few paths that every worker is told, and what it opens there once."""

from __future__ import annotations

import datetime
import functools
import pickle
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import FolderTree
from quanli.flowchart.kept import KeptLayouts
from quanli.frozen import frozen
from quanli.pipeline.options import STATE


@frozen
class Workplace:
    """Paths and settings of one build; small, so that it travels with each task."""

    root: Path
    theme: Path
    staging: Path
    """Where the files of the output are collected."""
    scratch: Path
    """Where registry and checked powers lie between the stages."""
    database: Path
    """Where the index is."""
    as_of: datetime.date
    audience: str = "public"
    build: int = 0
    """A number that no other build has: what a worker opened for one is not used for the next."""
    state: Path | None = None
    """The folder of state in which the law library lies, where that is not the site's own."""
    stood: bool = False
    """Whether the catalogue is one of the past, from which only what cannot be read is left out."""

    @property
    def tree(self) -> FolderTree:
        """Give the site's files."""
        return FolderTree(self.root)

    @property
    def laws(self) -> Path:
        """Give the folder of state in which the law library's index lies."""
        return self.state or self.root / STATE

    @property
    def snapshot(self) -> Path:
        """Give the copy of the index that is read while the index itself is written."""
        return self.scratch / "index.sqlite"

    @property
    def hosted(self) -> Path:
        """Give the folder into which the host writes: what it was asked for is taken from there."""
        return self.scratch / "hosted"

    def made_templates(self) -> Path:
        """Give the folder where compiled templates stay from one build to the next."""
        return self.database.parent / "templates"

    @property
    def layouts(self) -> KeptLayouts:
        """Give the layouts of flowcharts that stay from one build to the next."""
        return KeptLayouts(self.database.parent / "layouts")

    def spill(self, number: int) -> Path:
        """Give the file in which the checked powers of a chunk wait for rendering."""
        return self.scratch / f"chunk-{number:05}.pickle"

    def keep_guides(self, html: Mapping[str, Markup]) -> None:
        """Lay the texts of the guides where workers find them."""
        (self.scratch / "guides.pickle").write_bytes(pickle.dumps(html, protocol=5))

    def guide_text(self, slug: str) -> Markup:
        """Give the text of a guide, as the host rendered and cleaned it."""
        return _guides(self)[slug]

    def keep_registry(self, registry: Registry) -> None:
        """Lay the registry where workers find it."""
        (self.scratch / "registry.pickle").write_bytes(pickle.dumps(registry, protocol=5))


@functools.lru_cache(maxsize=1)
def _guides(place: Workplace) -> Mapping[str, Markup]:
    html: Mapping[str, Markup] = pickle.loads((place.scratch / "guides.pickle").read_bytes())  # noqa: S301 - our own
    return html


@functools.lru_cache(maxsize=1)
def opened_registry(place: Workplace) -> Registry:
    """Open the registry, once a process. What is read here was written by this very build."""
    registry: Registry = pickle.loads((place.scratch / "registry.pickle").read_bytes())  # noqa: S301
    return registry
