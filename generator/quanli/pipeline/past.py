"""What git remembers of an item, read and drawn for its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quanli.assemble.flow_change import flow_charts
from quanli.assemble.item import Item, Past, past_charts
from quanli.catalogue.power import Power
from quanli.errors import ProblemsFoundError
from quanli.flowchart.draw import Drawing, draw
from quanli.flowchart.kept import KeptLayouts
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.passages import PassageReader
from quanli.history.record import Record
from quanli.history.revision import LegalEvent
from quanli.history.standing import Standing
from quanli.history.versions import in_force
from quanli.pipeline.opened import Opened
from quanli.records.text_file import SIZE_LIMIT

_TEXTS = 60
"""Old texts that are drawn together."""


@frozen
class Present:
    """An item as it is in force, and the charts of the text that its page shows, drawn. One whose file is gone has neither text nor blob.

    A version that git knows by the blob of the text is that very text: it need not be read and drawn again.
    """

    code: str
    power: Power | None = None
    blob: str = ""
    drawings: Sequence[Drawing] = ()
    standing: Standing | None = None


def items_of(presents: Iterable[Present], site: Opened) -> Iterator[Item]:
    """Read what git remembers of some items, through one process, and draw it: a few items at a time, so that memory stays flat."""
    record = site.context.record
    if record is None or not record.tip:
        for present in presents:
            yield Item(present.code, present.power, present.drawings, Past(), {}, present.standing)
        return
    with Objects(record.root, SIZE_LIMIT) as objects:
        together: list[tuple[Present, Past]] = []
        for present in presents:
            together.append((present, _past(present, record, objects)))
            if sum(len(past.texts or ()) for _, past in together) >= _TEXTS:
                yield from _drawn(together, site.layouts)
                together = []
        yield from _drawn(together, site.layouts)


def _drawn(pasts: Sequence[tuple[Present, Past]], kept: KeptLayouts) -> Iterator[Item]:
    """Draw the charts of some items, each once, with one ``dot`` process.

    An old flow that cannot be laid out must not stand in the way of today's build: it is drawn in a column.
    """
    charts = list(dict.fromkeys(chart for present, past in pasts for chart in past_charts(present.power, past)))
    try:
        drawings = draw(charts, kept)
    except ProblemsFoundError:
        columns = draw([replace(chart, variant="narrow") for chart in charts], kept)
        drawings = [replace(drawing, chart=chart) for chart, drawing in zip(charts, columns, strict=True)]
    pictures = dict(zip(charts, drawings, strict=True))
    for present, past in pasts:
        yield Item(present.code, present.power, present.drawings, past, pictures, present.standing)


def _past(present: Present, record: Record, objects: Objects) -> Past:
    events = record.events(present.code)
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
    if present.power:
        return Past(events, versions, texts, flows)
    return Past(events, versions, texts, flows, record.last_called(present.code), record.successor(present.code))
