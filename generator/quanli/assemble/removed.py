"""What is said at the address of an item whose file is gone: since when, why, what follows it; its record stays."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.edges import Named, Own
from quanli.assemble.feed_links import item_feeds
from quanli.assemble.history import applies_since, committed_on, incomplete
from quanli.assemble.item import Item
from quanli.assemble.page import HOME, Alternate, Link, Page, history_url, office_url, power_url, version_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.sort import SERVICE_ARTICLE
from quanli.frozen import frozen


@frozen
class RemovedView:
    """The notice. ``effective`` is the legal date that was stated for the removal, ``committed`` the day of its commit.

    Both are None while the removal has not been committed. ``successor`` is the item under its new code.
    """

    code: str
    name: str
    office: str
    effective: datetime.date | None
    committed: datetime.date | None
    reason: str
    legal_basis: str
    document: str
    successor: Link | None
    last: Link | None
    history: Link
    incomplete: str


def removed_page(context: Context, item: Item) -> Iterator[Page]:
    """Plan the notice at the address of an item that has no file any more."""
    if item.shown is not None:
        return
    code, successor = item.code, item.past.successor
    name, office = item.named
    view = removed_view(context, item)
    known = office in context.registry.offices
    yield Page(
        power_url(code),
        "removed",
        name,
        f"{name}（{code}）编码改为 {successor}。" if successor else f"{name}（{code}）已不在权力事项目录中。",
        view,
        (HOME, Link(context.office_name(office), office_url(office))) if known else (HOME,),
        feeds=item_feeds(code, context),
        alternates=(Alternate("application/json", f"/powers/{code}.json", "去向的数据"),),
        canonical=power_url(successor) if successor else "",
        since=applies_since(item.past.events[0]) if item.past.events else None,
        source=view.office,
    )


def removed_view(context: Context, item: Item) -> RemovedView:
    """Say what became of an item that has no file any more."""
    code, events, versions, successor = item.code, item.past.events, item.past.versions, item.past.successor
    event = events[0] if events and events[0].removed else None
    name, office = item.named
    return RemovedView(
        code,
        name,
        context.office_name(office) if office else "",
        event.effective_on if event else None,
        committed_on(event) if event else None,
        event.reason if event else "",
        event.legal_basis if event else "",
        event.document if event else "",
        context.power_link(successor) if successor else None,
        Link("最后的全文", version_url(code, versions[-1].from_day)) if versions else None,
        Link("变更记录", history_url(code)),
        incomplete(context),
    )


REMOVED_PAGE = ItemKind(
    "removed",
    power_url,
    ("removed",),
    removed_page,
    (Own("power", "text"), Own("record"), Named("office", "name", before=True), Named("power", "name", before=True)),
    sort=SERVICE_ARTICLE,
)
