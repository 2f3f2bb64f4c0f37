"""The changes of one commit put together: as a group on the pages of changes, as a line on the home page."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from quanli.assemble.agreed import ApprovalLink, approval_links
from quanli.assemble.context import Context
from quanli.assemble.history import anchor_of, committed_on, event_title, happenings, kinds_of
from quanli.assemble.page import Link, history_url, month_url
from quanli.frozen import frozen
from quanli.history.change import sentence
from quanli.history.kinds import OF_ITEMS
from quanli.history.record import Record
from quanli.history.revision import LegalEvent

_TOGETHER, _NAMED = 12, 200
"""A commit that changes more items than the first lists their names only; of more than the second it counts the rest."""
_SENTENCES, _LENGTH = 4, 90
_THINGS = 4
_SPOKEN = 40
"""Events whose titles say on the home page what a commit did."""


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
    approvals: tuple[ApprovalLink, ...] = ()
    """Who agreed, where their signatures prove it, with the way to what they signed."""


def groups_of(events: Iterable[LegalEvent], context: Context) -> tuple[ChangeGroup, ...]:
    """Put the events of each commit together; the events come newest first."""
    groups = itertools.groupby(events, lambda event: event.revision.commit.id)
    return tuple(_group(list(group), context) for _, group in groups)


def groups_in(month: str, record: Record, context: Context) -> Iterator[ChangeGroup]:
    """Put the events of each commit of a month together; of one that changed very much, only what is shown is read."""
    for commit in record.commits(month):
        yield _group(record.made_by(commit.position, _NAMED), context, commit.events, one_date=commit.dates == 1)


def latest_changes(context: Context, limit: int) -> tuple[Link, ...]:
    """Link the changes of the latest commits for the home page: one a commit, the items that it changed counted."""
    record, found = context.record, list[Link]()
    for commit in record.commits(limit=limit) if record else ():
        events = record.made_by(commit.position, _SPOKEN) if record else ()
        first, day = events[0], committed_on(events[0])
        when = f"{day.month} 月 {day.day} 日 " if day else ""
        if first.effective_on and first.effective_on > context.as_of:
            when += f"（{first.effective_on} 起施行）"
        if commit.events == 1:
            said = _sentences(first)[:1] or [event_title(first)]
            found.append(Link(item_name(first, context), _url(first), when + said[0]))
        else:
            month = first.revision.commit.day.isoformat()[:7]
            found.append(Link(f"{commit.events} 个事项：{_spoken(events)}", month_url(month), when + _cut(first.reason)))
    return tuple(found)


def item_name(event: LegalEvent, context: Context) -> str:
    """Name the item of an event as it is called today, or was called last."""
    code = event.revision.code
    row = context.index.row(code)
    if row:
        return row.name
    last = context.record.last_called(code) if context.record else None
    return last.name or code if last else code


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
        tuple(term.zh for term in OF_ITEMS.values() if term.zh in kinds),
        tuple(item_change(event, context, brief=brief) for event in shown),
        count - len(shown),
        brief,
        approval_links((one for event in events for one in event.approvals), context),
    )


def item_change(event: LegalEvent, context: Context, *, brief: bool = False) -> ItemChange:
    """Say what happened to one item; ``brief`` leaves the sentences out."""
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
    """Name what happened to several items, each thing once, those that happened to most of them first."""
    counted = Counter(one for event in events for one in happenings(event)).most_common()
    return "、".join(one for one, _ in counted[:_THINGS]) + ("等" if len(counted) > _THINGS else "")
