"""What a portal's web team copies in order to show an item or a list within its own pages (docs/embedding.md)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

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
    element = Markup('<quanli-item code="{}"><a href="{}">{}</a></quanli-item>').format(code, site.domain + power_url(code), title)
    include = f'<!--#include virtual="/quanli{fragment_url(code)}" -->'
    return EmbedCode(
        title,
        embed_url(code),
        frame_code(title, embed_url(code), site) + _loader(site),
        element + _loader(site),
        include,
        fragment_url(code),
        site.domain + oembed_url(code),
        bool(site.portals),
    )


def list_code(title: str, kind: str, key: str, site: Site) -> EmbedCode | None:
    """Give the code for a list; ``kind`` is office, category or topic, or search, which has no key."""
    if not is_embedded(site):
        return None
    path = "search" if kind == "search" else f"{FOLDERS[kind]}/{key}"
    whole = f"{site.domain}/{path}/"
    name = Markup("quanli-search") if kind == "search" else Markup('quanli-list {}="{}"').format(kind, key)
    element = Markup('<{}><a href="{}">{}</a></{}>').format(name, whole, title, name.split(" ")[0])
    return EmbedCode(title, embed_url(path), frame_code(title, embed_url(path), site) + _loader(site), element + _loader(site), "", "", "", bool(site.portals))


FOLDERS = {"office": "offices", "category": "categories", "topic": "topics"}
"""Where lists to embed lie, by what they list."""


def frame_code(title: str, url: str, site: Site) -> str:
    """Give the code of a frame that shows a page to embed."""
    return Markup('<iframe src="{}" title="{}" loading="lazy" style="width:100%;height:{}px;border:0"></iframe>').format(site.domain + url, title, _HEIGHT)


def oembed_link(embed: EmbedCode | None) -> Iterator[Alternate]:
    """Lead programs from an item's page to its oEmbed answer (oEmbed 1.0, section 4)."""
    if embed:
        yield Alternate("application/json+oembed", embed.oembed, embed.title)


def _loader(site: Site) -> str:
    return Markup('\n<script src="{}" defer></script>').format(site.domain + LOADER)
