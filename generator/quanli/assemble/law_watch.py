"""The watch over the laws, for the legal office: versions that are coming or not entered, and the items to review; with a feed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.law_versions import pairs_of
from quanli.assemble.page import (
    HOME,
    LAWS,
    Link,
    Page,
    Part,
    law_change_url,
    law_impact_url,
    law_url,
    power_url,
)
from quanli.assemble.page_kind import once
from quanli.assemble.sort import LAW_COLUMN
from quanli.assemble.syndication import Feed, Told, feed_files, tag
from quanli.catalogue.law import Law
from quanli.catalogue.law_fall import fall_of
from quanli.catalogue.law_register_behind import newer_versions
from quanli.catalogue.law_versions import version_in_force
from quanli.frozen import frozen
from quanli.history.moments import beginning_of

WATCH = Link("法规动态", "/laws/watch/")
_ITEMS = 50
"""Items of a law that are named."""
_LATEST = 50
"""Versions in the feed."""


@frozen
class WatchedVersion:
    """A version and its day; ``said`` tells what is to be done about it."""

    law: Link
    date: datetime.date
    begins: datetime.date | None
    said: str
    change: str
    impact: str


@frozen
class LawToReview:
    """A law that changed, with the first of the items to hold against it."""

    law: Link
    count: int
    items: tuple[Link, ...]


@frozen
class LawWatchView:
    """The whole page."""

    lacking: tuple[WatchedVersion, ...]
    """Versions in the library that the register does not have."""
    coming: tuple[WatchedVersion, ...]
    fallen: tuple[WatchedVersion, ...]
    """Versions that the register takes to be in force and that have fallen, as the library tells it."""
    recent: tuple[WatchedVersion, ...]
    review: tuple[LawToReview, ...]
    library: bool


def law_watch_page(context: Context) -> Iterator[Page]:
    """Plan the page."""
    laws, day = context.registry.laws.values(), context.as_of
    versions = list(_versions(context))
    counts = context.index.laws_to_review()
    view = LawWatchView(
        tuple(one for law in laws for one in _lacking(law, context)),
        tuple(sorted((one for one in versions if one.begins and one.begins > day), key=lambda one: (one.begins or day, one.law.url))),
        tuple(one for law in laws for one in _fallen(law, context)),
        tuple([one for one in versions if one.begins and one.begins <= day][:10]),
        tuple(_review(law, counts[law.id], context) for law in laws if law.id in counts),
        context.library is not None,
    )
    feeds = (Link("法规动态", f"{WATCH.url}feed.xml"),)
    yield Page(WATCH.url, "law-watch", WATCH.text, "给法制机构看：哪些法规有了新版本，哪些事项要复核。", view, (HOME, LAWS), indexed=False, feeds=feeds)


def _versions(context: Context) -> Iterator[WatchedVersion]:
    """Give the versions of the register, the youngest first."""
    found = sorted(((one.date, law.id, one) for law in context.registry.laws.values() for one in law.versions if one.date), key=lambda one: one[:2], reverse=True)
    for date, id_, one in found[:_LATEST]:
        law = context.registry.laws[id_]
        compared = any(after == date for _, after in pairs_of(law, context))
        change, impact = (law_change_url(id_, date), law_impact_url(id_, date)) if compared else ("", "")
        yield WatchedVersion(_named(law), date, one.in_force_from, "", change, impact)


def _lacking(law: Law, context: Context) -> Iterator[WatchedVersion]:
    for one in newer_versions(law, context.book):
        said = "登记表没有这一版，登记后改引" if one.stated else "登记表没有这一版，来源没有写明施行日期"
        yield WatchedVersion(_named(law), one.date, one.begins if one.stated else None, said, "", "")


def _fallen(law: Law, context: Context) -> Iterator[WatchedVersion]:
    current = version_in_force(law, context.as_of)
    fall = fall_of(law, current, context.book) if current else None
    if current and current.date and fall and fall.day <= context.as_of:
        why = f"《{fall.by}》" if fall.by else f"{fall.newer} 版"
        yield WatchedVersion(_named(law), current.date, current.in_force_from, f"自 {fall.day} 起由{why}代替，登记表还当它有效", "", "")


def _review(law: Law, count: int, context: Context) -> LawToReview:
    items = context.index.items_to_review(law.id, _ITEMS)
    return LawToReview(_named(law), count, tuple(Link(one.name, power_url(one.code), f"{context.office_name(one.office)}，{one.day} 之后没有复核") for one in items))


def _named(law: Law) -> Link:
    return Link(f"《{law.title}》", law_url(law.id))


def law_watch_feed(context: Context) -> Iterator[Part]:
    """Write the feed: an entry a version, the youngest first, with how many items are to be reviewed."""
    counts = context.index.laws_to_review()
    entries = [_entry(one, counts, context) for one in _versions(context)]
    for law in context.registry.laws.values():
        entries += [_entry(one, counts, context) for one in _lacking(law, context)]
    entries.sort(key=lambda one: (one.moment, one.id), reverse=True)
    yield from feed_files(Feed(WATCH.url, WATCH.url, WATCH.text, tuple(entries[:_LATEST])), context)


def _entry(one: WatchedVersion, counts: dict[str, int], context: Context) -> Told:
    law = one.law.url.strip("/").rpartition("/")[2]
    said = [f"自 {one.begins} 起施行" if one.begins else "", one.said, f"{counts[law]} 个事项要复核" if counts.get(law) else ""]
    return Told(tag(context, one.date, f"law/{law}"), beginning_of(one.date), f"{one.law.text}{one.date} 版", one.change or one.law.url, "；".join(filter(None, said)))


LAW_WATCH_PAGE = once(
    "law-watch", WATCH.url, "law-watch", law_watch_page, Every("law"), Every("day"), Every("power", "cites"), Every("office", "name"), listed=False,
    sort=LAW_COLUMN,
)
LAW_WATCH_FEED = once("law-watch-feed", f"{WATCH.url}feed.xml", "", law_watch_feed, Every("law"), Every("day"), Every("power", "cites"), listed=False)
