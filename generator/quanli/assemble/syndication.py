"""A feed as it is published twice, for the readers that there are: Atom (RFC 4287) and JSON Feed 1.1, with the same entries."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from quanli.assemble.context import Context
from quanli.assemble.page import Part, file_of
from quanli.codes.xml_text import NOT_XML
from quanli.frozen import frozen
from quanli.history.moments import beginning_of

STYLE = "/feed.css"
"""The style in which a browser shows a feed that somebody opened."""
_BEGINNING = beginning_of(datetime.date(1970, 1, 1))
_READ = "这是订阅源：把本页网址复制到阅读器（Atom 或 JSON Feed 均可），有变更时就会收到。"


@frozen
class Told:
    """An entry: what it is called and says, the moment from which it is told, and the page that says more.

    ``id`` is an IRI that stays what it is (RFC 4287, 4.2.6); ``words`` are its kinds.
    """

    id: str
    moment: datetime.datetime
    title: str
    url: str
    summary: str
    words: tuple[str, ...] = ()


@frozen
class Feed:
    """A feed at the address of what it tells of; ``page`` is the address of the page that says the same."""

    url: str
    page: str
    title: str
    entries: tuple[Told, ...]

    @property
    def updated(self) -> datetime.datetime:
        """Give the moment of the latest entry, the beginning of 1970 where there is none."""
        return max((one.moment for one in self.entries), default=_BEGINNING)


def tag(context: Context, day: datetime.date, specific: str) -> str:
    """Give a tag URI (RFC 4151) of the site; it names the host alone, so a site below a path names that after it."""
    place = urlsplit(context.site.domain)
    return f"tag:{place.hostname},{day}:{f'{place.path}/'.lstrip('/')}{specific}"


def feed_files(feed: Feed, context: Context) -> Iterator[Part]:
    """Write a feed as Atom and as JSON Feed."""
    yield file_of(f"{feed.url}feed.xml"), _atom(feed, context).encode()
    yield file_of(f"{feed.url}feed.json"), _json(feed, context).encode()


def _atom(feed: Feed, context: Context) -> str:
    site = context.site
    own, page = _said(f"{site.domain}{feed.url}feed"), _said(f"{site.domain}{feed.page}")
    terms = f'<link rel="license" href="{_said(site.license)}"/>\n' if site.license else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="{site.under}{STYLE}"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="zh-Hans">\n'
        f"<id>{own}.xml</id>\n<title>{_said(f'{feed.title} - {site.name}')}</title>\n<updated>{feed.updated.isoformat()}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{own}.xml"/>\n<link rel="alternate" type="text/html" href="{page}"/>\n'
        f'<link rel="alternate" type="application/feed+json" href="{own}.json"/>\n{terms}'
        f"<author><name>{_said(site.body)}</name></author>\n"
        f'<h:p>{_READ} <h:a href="{page}">看网页</h:a></h:p>\n'
        f"{''.join(_entry(one, site.domain) for one in feed.entries)}</feed>\n"
    )


def _entry(one: Told, domain: str) -> str:
    moment, url = one.moment.isoformat(), _said(f"{domain}{one.url}")
    words = "".join(f'<category term="{_said(word)}"/>\n' for word in one.words)
    return (
        f"<entry>\n<id>{_said(one.id)}</id>\n<title>{_said(one.title)}</title>\n<updated>{moment}</updated>\n<published>{moment}</published>\n"
        f'<link rel="alternate" type="text/html" href="{url}"/>\n{words}<summary type="text">{_said(one.summary)}</summary>\n'
        f'<h:p>{one.moment.date()} <h:a href="{url}">看全文</h:a></h:p>\n</entry>\n'
    )


def _json(feed: Feed, context: Context) -> str:
    site = context.site
    value: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{feed.title} - {site.name}",
        "home_page_url": f"{site.domain}{feed.page}",
        "feed_url": f"{site.domain}{feed.url}feed.json",
        "language": "zh-Hans",
        "authors": [{"name": site.body, "url": f"{site.domain}/"}],
        "items": [_item(one, site.domain) for one in feed.entries],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c") + "\n"


def _item(one: Told, domain: str) -> dict[str, Any]:
    value = {"id": one.id, "url": f"{domain}{one.url}", "title": one.title, "content_text": one.summary, "date_published": one.moment.isoformat()}
    return {**value, "tags": list(one.words)} if one.words else value


def _said(text: str) -> str:
    return str(escape(NOT_XML.sub("", text)))
