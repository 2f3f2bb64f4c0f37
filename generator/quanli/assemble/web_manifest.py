"""The web manifest (W3C Web App Manifest): what the site is called and looks like where somebody puts it on a home screen.

It is ``/site.webmanifest``; what each file of the output holds to the byte stands in ``digests.json``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from quanli.assemble.page_kind import FileKind
from quanli.config.site import Site
from quanli.frozen import frozen

WEB_MANIFEST, FAVICON = "site.webmanifest", "favicon.ico"
_SHORT = 12
"""Characters of a short name: what stands below an icon."""


@frozen
class Icon:
    """A picture of the mark: its path, its side in pixels (0: any), and whether it may be cut to a shape."""

    path: str
    side: int
    maskable: bool = False


@frozen
class Colours:
    """The colours of a theme that browsers show around the site."""

    accent: str
    paper: str


SVG = Icon("icons/icon.svg", 0)
ICONS = (Icon("icons/icon-192.png", 192), Icon("icons/icon-512.png", 512), Icon("icons/maskable-512.png", 512, maskable=True))
APPLE = Icon("icons/apple-touch-icon.png", 180)


def colours_of(tokens: str) -> Colours:
    """Read a theme's colours from its ``tokens.css``: ``--accent`` and ``--paper`` as they are by day."""
    found = {name: re.search(rf"--{name}:\s*(#[0-9a-fA-F]{{3,6}})\b", tokens) for name in ("accent", "paper")}
    accent, paper = found["accent"], found["paper"]
    return Colours(accent[1] if accent else "#00575b", paper[1] if paper else "#ffffff")


def web_manifest(site: Site, colours: Colours) -> bytes:
    """Write the web manifest. Its addresses are relative to its own, wherever the site stands."""
    said: dict[str, Any] = {
        "name": site.name,
        "short_name": (site.title or site.name)[:_SHORT],
        "description": f"{site.body}权力事项：怎么办、要什么、多久、多少钱。",
        "lang": "zh-Hans",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "categories": ["government"],
        "theme_color": colours.accent,
        "background_color": colours.paper,
        "icons": [_entry(icon) for icon in (SVG, *ICONS)],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(icon: Icon) -> dict[str, str]:
    size = f"{icon.side}x{icon.side}" if icon.side else "any"
    kind = "image/png" if icon.side else "image/svg+xml"
    return {"src": icon.path, "sizes": size, "type": kind, "purpose": "maskable" if icon.maskable else "any"}


ICON_FILES = FileKind("icon", lambda name: f"/icons/{name}")
"""The mark as pictures, the site's card among them, ``/favicon.ico`` and ``/site.webmanifest``: made with the theme's static files."""
