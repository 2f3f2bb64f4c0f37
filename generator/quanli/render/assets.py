"""The theme's static files under names that change with their content, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from quanli.frozen import frozen

ORDER = "css/order.txt"
"""Lists the style sheets, one a line, that are joined into one in this order."""
JOINED = "css/site.css"


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


def collect_assets(theme: Path) -> Iterator[Asset]:
    """Give the static files of a theme; the style sheets named in ``css/order.txt`` as one."""
    static = theme / "static"
    order = static / ORDER
    joined = order.read_text(encoding="utf-8").split() if order.is_file() else []
    if joined:
        yield _asset(JOINED, b"".join((static / "css" / name).read_bytes() + b"\n" for name in joined))
    passed = {static / "css" / name for name in joined} | {order}
    for path in sorted(static.rglob("*")):
        if path.is_file() and path not in passed:
            yield _asset(path.relative_to(static).as_posix(), path.read_bytes())


def _asset(name: str, data: bytes) -> Asset:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Asset(name, f"static/{stem}.{digest}{dot}{suffix}", data)
