"""What a portal's web team copies in order to show an item or a list within its own pages (docs/embedding.md)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from quanli.assemble.page import Alternate, embed_url, fragment_url, oembed_url, power_url
from quanli.config.site import Site
from quanli.frozen import frozen

LOADER = "/embed/quanli.js"
"""The script that portals name; its address never changes."""
_HEIGHT = 600
"""Pixels: what a frame has until its page tells its own height, and where scripts do not run."""


@frozen
class EmbedCode:
    """Code to copy: the address of the page to embed, a frame, an element, an include for servers, the address for oEmbed.

    A list has neither include nor oEmbed. ``portals`` says whether the site names any portal that may show it.
    """

    title: str
    page: str
    frame: str
    element: str
    include: str
    fragment: str
    oembed: str
    portals: bool


def is_embedded(site: Site) -> bool:
    """Tell whether a site publishes pages to embed."""
    return "embed" in site.formats


def embed_code(title: str, code: str, site: Site) -> EmbedCode | None:
    """Give the code for an item; None where the site publishes nothing to embed."""
    if not is_embedded(site):
        return None
    element = f'<quanli-item code="{code}"><a href="{escape(site.domain + power_url(code))}">{escape(title)}</a></quanli-item>'
    return EmbedCode(
        title,
        embed_url(code),
        frame_code(title, embed_url(code), site) + _loader(site),
        element + _loader(site),
        f'<!--#include virtual="/quanli{fragment_url(code)}" -->',
        fragment_url(code),
        site.domain + oembed_url(code),
        bool(site.portals),
    )


def list_code(title: str, kind: str, key: str, site: Site) -> EmbedCode | None:
    """Give the code for a list; ``kind`` is office, category or topic, or search, which has no key."""
    if not is_embedded(site):
        return None
    path = "search" if kind == "search" else f"{FOLDERS[kind]}/{key}"
    name = "quanli-search" if kind == "search" else "quanli-list"
    which = "" if kind == "search" else f' {kind}="{escape(key)}"'
    element = f'<{name}{which}><a href="{escape(f"{site.domain}/{path}/")}">{escape(title)}</a></{name}>'
    return EmbedCode(title, embed_url(path), frame_code(title, embed_url(path), site) + _loader(site), element + _loader(site), "", "", "", bool(site.portals))


FOLDERS = {"office": "offices", "category": "categories", "topic": "topics"}
"""Where lists to embed lie, by what they list."""


def frame_code(title: str, url: str, site: Site) -> str:
    """Give the code of a frame that shows a page to embed."""
    return f'<iframe src="{escape(site.domain + url)}" title="{escape(title)}" loading="lazy" style="width:100%;height:{_HEIGHT}px;border:0"></iframe>'


def oembed_link(embed: EmbedCode | None) -> Iterator[Alternate]:
    """Lead programs from an item's page to its oEmbed answer (oEmbed 1.0, section 4)."""
    if embed:
        yield Alternate("application/json+oembed", embed.oembed, embed.title)


def _loader(site: Site) -> str:
    return f'\n<script src="{escape(site.domain + LOADER)}" defer></script>'
