"""The pages and feeds of changes, by month, kind, office and category: which are stale, and how each is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from quanli.assemble.changes import changes_page, kind_page, month_page, office_changes_page
from quanli.assemble.data import Part
from quanli.assemble.feed import feed_of_all, feed_of_category, feed_of_office
from quanli.assemble.home import home_page
from quanli.assemble.page import Page, file_of, month_url
from quanli.build.staging import FileRow
from quanli.frozen import frozen
from quanli.history.change import KINDS
from quanli.history.revision import LegalEvent
from quanli.pipeline.opened import Opened, opened
from quanli.pipeline.options import Reason
from quanli.pipeline.recorded import WHY
from quanli.pipeline.workplace import Workplace

if TYPE_CHECKING:
    from quanli.pipeline.update import Update

_BATCH = 10
"""Pages of changes a task."""


@frozen
class ChangesTask:
    """Pages and feeds of changes: kind of page and key."""

    place: Workplace
    wanted: tuple[tuple[str, str], ...]


def render_changes(task: ChangesTask) -> tuple[FileRow, ...]:
    """Render pages and feeds of changes (in a worker)."""
    site = opened(task.place)
    rows: list[FileRow] = []
    for kind, key in task.wanted:
        for made in _changes(kind, key, site):
            rows += site.write(made) if isinstance(made, Page) else [site.write_part(made)]
    return tuple(rows)


def changes(update: Update) -> Iterator[tuple[Sequence[FileRow], Reason]]:
    """Draw the pages and feeds of the months, kinds, offices and categories in which anything changed."""
    wanted = sorted(_wanted(update))
    pieces = (tuple(wanted[at : at + _BATCH]) for at in range(0, len(wanted), _BATCH))
    tasks = [ChangesTask(update.place, piece) for piece in pieces]
    for rows in update.each("变更 changes", render_changes, tasks):
        yield rows, WHY


def _wanted(update: Update) -> set[tuple[str, str]]:
    """Tell which pages and feeds of changes are stale, as kind and key."""
    recorded, change = update.recorded, update.change
    record = recorded.record
    offices, categories = set(update.registry.offices), update.index.keys_of("category")
    if update.cold or "changes" in change.templates:
        wanted = {("month", month) for month in record.months()} | {("kind", kind) for kind in KINDS}
        wanted |= {("office", office) for office in offices} | {("category", category) for category in categories}
        return {one for one in wanted if record.tip} | {("all", "")}
    told = [*(record.since(recorded.tip) if recorded.tip != record.tip else ()), *_told_otherwise(update)]
    wanted = {("month", month) for month in _with_neighbours({_month(event) for event in told}, update)}
    wanted |= {("kind", changed.kind) for event in told for changed in event.changes}
    wanted |= {("office", event.office) for event in told} | {("office", one) for one in change.offices}
    wanted |= {("category", category) for category in {event.category for event in told} | _categories(update)}
    for kind, there, folder in (("office", offices, "offices/{}/"), ("category", categories, "categories/{}/")):
        left = {key for one, key in wanted if one == kind and key not in there}
        wanted -= {(kind, key) for key in left}
        update.made.drop(folder.format(key) + name for key in left for name in ("feed.xml", "changes/index.html"))
    wanted = {one for one in wanted if record.tip}
    return wanted | {("all", "")} if wanted or change.days else wanted


def _month(event: LegalEvent) -> str:
    return event.revision.commit.day.isoformat()[:7]


def _with_neighbours(months: Collection[str], update: Update) -> Iterator[str]:
    """Give months, and those beside the ones that had no page yet: they lead to each other."""
    known = update.recorded.record.months()
    for month in months:
        yield month
        if month in known and not update.state.has_output(file_of(month_url(month))):
            at = known.index(month)
            yield from known[max(0, at - 1) : at + 2]


def _told_otherwise(update: Update) -> Iterator[LegalEvent]:
    """Give the events that are worded otherwise now, or stand in another list: those of items renamed, moved, come or gone."""
    recorded, delta = update.recorded, update.delta
    codes = set(recorded.retold)
    for code in delta.before.keys() | delta.after.keys():
        before, after = delta.before.get(code), delta.after.get(code)
        if before is None or after is None or (before.name, before.category) != (after.name, after.category):
            codes.add(code)
    if codes:
        yield from recorded.record.recent(codes=codes)


def _categories(update: Update) -> set[str]:
    """Give the categories that items came into or went from: one that had none has no feed, one that has none any more loses it."""
    before, after = update.delta.before, update.delta.after
    rows = ((before.get(code), after.get(code)) for code in before.keys() | after.keys())
    turned = ((was, now) for was, now in rows if (was and was.category) != (now and now.category))
    return {row.category for pair in turned for row in pair if row}


def _changes(kind: str, key: str, site: Opened) -> Iterator[Page | Part]:
    context = site.context
    if kind == "all":
        yield changes_page(context)
        yield from home_page(context)
        if context.record and context.record.tip:
            yield feed_of_all(context)
    elif kind == "month":
        yield month_page(key, context)
    elif kind == "kind":
        yield kind_page(key, context)
    elif kind == "office":
        yield office_changes_page(key, context)
        yield feed_of_office(key, context)
    else:
        yield feed_of_category(key, context)
