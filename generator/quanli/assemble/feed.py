"""Feeds of changes: of the whole catalogue, an office, a category, an item.

An entry's id is a tag URI of the item's code and the commit: it stays what it is whatever the item is called later. Its moment
is that of the commit, never the legal date, which is said in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quanli.assemble.change_groups import item_name
from quanli.assemble.context import Context
from quanli.assemble.edges import Every, Own
from quanli.assemble.history import anchor_of, event_title, kinds_of
from quanli.assemble.item import Item
from quanli.assemble.page import CHANGES, Part, category_url, history_url, office_url, power_url
from quanli.assemble.page_kind import ItemKind, PageKind, once
from quanli.assemble.syndication import Feed, Told, feed_files, tag
from quanli.catalogue import terms
from quanli.history.change import sentence
from quanli.history.revision import LegalEvent

LATEST = 50
"""Entries of a feed."""


def feed_of_all(context: Context) -> Iterator[Part]:
    """Write the feed of the whole catalogue, where there is a record."""
    record = context.record
    if record and record.tip:
        yield from _feed(CHANGES.url, "", "变更记录", record.recent(LATEST), context)


def feed_of_office(context: Context, office: str) -> Iterator[Part]:
    """Write the feed of an office's items."""
    record, name = context.record, f"{context.office_name(office)}：变更记录"
    yield from _feed(office_url(office), "changes/", name, record.recent(LATEST, office=office) if record else (), context)


def feed_of_category(context: Context, category: str) -> Iterator[Part]:
    """Write the feed of a category's items, as they were then."""
    record = context.record
    name = f"{terms.CATEGORIES[category].zh}：变更记录"
    yield from _feed(category_url(category), "", name, record.recent(LATEST, category=category) if record else (), context)


def feed_of_item(context: Context, item: Item) -> Iterator[Part]:
    """Write the feed of one item; its entries lead to its own record, also those from before it had this code."""
    shown = [event for n, event in enumerate(item.past.events) if n < LATEST]
    if shown:
        name, _ = item.named
        yield from _feed(power_url(item.code), "history/", f"{name}：变更记录", shown, context, item.code, name)


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


def _feed(
    url: str, page: str, title: str, events: Iterable[LegalEvent], context: Context, code: str = "", name: str = ""
) -> Iterator[Part]:
    """Write the feed at an address; ``page`` is the page below it that says the same."""
    entries = tuple(_told(event, code, name, context) for event in events)
    return feed_files(Feed(url, f"{url}{page}", title, entries), context)


def _told(event: LegalEvent, code: str, name: str, context: Context) -> Told:
    commit, own = event.revision.commit, event.revision.code
    return Told(
        tag(context, commit.day, f"{own}/{commit.id}"),
        commit.moment,
        f"{name or item_name(event, context)}：{event_title(event)}",
        f"{history_url(code or own)}#{anchor_of(event)}",
        _summary(event),
        kinds_of(event) if not event.established else (),
    )


def _summary(event: LegalEvent) -> str:
    parts = [] if event.established or event.removed else [sentence(change) for change in event.changes]
    named = (("理由", event.reason), ("法律依据", event.legal_basis), ("文件", event.document))
    parts += [f"{word}：{text}" for word, text in named if text]
    if event.effective_on:
        parts.append(f"生效日期：{event.effective_on}")
    return "\n".join(parts) or event_title(event)
