"""Atom feeds (RFC 4287) of changes: of the whole catalogue, an office, a category, an item.

An entry's id is a tag URI (RFC 4151) of the item's code and the commit: it stays what it is whatever the item is called
later. ``updated`` is the day of the commit, never the legal date, which is said in words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from markupsafe import escape

from quanli.assemble.change_groups import item_name
from quanli.assemble.context import Context
from quanli.assemble.edges import Every, Own
from quanli.assemble.history import anchor_of, event_title, kinds_of
from quanli.assemble.item import Item
from quanli.assemble.page import CHANGES, Part, category_url, file_of, history_url, office_url, power_url
from quanli.assemble.page_kind import ItemKind, PageKind, once
from quanli.catalogue import terms
from quanli.codes.xml_text import NOT_XML
from quanli.frozen import frozen
from quanli.history.change import sentence
from quanli.history.revision import LegalEvent

LATEST = 50
"""Entries of a feed."""
_BEGINNING = datetime.date(1970, 1, 1)


def feed_of_all(context: Context) -> Iterator[Part]:
    """Write the feed of the whole catalogue, where there is a record."""
    record = context.record
    if record and record.tip:
        yield _feed(CHANGES.url, "", "变更记录", record.recent(LATEST), context)


def feed_of_office(context: Context, office: str) -> Iterator[Part]:
    """Write the feed of an office's items."""
    record, name = context.record, f"{context.office_name(office)}：变更记录"
    yield _feed(office_url(office), "changes/", name, record.recent(LATEST, office=office) if record else (), context)


def feed_of_category(context: Context, category: str) -> Iterator[Part]:
    """Write the feed of a category's items, as they were then."""
    record = context.record
    name = f"{terms.CATEGORIES[category].zh}：变更记录"
    yield _feed(category_url(category), "", name, record.recent(LATEST, category=category) if record else (), context)


def feed_of_item(context: Context, item: Item) -> Iterator[Part]:
    """Write the feed of one item; its entries lead to its own record, also those from before it had this code."""
    shown = [event for n, event in enumerate(item.past.events) if n < LATEST]
    if shown:
        name, _ = item.named
        yield _feed(power_url(item.code), "history/", f"{name}：变更记录", shown, context, item.code, name)


ALL_FEED = once("changes-feed", f"{CHANGES.url}feed.xml", "", feed_of_all, Every("changes"))
OFFICE_FEED = PageKind(
    "office-feed",
    lambda office: f"{office_url(office)}feed.xml",
    (),
    lambda context: context.registry.offices if context.has_record else (),
    feed_of_office,
    (Own("changes-of-office"), Own("office", "name")),
)
CATEGORY_FEED = PageKind(
    "category-feed",
    lambda category: f"{category_url(category)}feed.xml",
    (),
    lambda context: context.index.keys_of("category") if context.has_record else (),
    feed_of_category,
    (Own("changes-of-category"),),
)
ITEM_FEED = ItemKind(
    "item-feed", lambda code: f"{power_url(code)}feed.xml", (), feed_of_item, (Own("power", "text"), Own("record"))
)


@frozen
class Told:
    """An entry of a feed of something else than items: what it is called and says, and the page that says more."""

    id: str
    day: datetime.date
    title: str
    url: str
    summary: str


def atom(context: Context, url: str, title: str, entries: Iterable[Told]) -> Part:
    """Write a feed at the address of the page that says the same."""
    entries = list(entries)
    updated = max((one.day for one in entries), default=_BEGINNING)
    return _written(context, url, "", title, updated, "".join(_told(one, context) for one in entries))


def _told(one: Told, context: Context) -> str:
    day = _moment(one.day)
    return (
        f"<entry>\n<id>{_said(one.id)}</id>\n<title>{_said(one.title)}</title>\n<updated>{day}</updated>\n<published>{day}</published>\n"
        f'<link rel="alternate" type="text/html" href="{_said(f"{context.site.domain}{one.url}")}"/>\n<summary type="text">{_said(one.summary)}</summary>\n</entry>\n'
    )


def _feed(
    url: str, page: str, title: str, events: Iterable[LegalEvent], context: Context, code: str = "", name: str = ""
) -> Part:
    """Write the feed at an address; ``page`` is the page below it that says the same."""
    entries = [(event.revision.commit.day, _entry(event, code, name, context)) for event in events]
    updated = max((day for day, _ in entries), default=_BEGINNING)
    return _written(context, url, page, title, updated, "".join(entry for _, entry in entries))


def _written(context: Context, url: str, page: str, title: str, updated: datetime.date, entries: str) -> Part:
    domain = context.site.domain
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<id>{_said(f'{domain}{url}feed.xml')}</id>\n"
        f"<title>{_said(f'{title} - {context.site.name}')}</title>\n"
        f"<updated>{_moment(updated)}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{_said(f"{domain}{url}feed.xml")}"/>\n'
        f'<link rel="alternate" type="text/html" href="{_said(f"{domain}{url}{page}")}"/>\n'
        f"<author><name>{_said(context.site.body)}</name></author>\n"
        f"{entries}</feed>\n"
    )
    return file_of(f"{url}feed.xml"), xml.encode()


def _entry(event: LegalEvent, code: str, name: str, context: Context) -> str:
    commit, own = event.revision.commit, event.revision.code
    domain = context.site.domain
    day = _moment(commit.day)
    url = f"{domain}{history_url(code or own)}#{anchor_of(event)}"
    words = "".join(f'<category term="{_said(kind)}"/>\n' for kind in kinds_of(event)) if not event.established else ""
    return (
        f"<entry>\n<id>tag:{_said(f'{context.site.host},{commit.day}:{own}/{commit.id}')}</id>\n"
        f"<title>{_said(f'{name or item_name(event, context)}：{event_title(event)}')}</title>\n"
        f'<updated>{day}</updated>\n<published>{day}</published>\n<link rel="alternate" type="text/html" href="{_said(url)}"/>\n'
        f'{words}<summary type="text">{_said(_summary(event))}</summary>\n</entry>\n'
    )


def _summary(event: LegalEvent) -> str:
    parts = [] if event.established or event.removed else [sentence(change) for change in event.changes]
    named = (("理由", event.reason), ("法律依据", event.legal_basis), ("文件", event.document))
    parts += [f"{word}：{text}" for word, text in named if text]
    if event.effective_on:
        parts.append(f"生效日期：{event.effective_on}")
    return "\n".join(parts) or event_title(event)


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _said(text: str) -> str:
    return str(escape(NOT_XML.sub("", text)))
