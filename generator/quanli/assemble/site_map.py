"""Site maps (sitemaps.org 0.9): the pages that search engines may list, with the day of their last change where that is known.

Twins in the other script stand for themselves; that they are twins each page says in its head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import escape

from quanli.assemble.context import Context
from quanli.assemble.page import Part


class Mapped(NamedTuple):
    """The file of a page, and the ISO day on which it last became otherwise; empty where that is not known."""

    file: str
    day: str


def site_map_name(first: str) -> str:
    """Name a site map after the page whose file begins it."""
    return f"sitemaps/{first.removesuffix('index.html').strip('/').replace('/', '~') or 'home'}.xml"


def site_map(first: str, pages: Iterable[Mapped], context: Context) -> Part:
    """Give one site map."""
    return site_map_name(first), _xml("urlset", "".join(_place(one, context.site.domain) for one in pages))


def _place(one: Mapped, domain: str) -> str:
    url = escape(f"{domain}/{_encoded(one.file.removesuffix('index.html'))}")
    day = f"<lastmod>{one.day}</lastmod>" if one.day else ""
    return f"<url><loc>{url}</loc>{day}</url>\n"


def site_map_index(firsts: Iterable[str], context: Context) -> Iterator[Part]:
    """Give the index of the site maps, and ``robots.txt`` that names it (RFC 9309).

    The index says no days: it is written only when maps come or go, however many of them there are.
    """
    domain = context.site.domain
    places = (escape(f"{domain}/{_encoded(site_map_name(first))}") for first in firsts)
    yield "sitemap.xml", _xml("sitemapindex", "".join(f"<sitemap><loc>{place}</loc></sitemap>\n" for place in places))
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {domain}/sitemap.xml\n".encode()


def _encoded(url: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - wanted only where a site map is written

    return quote(url, safe="/-._~")


def _xml(root: str, body: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{body}</{root}>\n".encode()
