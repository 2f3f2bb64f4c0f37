"""How an item changed: each legal event with its dates, its reason and the table of what was and what is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from quanli.assemble.agreed import AgreedView, agreed_views
from quanli.assemble.context import Context
from quanli.assemble.edges import Named, Own
from quanli.assemble.feed_links import item_feeds
from quanli.assemble.flow_change import FlowCharts
from quanli.assemble.item import Item
from quanli.assemble.page import HOME, Link, Page, history_url, office_url, power_url, version_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.sort import OPEN_ARTICLE
from quanli.flowchart.chart import Chart
from quanli.flowchart.draw import Drawing
from quanli.frozen import frozen
from quanli.history.change import DIRECTIONS, Change
from quanli.history.kinds import OF_ITEMS
from quanli.history.moments import beginning_of
from quanli.history.revision import LegalEvent

ACTIONS = {"added": "新增", "removed": "取消", "changed": "变更"}


@frozen
class HistoryLink:
    """The way to the record: how often the item changed since it was first published, and from when the last change is."""

    url: str
    count: int
    last: datetime.date | None


@frozen
class ChangeView:
    """A line of the table of changes. ``direction`` is in words, ``leaning`` its key, such as better; empty for neither."""

    label: str
    action: str
    before: str
    after: str
    direction: str
    leaning: str


@frozen
class FlowComparison:
    """A flow before and after a change, each as SVG of our own making or None."""

    title: str
    before: Markup | None
    after: Markup | None


@frozen
class EventView:
    """An event of the record. ``effective`` is the legal date that was stated, ``committed`` the day of the commit.

    ``committed`` is None where the commit's date cannot be read. ``approvals`` are those whose signatures are proved.
    ``faults`` say why a version could not be read.
    """

    anchor: str
    title: str
    effective: datetime.date | None
    committed: datetime.date | None
    reason: str
    legal_basis: str
    why_late: str
    document: str
    approvals: tuple[AgreedView, ...]
    changes: tuple[ChangeView, ...]
    flows: tuple[FlowComparison, ...]
    version: Link | None
    readable: bool
    faults: tuple[str, ...]


@frozen
class VersionLine:
    """A version in the list from which one picks: the days on which it applied, the last one None where it still does."""

    url: str
    from_day: datetime.date
    until_day: datetime.date | None


@frozen
class HistoryView:
    """The record of one item. ``incomplete`` says why it may lack changes; empty when it has all."""

    code: str
    name: str
    item: Link
    events: tuple[EventView, ...]
    versions: tuple[VersionLine, ...]
    successor: Link | None
    incomplete: str


def history_link(item: Item, day: datetime.date = datetime.date.max) -> HistoryLink | None:
    """Link to an item's record, counting what applies by a day; None when git knows nothing of it."""
    if not item.past.events:
        return None
    changes = [event for event in item.past.events if not event.established and (not item.standing or event.legal_day <= day)]
    return HistoryLink(history_url(item.code), len(changes), changes[0].legal_day if changes else None)


def said_since(item: Item, day: datetime.date) -> datetime.datetime | None:
    """Give since when the text that stands there on a day does so: since the latest event that applies. None where git knows nothing of it."""
    events = item.past.events
    event = next((one for one in events if one.legal_day <= day), events[0] if events else None)
    return applies_since(event) if event else None


def applies_since(event: LegalEvent) -> datetime.datetime:
    """Give the moment since which what an event brought can be read and applies: that of its commit, or the beginning of its legal day if that is later."""
    begins, commit = beginning_of(event.legal_day), event.revision.commit
    return begins if commit.doubtful else max(begins, commit.moment)


def history_page(context: Context, item: Item) -> Iterator[Page]:
    """Plan the page of an item's record; there is none without events."""
    code, events, versions, flows = item.code, item.past.events, item.past.versions, item.past.flows or {}
    if not events:
        return
    name, office = item.named
    dated = {version.commit: version.from_day for version in versions}
    successor = context.record.successor(code) if context.record and not context.index.stands(code) else ""
    view = HistoryView(
        code,
        name,
        Link(name, power_url(code)),
        tuple(_event(event, code, dated, flows.get(event.revision.commit.id, ()), item.pictures, context) for event in events),
        tuple(VersionLine(version_url(code, one.from_day), one.from_day, one.until_day) for one in reversed(versions)),
        context.power_link(successor) if successor else None,
        incomplete(context),
    )
    crumbs = (HOME, Link(context.office_name(office), office_url(office)), view.item)
    known = context.registry.offices.keys()
    yield Page(
        history_url(code),
        "history",
        f"{name}：变更记录",
        f"{name}（{code}）每次变更的内容、理由、依据和生效日期。",
        view,
        crumbs if office in known else (HOME, view.item),
        feeds=item_feeds(code, context),
        since=applies_since(events[0]),
        source=context.office_name(office),
    )


HISTORY_PAGE = ItemKind(
    "history",
    history_url,
    ("history",),
    history_page,
    (Own("power", "text"), Own("record"), Named("office", "name"), Named("office", "name", before=True), Named("power", "name", before=True)),
    sort=OPEN_ARTICLE,
)


def incomplete(context: Context) -> str:
    """Say why the record may lack changes; empty when it has all."""
    why = context.record.why_incomplete if context.record else None
    return why.message("zh") if why else ""


def event_title(event: LegalEvent) -> str:
    """Say in a few words what happened: first publication, the kinds of changes, a new code, removal."""
    return "、".join(happenings(event))


def happenings(event: LegalEvent) -> tuple[str, ...]:
    """Name each thing that happened."""
    old = event.revision.renamed_from.rpartition("/")[2].removesuffix(".yaml")
    if event.removed:
        return ("移出目录",)
    if event.established:
        return ("首次公布",)
    if old and old != event.revision.code:
        return (f"编码由 {old} 改为 {event.revision.code}",)
    if not event.readable:
        return ("这一版本读不出",)
    return kinds_of(event)


def kinds_of(event: LegalEvent) -> tuple[str, ...]:
    """Name the kinds of an event's changes, in the order of the procedure."""
    return tuple(term.zh for kind, term in OF_ITEMS.items() if kind in event.kinds)


def committed_on(event: LegalEvent) -> datetime.date | None:
    """Give the day of an event's commit; None where it cannot be read."""
    commit = event.revision.commit
    return None if commit.doubtful else commit.day


def anchor_of(event: LegalEvent) -> str:
    """Name an event within its item's page."""
    return f"c-{event.revision.commit.id[:12]}"


def _event(
    event: LegalEvent,
    code: str,
    dated: Mapping[str, datetime.date],
    flows: Sequence[FlowCharts],
    drawn: Mapping[Chart, Drawing],
    context: Context,
) -> EventView:
    commit = event.revision.commit
    successor = context.record.successor(event.revision.code) if event.removed and context.record else ""
    title = f"编码改为 {successor}" if successor else event_title(event)
    first = dated.get(commit.id)
    return EventView(
        anchor_of(event),
        title,
        event.effective_on,
        committed_on(event),
        event.reason,
        event.legal_basis,
        event.why_late,
        event.document,
        agreed_views(event.approvals, context),
        () if event.established or event.removed else tuple(map(change_view, event.changes)),
        tuple(FlowComparison(one.title, _picture(one.before, drawn), _picture(one.after, drawn)) for one in flows),
        Link("当时的全文", version_url(code, first)) if first else None,
        event.readable,
        event.faults,
    )


def change_view(change: Change) -> ChangeView:
    """Put a change into a line of the table."""
    leaning = DIRECTIONS[change.direction].zh
    return ChangeView(change.label, ACTIONS[change.action], change.before, change.after, leaning, change.direction)


def _picture(chart: Chart | None, drawn: Mapping[Chart, Drawing]) -> Markup | None:
    return Markup(drawn[chart].svg) if chart else None  # noqa: S704 - written by quanli.flowchart.svg, which escapes all text
