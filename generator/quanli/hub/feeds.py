"""The feeds of the sites in one: read within bounds, links to the site itself alone, written as Atom (RFC 4287)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from operator import attrgetter

from markupsafe import escape

from quanli.config.site import Site
from quanli.frozen import frozen
from quanli.hub.reading import HostileError

NAME, LIMIT = "changes/feed.xml", 4 * 1024 * 1024
_ATOM = "{http://www.w3.org/2005/Atom}"
_MOST, _SHOWN = 200, 50
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)\Z")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@frozen
class Story:
    """An entry of a feed; ``updated`` is a moment as RFC 3339 has it."""

    title: str
    url: str
    id: str
    updated: str


def read_feed(data: bytes, base: str) -> list[Story]:
    """Read the newest entries of a feed. Raises :class:`HostileError` for what is none, or leads elsewhere."""
    try:
        text = data.decode("utf-8")
        if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
            raise HostileError("订阅源里有 DOCTYPE", "the feed has a DOCTYPE")
        root = ET.fromstring(text)  # noqa: S314 - nothing is declared in it, and its size is bounded
    except (ValueError, ET.ParseError, RecursionError) as error:
        raise HostileError(f"订阅源不是 XML：{str(error)[:100]}", f"the feed is no XML: {str(error)[:100]}") from error
    if root.tag != f"{_ATOM}feed":
        raise HostileError("订阅源不是 Atom", "the feed is no Atom")
    return [_story(entry, base) for entry in root.findall(f"{_ATOM}entry")[:_MOST]]


def _story(entry: ET.Element, base: str) -> Story:
    link = next((one.get("href", "") for one in entry.findall(f"{_ATOM}link") if one.get("rel", "alternate") == "alternate"), "")
    title, mark, updated = ((entry.findtext(f"{_ATOM}{name}") or "").strip() for name in ("title", "id", "updated"))
    if not link.startswith(f"{base}/") or re.search(r"[\s<>\"']", link) or len(link) > 2_000:
        raise HostileError(f"订阅源的链接不在本站：{link[:200]}", f"a link of the feed does not lead to the site itself: {link[:200]}")
    if not title or len(title) > 500 or not mark or len(mark) > 2_000 or _HIDDEN.search(title + mark) or not _MOMENT.match(updated):
        raise HostileError(f"订阅源的条目不完整：{title[:100]}", f"an entry of the feed is not whole: {title[:100]}")
    return Story(title, link, mark, updated)


def feed_bytes(site: Site, stories: Iterable[tuple[str, Story]], day: str) -> bytes:
    """Write the newest entries of all sites, each with the name of its site, as one feed; ``day`` stands where there is none."""
    newest = sorted(stories, key=lambda one: attrgetter("updated", "id")(one[1]), reverse=True)[:_SHOWN]
    updated = newest[0][1].updated if newest else f"{day}T00:00:00+08:00"
    entries = "".join(
        f"<entry>\n<title>{escape(f'{name}：{one.title}')}</title>\n<id>{escape(one.id)}</id>\n<updated>{one.updated}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(one.url)}"/>\n<author><name>{escape(name)}</name></author>\n</entry>\n'
        for name, one in newest
    )
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<title>{escape(site.name)}：各机关的变更</title>\n<id>{escape(site.domain)}/feed.xml</id>\n<updated>{updated}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(site.domain)}/feed.xml"/>\n<link rel="alternate" type="text/html" href="{escape(site.domain)}/"/>\n'
    )
    return f"{head}{entries}</feed>\n".encode()
