"""What changed in the whole catalogue: by month, by office, by kind, and what takes effect next."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from quanli.assemble.change_groups import ChangeGroup, ItemChange, groups_in, groups_of, item_change
from quanli.assemble.context import Context
from quanli.assemble.edges import Every, Own
from quanli.assemble.feed_links import all_feeds, office_feeds
from quanli.assemble.history import incomplete
from quanli.assemble.page import APPROVALS, CHANGES, HOME, OFFICES, Link, Page, month_url, office_url
from quanli.assemble.page_kind import PageKind, once
from quanli.assemble.sort import OPEN_COLUMN
from quanli.frozen import frozen
from quanli.history.kinds import OF_ITEMS
from quanli.history.record import Record
from quanli.history.revision import LegalEvent

LATEST = 100
"""Events on a page that has no end of its own: an office's, a kind's."""


@frozen
class Coming:
    """What takes effect on a day that has not come on the build's day."""

    effective: datetime.date
    item: ItemChange


@frozen
class ChangesView:
    """A page of changes. ``coming``, ``months``, ``kinds`` and ``offices`` stand on the first page only."""

    title: str
    lead: str
    groups: tuple[ChangeGroup, ...]
    incomplete: str
    whole: bool
    """Whether there are no earlier changes than those on the page."""
    coming: tuple[Coming, ...] = ()
    months: tuple[Link, ...] = ()
    kinds: tuple[Link, ...] = ()
    offices: tuple[Link, ...] = ()
    earlier: Link | None = None
    later: Link | None = None
    approvals: Link | None = None
    """The way to what was approved by signature, where there is any."""


def changes_page(context: Context) -> Iterator[Page]:
    """Plan the page that leads to all changes. It alone depends on the build's day: by what takes effect after it."""
    record = context.record
    events = _some(record.recent(LATEST // 2 + 1) if record else (), LATEST // 2)
    offices = [Link(office.name, changes_of_office_url(one)) for one, office in context.registry.offices.items()]
    view = ChangesView(
        "变更记录",
        "每一次变更改了什么、为什么、依据什么、从哪天起生效。",
        groups_of(events.shown, context),
        incomplete(context),
        events.whole,
        tuple(Coming(day, item_change(event, context)) for event, day in _coming(record, context.as_of)),
        tuple(Link(spoken_month(month), month_url(month)) for month in (record.months() if record else ())),
        tuple(Link(term.zh, changes_of_kind_url(kind)) for kind, term in OF_ITEMS.items()) if events.shown else (),
        tuple(offices) if events.shown else (),
        approvals=APPROVALS if record and record.latest_approved(1) else None,
    )
    yield Page(CHANGES.url, "changes", CHANGES.text, view.lead, view, (HOME,), feeds=all_feeds(context))


def month_page(context: Context, month: str) -> Iterator[Page]:
    """Plan the page of the commits of one month."""
    record = context.record
    months = record.months() if record else ()
    at = months.index(month)
    earlier = months[at + 1] if at + 1 < len(months) else ""
    later = months[at - 1] if at else ""
    view = ChangesView(
        f"{spoken_month(month)}的变更",
        "按记入目录的日期列出；生效日期另有规定的，写在旁边。",
        tuple(groups_in(month, record, context)) if record else (),
        incomplete(context),
        whole=True,
        earlier=Link(spoken_month(earlier), month_url(earlier)) if earlier else None,
        later=Link(spoken_month(later), month_url(later)) if later else None,
    )
    yield _page(month_url(month), view, (HOME, CHANGES), all_feeds(context))


def office_changes_page(context: Context, office: str) -> Iterator[Page]:
    """Plan the page of the latest changes of an office's items."""
    record, name = context.record, context.office_name(office)
    events = _some(record.recent(LATEST + 1, office=office) if record else (), LATEST)
    lead = f"{name}的事项每一次变更，新的在前。"
    view = ChangesView(f"{name}的变更", lead, groups_of(events.shown, context), incomplete(context), events.whole)
    url = changes_of_office_url(office)
    yield _page(url, view, (HOME, OFFICES, Link(name, office_url(office))), office_feeds(office, context))


def kind_page(context: Context, kind: str) -> Iterator[Page]:
    """Plan the page of the latest changes of one kind."""
    record, name = context.record, next(term.zh for key, term in OF_ITEMS.items() if key == kind)
    events = _some(record.recent(LATEST + 1, kind=kind) if record else (), LATEST)
    view = ChangesView(name, "各机关事项的这一类变更，新的在前。", groups_of(events.shown, context), incomplete(context), events.whole)
    yield _page(changes_of_kind_url(kind), view, (HOME, CHANGES), all_feeds(context))


def spoken_month(month: str) -> str:
    """Say a month such as 2024-05."""
    year, _, number = month.partition("-")
    return f"{int(year)} 年 {int(number)} 月"


def changes_of_office_url(office: str) -> str:
    """Give the address of the changes of an office's items."""
    return f"{office_url(office)}changes/"


def changes_of_kind_url(kind: str) -> str:
    """Give the address of the changes of a kind."""
    return f"{CHANGES.url}{kind}/"


@frozen
class _Some:
    shown: tuple[LegalEvent, ...]
    whole: bool


def _some(events: Iterable[LegalEvent], limit: int) -> _Some:
    """Take so many events, and tell whether these were all; ``events`` gives at most one more."""
    found = tuple(events)
    return _Some(found[:limit], len(found) <= limit)


def _page(url: str, view: ChangesView, crumbs: tuple[Link, ...], feeds: tuple[Link, ...]) -> Page:
    return Page(url, "changes", view.title, view.lead, view, crumbs, feeds=feeds)


def _coming(record: Record | None, day: datetime.date) -> Iterator[tuple[LegalEvent, datetime.date]]:
    for event in record.coming(day) if record else ():
        if event.effective_on:
            yield event, event.effective_on


CHANGES_PAGE = once("changes", CHANGES.url, "changes", changes_page, Every("changes"), Every("approval"), Every("day"), Every("office", "name"), sort=OPEN_COLUMN)
MONTH_PAGE = PageKind(
    "month", month_url, ("changes",), lambda context: context.record.months() if context.record else (), month_page, (Own("month"),),
    sort=OPEN_COLUMN,
)
KIND_PAGE = PageKind(
    "kind-of-change",
    changes_of_kind_url,
    ("changes",),
    lambda context: OF_ITEMS if context.has_record else (),
    kind_page,
    (Own("kind-of-change"),),
    sort=OPEN_COLUMN,
)
OFFICE_CHANGES_PAGE = PageKind(
    "changes-of-office",
    changes_of_office_url,
    ("changes",),
    lambda context: context.registry.offices if context.has_record else (),
    office_changes_page,
    (Own("changes-of-office"), Own("office", "name")),
    sort=OPEN_COLUMN,
)
