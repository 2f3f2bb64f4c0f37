"""What a page says of itself where its address is passed on: Open Graph (ogp.me), which messengers and portals read.

The picture is one of the whole site (:mod:`quanli.pipeline.icons`): no page's text stands in it, so that no edit makes it anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.assemble.page import Page
from quanli.assemble.tags import Tag
from quanli.codes.beijing import BEIJING
from quanli.config.site import Site

CARD = "/icons/card.png"
CARD_SIZE = (1200, 630)
"""Width and height of the picture, in pixels."""
_SCRIPTS = {"zh-Hans": ("zh_CN", ""), "zh-Hant": ("zh_TW", "/hant")}
"""The locale of a script, and what begins the addresses of its pages."""
_LANGUAGES = {"en": "en_US"}
"""The locale of a text in another language than the site's."""


def open_graph(page: Page, site: Site, script: str) -> list[Tag]:
    """Give the properties of a page in a script of the site."""
    return list(_properties(page, site, script)) if page.sort.type else []


def _properties(page: Page, site: Site, script: str) -> Iterator[Tag]:
    locale, prefix = _SCRIPTS[script]
    yield Tag("og:type", "article" if page.sort.type == "article" else "website")
    yield Tag("og:title", page.title)
    if page.description:
        yield Tag("og:description", page.description)
    yield Tag("og:url", f"{site.domain}{prefix if page.twinned else ''}{page.url}")
    yield Tag("og:site_name", site.title or site.name)
    yield Tag("og:locale", _LANGUAGES.get(page.lang, locale))
    if page.twinned:
        yield from (Tag("og:locale:alternate", _SCRIPTS[other][0]) for other in site.languages if other != script)
    wide, high = CARD_SIZE
    yield Tag("og:image", f"{site.domain}{CARD}")
    yield Tag("og:image:type", "image/png")
    yield Tag("og:image:width", str(wide))
    yield Tag("og:image:height", str(high))
    yield Tag("og:image:alt", f"{site.name}，{site.body}")
    if page.since and page.sort.type == "article":
        yield Tag("article:published_time", _moment(page.since))


def _moment(since: datetime.date) -> str:
    moment = since if isinstance(since, datetime.datetime) else datetime.datetime.combine(since, datetime.time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)).isoformat()
