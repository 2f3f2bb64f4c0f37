"""What changed in the whole catalogue: by month, by office, by kind, and what takes effect next."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence

from quanli.assemble.context import Context
from quanli.assemble.history import anchor_of, committed_on, event_title, incomplete, kinds_of
from quanli.assemble.page import CHANGES, HOME, OFFICES, Link, Page, history_url, month_url, office_url
from quanli.assemble.removed import last_text
from quanli.frozen import frozen
from quanli.history.change import KINDS, sentence
from quanli.history.record import Record
from quanli.history.revision import LegalEvent

LATEST = 100
"""Events on a page that has no end of its own: an office's, a kind's."""
_TOGETHER, _NAMED = 12, 200
"""A commit that changes more items than the first lists their names only; of more than the second it counts the rest."""
_SENTENCES, _LENGTH = 4, 90


@frozen
class ItemChange:
    """An item within a group: the way to its record, and its changes in sentences; ``rest`` counts those left out."""

    code: str
    name: str
    url: str
    title: str
    sentences: tuple[str, ...]
    rest: int


@frozen
class ChangeGroup:
    """What one commit changed. ``effective`` is the legal date that was stated for all of it, where it is one."""

    committed: datetime.date | None
    effective: datetime.date | None
    reason: str
    document: str
    kinds: tuple[str, ...]
    powers: tuple[ItemChange, ...]
    rest: int
    brief: bool
    """Whether only the items' names stand here."""


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


def changes_page(context: Context) -> Page:
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
        tuple(Coming(day, _item(event, context)) for event, day in _coming(record, context.as_of)),
        tuple(Link(spoken_month(month), month_url(month)) for month in (record.months() if record else ())),
        tuple(Link(term.zh, changes_of_kind_url(kind)) for kind, term in KINDS.items()) if events.shown else (),
        tuple(offices) if events.shown else (),
    )
    return Page(CHANGES.url, "changes", CHANGES.text, view.lead, view, (HOME,), feeds=all_feeds(context))


def month_page(month: str, context: Context) -> Page:
    """Plan the page of the commits of one month."""
    record = context.record
    months = record.months() if record else ()
    at = months.index(month)
    earlier = months[at + 1] if at + 1 < len(months) else ""
    later = months[at - 1] if at else ""
    view = ChangesView(
        f"{spoken_month(month)}的变更",
        "按记入目录的日期列出；生效日期另有规定的，写在旁边。",
        tuple(_groups_in(month, record, context)) if record else (),
        incomplete(context),
        whole=True,
        earlier=Link(spoken_month(earlier), month_url(earlier)) if earlier else None,
        later=Link(spoken_month(later), month_url(later)) if later else None,
    )
    return _page(month_url(month), view, (HOME, CHANGES), all_feeds(context))


def office_changes_page(office: str, context: Context) -> Page:
    """Plan the page of the latest changes of an office's items."""
    record, name = context.record, context.office_name(office)
    events = _some(record.recent(LATEST + 1, office=office) if record else (), LATEST)
    lead = f"{name}的事项每一次变更，新的在前。"
    view = ChangesView(f"{name}的变更", lead, groups_of(events.shown, context), incomplete(context), events.whole)
    url = changes_of_office_url(office)
    return _page(url, view, (HOME, OFFICES, Link(name, office_url(office))), office_feeds(office, context))


def kind_page(kind: str, context: Context) -> Page:
    """Plan the page of the latest changes of one kind."""
    record, name = context.record, next(term.zh for key, term in KINDS.items() if key == kind)
    events = _some(record.recent(LATEST + 1, kind=kind) if record else (), LATEST)
    view = ChangesView(name, "各机关事项的这一类变更，新的在前。", groups_of(events.shown, context), incomplete(context), events.whole)
    return _page(changes_of_kind_url(kind), view, (HOME, CHANGES), all_feeds(context))


def latest_changes(record: Record | None, context: Context, limit: int) -> tuple[Link, ...]:
    """Link the latest changes for the home page: one a commit, what was first published all at once counted."""
    if record is None:
        return ()
    found = []
    for _, group in itertools.groupby(record.recent(limit * 40), lambda event: event.revision.commit.id):
        events = list(group)
        first = events[0]
        day = committed_on(first)
        when = f"{day.month} 月 {day.day} 日 " if day else ""
        if len(events) == 1:
            said = _sentences(first)[:1] or [event_title(first)]
            found.append(Link(item_name(first, context), _url(first), when + said[0]))
        else:
            month = first.revision.commit.day.isoformat()[:7]
            found.append(Link(f"{len(events)} 个事项：{_spoken(events)}", month_url(month), when + _cut(first.reason)))
        if len(found) == limit:
            break
    return tuple(found)


def groups_of(events: Iterable[LegalEvent], context: Context) -> tuple[ChangeGroup, ...]:
    """Put the events of each commit together; the events come newest first."""
    groups = itertools.groupby(events, lambda event: event.revision.commit.id)
    return tuple(_group(list(group), context) for _, group in groups)


def _groups_in(month: str, record: Record, context: Context) -> Iterator[ChangeGroup]:
    """Put the events of each commit of a month together; of one that changed very much, only what is shown is read."""
    for commit in record.commits(month):
        yield _group(record.made_by(commit.position, _NAMED), context, commit.events, one_date=commit.dates == 1)


def item_name(event: LegalEvent, context: Context) -> str:
    """Name the item of an event as it is called today, or was called last."""
    code = event.revision.code
    row = context.index.row(code)
    if row:
        return row.name
    power = last_text(context.record, code) if context.record else None
    return power.name or code if power else code


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


def all_feeds(context: Context) -> tuple[Link, ...]:
    """Give the feed of all changes, where there is a record."""
    return (Link("全部变更", f"{CHANGES.url}feed.xml"),) if context.record and context.record.tip else ()


def office_feeds(office: str, context: Context) -> tuple[Link, ...]:
    """Give the feed of an office's changes, where there is a record."""
    has = context.record and context.record.tip
    return (Link(f"{context.office_name(office)}的变更", f"{office_url(office)}feed.xml"),) if has else ()


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


def _group(events: Sequence[LegalEvent], context: Context, count: int = 0, *, one_date: bool | None = None) -> ChangeGroup:
    """Put events together; ``count`` says how many there are where not all are given."""
    first, count = events[0], count or len(events)
    one_date = len({event.effective_on for event in events}) == 1 if one_date is None else one_date
    kinds = {kind for event in events for kind in kinds_of(event)} if not all(one.established for one in events) else set()
    brief = count > _TOGETHER
    shown = events[:_NAMED]
    return ChangeGroup(
        committed_on(first),
        first.effective_on if one_date else None,
        first.reason,
        first.document,
        tuple(term.zh for term in KINDS.values() if term.zh in kinds),
        tuple(_item(event, context, brief=brief) for event in shown),
        count - len(shown),
        brief,
    )


def _item(event: LegalEvent, context: Context, *, brief: bool = False) -> ItemChange:
    said = [] if brief else _sentences(event)
    return ItemChange(
        event.revision.code,
        item_name(event, context),
        _url(event),
        event_title(event) if event.established or event.removed or not said else "",
        tuple(said[:_SENTENCES]),
        max(0, len(said) - _SENTENCES),
    )


def _sentences(event: LegalEvent) -> list[str]:
    if event.established or event.removed:
        return []
    return [_cut(" ".join(sentence(change).split())) for change in event.changes]


def _cut(text: str) -> str:
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"


def _url(event: LegalEvent) -> str:
    return f"{history_url(event.revision.code)}#{anchor_of(event)}"


def _spoken(events: Sequence[LegalEvent]) -> str:
    return "、".join(dict.fromkeys(event_title(event) for event in events[:40]))[:60]
