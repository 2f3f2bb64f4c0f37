"""Data for other programs: how it is written, and the site map."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import escape

from quanli.assemble.context import Context
from quanli.assemble.page import Part


def json_bytes(values: Mapping[str, Any] | list[Any]) -> bytes:
    """Write data as JSON, without anything that a browser would read as markup."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.replace("<", "\\u003c").encode()


def site_map_name(first: str) -> str:
    """Name a site map after the page whose file begins it."""
    return f"sitemaps/{first.removesuffix('index.html').strip('/').replace('/', '~') or 'home'}.xml"


def site_map(first: str, files: Iterable[str], context: Context) -> Part:
    """Give one site map, from the files of its pages."""
    domain = context.site.domain
    urls = ("/" + file.removesuffix("index.html") for file in files)
    places = "".join(f"<url><loc>{escape(domain + _encoded(url))}</loc></url>\n" for url in urls)
    return site_map_name(first), _xml("urlset", places)


def site_map_index(firsts: Iterable[str], context: Context) -> Iterator[Part]:
    """Give the index of the site maps, and ``robots.txt`` that names it."""
    domain = context.site.domain
    places = (escape(f"{domain}/{_encoded(site_map_name(first))}") for first in firsts)
    yield "sitemap.xml", _xml("sitemapindex", "".join(f"<sitemap><loc>{place}</loc></sitemap>\n" for place in places))
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {domain}/sitemap.xml\n".encode()


def _encoded(url: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - wanted only where a site map is written

    return quote(url, safe="/-._~")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def _xml(root: str, body: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{body}</{root}>\n".encode()
