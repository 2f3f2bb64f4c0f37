"""The theme's static files under names that change with their content, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from quanli.catalogue.tree import FolderTree
from quanli.config.theme import limit_of
from quanli.frozen import frozen
from quanli.render.placed import placed_style

JOINED = {"css/site.css": "css/order.txt", "css/embed.css": "css/embed.txt", "css/feed-alone.css": "css/feed.txt"}
"""Style sheets that are joined from others, each with the list that names these, one a line, in their order."""
LASTING = {"css/fragment.css": "embed/quanli.css", "js/embed-loader.js": "embed/quanli.js", "css/feed-alone.css": "feed.css"}
"""What feeds or pages of other sites name: it keeps its address whatever it holds."""


@frozen
class Asset:
    """A static file: its name in the theme, its path in the output, its bytes."""

    name: str
    path: str
    data: bytes

    @property
    def url(self) -> str:
        """Give its address."""
        return f"/{self.path}"


def collect_assets(theme: Path, under: str = "") -> Iterator[Asset]:
    """Give the static files of a theme; the style sheets that a list of :data:`JOINED` names as one. ``under`` is the path where the site stands."""
    tree, static = FolderTree(theme.parent), f"{theme.name}/static"
    names = [entry.path.removeprefix(f"{static}/") for entry in tree.entries(static) if entry.mode == "file"]

    def data(name: str) -> bytes:
        read = tree.read(f"{static}/{name}", limit_of(f"{static}/{name}"))
        return placed_style(read, under) if name.endswith(".css") else read

    passed = set(JOINED.values())
    for sheet, order in JOINED.items():
        joined = [f"css/{name}" for name in data(order).decode("utf-8").split()] if order in names else []
        passed.update(joined)
        if joined:
            yield _asset(sheet, b"".join(data(name) + b"\n" for name in joined))
    for name in names:
        if name not in passed or name in LASTING:
            yield _asset(name, data(name))


def _asset(name: str, data: bytes) -> Asset:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Asset(name, LASTING.get(name) or f"static/{stem}.{digest}{dot}{suffix}", data)
