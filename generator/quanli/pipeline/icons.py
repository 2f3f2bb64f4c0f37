"""The site's icons, its card and its web manifest: written with the theme's static files, in a worker, and never by an edit."""

from __future__ import annotations

from pathlib import Path

from quanli.assemble.web_manifest import ICON_FILES, WEB_MANIFEST, colours_of, web_manifest
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.tree import FolderTree
from quanli.config.theme import limit_of, packaged_theme
from quanli.pipeline.workplace import Workplace, opened_registry

_TOKENS = "css/tokens.css"


def write_icons(place: Workplace) -> tuple[FileRow, ...]:
    """Draw and write them. A theme without a mark or without colours of its own has ours."""
    from quanli.render.icons import MARK, icons  # noqa: PLC0415 - seldom drawn

    site = opened_registry(place).site
    colours = colours_of(_static(place.theme, _TOKENS).decode("utf-8", "replace"))
    files = [*icons(_static(place.theme, MARK), colours, site), (WEB_MANIFEST, web_manifest(site, colours))]
    return tuple(write_file(place.staging, path, data, ICON_FILES.name, path.rpartition("/")[2]) for path, data in files)


def _static(theme: Path, name: str) -> bytes:
    """Read a static file of a theme, or of ours where it has none."""
    for folder in (theme, Path(packaged_theme())):
        tree, path = FolderTree(folder.parent), f"{folder.name}/static/{name}"
        if tree.stamp(path):
            return tree.read(path, limit_of(path))
    return b""
