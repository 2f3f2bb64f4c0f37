"""What git remembers of an item, read, drawn and written: its history, its versions and its feed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quanli.assemble.feed import feed_of_item
from quanli.assemble.flow_change import FlowCharts, flow_charts
from quanli.assemble.history import HistoryLink, history_link, history_page
from quanli.assemble.version import faulty_page, version_page
from quanli.build.staging import FileRow
from quanli.catalogue.power import Power
from quanli.errors import ProblemsFoundError
from quanli.flowchart.chart import Chart, charts_of
from quanli.flowchart.draw import Drawing, draw
from quanli.flowchart.kept import KeptLayouts
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.passages import PassageReader
from quanli.history.revision import LegalEvent
from quanli.history.versions import Version, in_force
from quanli.pipeline.opened import Opened
from quanli.pipeline.recorded import Rest, rests_of
from quanli.records.text_file import SIZE_LIMIT

if TYPE_CHECKING:
    from quanli.pipeline.update import Update

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


def write_past(past: Past, present: Present, drawn: Pictures, site: Opened) -> list[FileRow]:
    """Write the pages of an item's record: its history, its versions and its feed; none without events."""
    if not past.events:
        return []
    context = site.context
    last = present.power or (context.record.last_called(past.code) if context.record else None)
    name, office = (last.name or past.code, last.office) if last else (past.code, "")
    page = history_page(past.code, name, office, past.events, past.versions, past.flows, drawn, context)
    rows = [*site.write(page), site.write_part(feed_of_item(past.code, name, past.events, context))]
    for at, version in enumerate(past.versions):
        power = past.texts.get(version.blob)
        if power:
            pictures = present.drawings if power is present.power else [drawn[chart] for chart in charts_of(power)]
            rows += site.write(version_page(past.code, power, pictures, at, past.versions, past.link, context))
        else:
            faults = next(event.faults for event in past.events if event.revision.after == version.blob)
            rows += site.write(faulty_page(past.code, name, faults, at, past.versions, past.link, context))
    return rows


def drop_left(update: Update, codes: Iterable[str], rows: Iterable[FileRow]) -> None:
    """Drop the files of some items that were made before and not now, such as a version that never came into force."""
    if update.cold:
        return
    made = {path for path, _, _ in rows}
    for code in codes:
        left = set(update.state.outputs_below(f"powers/{code}/")) - made
        if left:
            update.made.drop(left)


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
