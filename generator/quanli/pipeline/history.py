"""The record on the site: each item's history, versions and feed; notices for what is gone; the pages of all changes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quanli.assemble.changes import changes_page, kind_page, month_page, office_changes_page
from quanli.assemble.data import Part
from quanli.assemble.feed import feed_of_all, feed_of_category, feed_of_item, feed_of_office
from quanli.assemble.flow_change import FlowCharts, flow_charts
from quanli.assemble.history import HistoryLink, history_link, history_page
from quanli.assemble.home import home_page
from quanli.assemble.page import Page, file_of, month_url
from quanli.assemble.removed import last_text, removed_page
from quanli.assemble.version import faulty_page, version_page
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.power import Power
from quanli.errors import ProblemsFoundError
from quanli.flowchart.chart import Chart, charts_of
from quanli.flowchart.draw import Drawing, draw
from quanli.flowchart.kept import KeptLayouts
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.change import KINDS
from quanli.history.passages import PassageReader
from quanli.history.revision import LegalEvent
from quanli.history.versions import Version, in_force
from quanli.pipeline.load import CHUNK
from quanli.pipeline.opened import Opened, opened
from quanli.pipeline.options import Reason
from quanli.pipeline.recorded import WHY, PastFile, Rest, rests_of
from quanli.pipeline.workplace import Workplace
from quanli.records.strict_yaml import SIZE_LIMIT

if TYPE_CHECKING:
    from quanli.pipeline.update import Update

_BATCH = 10
"""Pages of changes a task."""
_TEXTS = 60
"""Old texts that are drawn together."""
Pictures = Mapping[Chart, Drawing]


@frozen
class Present:
    """An item as its file has it now, and its charts, drawn. One whose file is gone has neither text nor blob.

    A version that git knows by the blob of the file is that very text: it need not be read and drawn again.
    """

    code: str
    power: Power | None = None
    blob: str = ""
    drawings: Sequence[Drawing] = ()


@frozen
class Past:
    """What git remembers of one item: its events, newest first, its versions, oldest first, and their texts by blob.

    A text that has faults is not among them: its fields cannot be trusted.
    """

    code: str
    events: tuple[LegalEvent, ...]
    versions: tuple[Version, ...]
    texts: Mapping[str, Power]
    flows: Mapping[str, tuple[FlowCharts, ...]]
    """The charts of the events that changed a flow, by commit."""

    @property
    def link(self) -> HistoryLink | None:
        """Link to the record."""
        return history_link(self.code, self.events)

    @property
    def sound(self) -> list[Power]:
        """Give the texts of the versions."""
        return [self.texts[version.blob] for version in self.versions if version.blob in self.texts]

    def charts(self, present: Present) -> Iterator[Chart]:
        """Give every chart that its pages show and its present page does not."""
        for text in self.sound:
            if text is not present.power:
                yield from charts_of(text)
        for charts in itertools.chain.from_iterable(self.flows.values()):
            yield from charts.charts

    def rests(self, present: Power | None) -> set[Rest]:
        """Give what the old texts rest on, where the present one does not."""
        known = rests_of(present) if present else set[Rest]()
        return {rest for text in self.sound for rest in rests_of(text)} - known


@frozen
class GoneTask:
    """Items that have no file any more; ``number`` tells the task from others."""

    place: Workplace
    number: int
    codes: tuple[str, ...]


@frozen
class ChangesTask:
    """Pages and feeds of changes: kind of page and key."""

    place: Workplace
    wanted: tuple[tuple[str, str], ...]


def pasts_of(presents: Iterable[Present], site: Opened) -> Iterator[tuple[Present, Past, Pictures]]:
    """Read what git remembers of some items, through one process, and draw it: a few items at a time, so that memory stays flat."""
    record = site.context.record
    if record is None or not record.tip:
        for present in presents:
            yield present, Past(present.code, (), (), {}, {}), {}
        return
    with Objects(record.root, SIZE_LIMIT) as objects:
        together: list[tuple[Present, Past]] = []
        for present in presents:
            together.append((present, _past(present, record.events(present.code), objects)))
            if sum(len(past.texts) for _, past in together) >= _TEXTS:
                yield from _drawn(together, site.layouts)
                together = []
        yield from _drawn(together, site.layouts)


def _drawn(pasts: Sequence[tuple[Present, Past]], kept: KeptLayouts) -> Iterator[tuple[Present, Past, Pictures]]:
    """Draw the charts of some items, each once, with one ``dot`` process.

    An old flow that cannot be laid out must not stand in the way of today's build: it is drawn in a column.
    """
    charts = list(dict.fromkeys(chart for present, past in pasts for chart in past.charts(present)))
    try:
        drawings = draw(charts, kept)
    except ProblemsFoundError:
        columns = draw([replace(chart, variant="narrow") for chart in charts], kept)
        drawings = [replace(drawing, chart=chart) for chart, drawing in zip(charts, columns, strict=True)]
    pictures = dict(zip(charts, drawings, strict=True))
    for present, past in pasts:
        yield present, past, pictures


def write_past(past: Past, present: Present, drawn: Pictures, site: Opened) -> list[FileRow]:
    """Write the pages of an item's record: its history, its versions and its feed; none without events."""
    if not past.events:
        return []
    context = site.context
    last = present.power or (last_text(context.record, past.code) if context.record else None)
    name, office = (last.name or past.code, last.office) if last else (past.code, "")
    page = history_page(past.code, name, office, past.events, past.versions, past.flows, drawn, context)
    rows = [*site.write(page), _write(site, feed_of_item(past.code, name, past.events, context))]
    for at, version in enumerate(past.versions):
        power = past.texts.get(version.blob)
        if power:
            pictures = present.drawings if power is present.power else [drawn[chart] for chart in charts_of(power)]
            rows += site.write(version_page(past.code, power, pictures, at, past.versions, past.link, context))
        else:
            faults = next(event.faults for event in past.events if event.revision.after == version.blob)
            rows += site.write(faulty_page(past.code, name, faults, at, past.versions, past.link, context))
    return rows


def render_gone(task: GoneTask) -> tuple[FileRow, ...]:
    """Render the notices and the records of items that have no file any more (in a worker)."""
    site = opened(task.place)
    rows: list[FileRow] = []
    rests: dict[str, set[Rest]] = {}
    for present, past, drawn in pasts_of(map(Present, task.codes), site):
        record, code = site.context.record, past.code
        last = last_text(record, code) if record else None
        rows += site.write(removed_page(code, last, past.events, past.versions, site.context))
        rows += write_past(past, present, drawn, site)
        successor = record.successor(code) if record else ""
        rests[code] = past.rests(None) | ({("power", successor)} if successor else set())
        rests[code] |= {("office", last.office)} if last else set()
    PastFile(task.place, f"gone-{task.number}").leave(rests)
    return tuple(rows)


def render_changes(task: ChangesTask) -> tuple[FileRow, ...]:
    """Render pages and feeds of changes (in a worker)."""
    site = opened(task.place)
    rows: list[FileRow] = []
    for kind, key in task.wanted:
        for made in _changes(kind, key, site):
            rows += site.write(made) if isinstance(made, Page) else [_write(site, made)]
    return tuple(rows)


def gone(update: Update) -> Iterator[tuple[Sequence[FileRow], Reason]]:
    """Draw what stands at the addresses of items that have no file any more."""
    recorded, index = update.recorded, update.index
    if update.cold or {"removed", "history", "version", "faulty-version", "power"} & update.change.templates:
        codes = set(recorded.record.codes())
    else:
        codes = {code for code in recorded.codes | update.delta.removed if recorded.record.knows(code)}
    codes = {code for code in codes if not index.has(code)}
    whole = sorted(codes)
    tasks = [GoneTask(update.place, n, tuple(whole[at : at + CHUNK])) for n, at in enumerate(range(0, len(whole), CHUNK))]
    for task, rows in zip(tasks, update.each("已移出 removed", render_gone, tasks), strict=True):
        recorded.note_past(PastFile(update.place, f"gone-{task.number}").collect())
        drop_left(update, task.codes, rows)
        yield rows, WHY
    recorded.state.commit()


def changes(update: Update) -> Iterator[tuple[Sequence[FileRow], Reason]]:
    """Draw the pages and feeds of the months, kinds, offices and categories in which anything changed."""
    wanted = sorted(_wanted(update))
    pieces = (tuple(wanted[at : at + _BATCH]) for at in range(0, len(wanted), _BATCH))
    tasks = [ChangesTask(update.place, piece) for piece in pieces]
    for rows in update.each("变更 changes", render_changes, tasks):
        yield rows, WHY


def drop_left(update: Update, codes: Iterable[str], rows: Iterable[FileRow]) -> None:
    """Drop the files of some items that were made before and not now, such as a version that never came into force."""
    if update.cold:
        return
    made = {path for path, _, _ in rows}
    for code in codes:
        left = set(update.state.outputs_below(f"powers/{code}/")) - made
        if left:
            update.made.drop(left)


def _past(present: Present, events: tuple[LegalEvent, ...], objects: Objects) -> Past:
    versions = in_force(events)
    wanted = {version.blob for version in versions}
    turned = list[tuple[LegalEvent, str]]()
    base = ""
    for event in reversed(events):
        if event.readable and event.revision.after:
            if base and any(change.kind == "flow" for change in event.changes):
                turned.append((event, base))
                wanted |= {base, event.revision.after}
            base = event.revision.after
    known = {present.blob: present.power} if present.power and present.blob in wanted else {}
    wanted -= known.keys()
    blobs = [one for one in dict.fromkeys(event.revision.after for event in reversed(events)) if one in wanted]
    reader = PassageReader()
    read = ((blob, reader.read(data)) for blob, data in zip(blobs, objects.read(blobs), strict=True))
    texts = {blob: reading.power for blob, reading in read if reading.power and not reading.faults} | known
    flows = {
        event.revision.commit.id: flow_charts(texts[before], texts[event.revision.after], f"f{n}")
        for n, (event, before) in enumerate(turned)
        if before in texts and event.revision.after in texts
    }
    return Past(present.code, events, versions, texts, flows)


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


def _write(site: Opened, part: Part) -> FileRow:
    return write_file(site.staging, *part)
