"""Powers to pages, data and charts, a chunk at a time; lists and forms to pages, a batch at a time (in workers)."""

from __future__ import annotations

import pickle

from quanli.assemble.data import data_part, power_json
from quanli.assemble.form import form_page
from quanli.assemble.listing import PartOfList, list_page
from quanli.assemble.lists import LISTS
from quanli.assemble.power import power_page
from quanli.assemble.state import current_state
from quanli.build.staging import FileRow
from quanli.catalogue.power import Power
from quanli.flowchart.chart import charts_of
from quanli.flowchart.draw import Drawing, draw
from quanli.frozen import frozen
from quanli.git.blob import blob_id
from quanli.pipeline.load import Chunk
from quanli.pipeline.opened import Opened, opened
from quanli.pipeline.past import Present, pasts_of, write_past
from quanli.pipeline.recorded import PastFile, Rest
from quanli.pipeline.search import spill_documents
from quanli.pipeline.workplace import Workplace
from quanli.search.document import search_document

BATCH = 20
"""Pages of lists a task."""


@frozen
class ListTask:
    """Pages of one list; ``kind`` counts in :data:`quanli.assemble.lists.LISTS`."""

    place: Workplace
    kind: int
    key: str
    total: int
    parts: tuple[PartOfList, ...]


@frozen
class DataTask:
    """Parts of the bulk data: number, first code and the code of the next part."""

    place: Workplace
    parts: tuple[tuple[int, str, str], ...]


@frozen
class FormTask:
    """The page of a form."""

    place: Workplace
    form: str


def render_chunk(chunk: Chunk) -> tuple[FileRow, ...]:
    """Render one chunk of powers, one ``dot`` process for all of its charts."""
    place = chunk.place
    kept: list[tuple[str, Power]] = pickle.loads(place.spill(chunk.number).read_bytes())  # noqa: S301 - our own spill
    charts = [charts_of(power) for _, power in kept]
    drawings = iter(draw([chart for own in charts for chart in own], place.layouts))
    site = opened(place)
    rests: dict[str, set[Rest]] = {}
    files: list[FileRow] = []
    presents = (_present(file, power, [next(drawings) for _ in own], site) for (file, power), own in zip(kept, charts, strict=True))
    for (_, power), (present, past, pictures) in zip(kept, pasts_of(presents, site), strict=True):
        files += site.write(power_page(power, present.drawings, site.context, past.link))
        files += write_past(past, present, pictures, site)
        rests[power.code] = past.rests(power)
        files.append(site.write_part((f"powers/{power.code}.json", power_json(power, site.context))))
    PastFile(place, str(chunk.number)).leave(rests)
    offices = site.context.registry.offices
    states = ((power, current_state(power, place.as_of).state) for _, power in kept)
    spill_documents(place, chunk.number, [search_document(power, state, offices) for power, state in states])
    return tuple(files)


def _present(file: str, power: Power, drawings: list[Drawing], site: Opened) -> Present:
    record = site.context.record
    return Present(power.code, power, blob_id((record.root / file).read_bytes()) if record and record.tip else "", drawings)


def render_list(task: ListTask) -> tuple[FileRow, ...]:
    """Render pages of a list."""
    site, kind = opened(task.place), LISTS[task.kind]
    index = site.context.index
    files: list[FileRow] = []
    for part in task.parts:
        rows = index.rows(part.start, part.end, **{kind.name: task.key})
        page = kind.page(site.context, task.key, list_page(part, rows, task.total, site.context))
        files += site.write(page)
    return tuple(files)


def render_data(task: DataTask) -> tuple[FileRow, ...]:
    """Write parts of the bulk data."""
    site = opened(task.place)
    index = site.context.index
    parts = (data_part(first, n, index.rows(first, end), site.context) for n, first, end in task.parts)
    return tuple(site.write_part(file) for part in parts for file in part)


def render_form(task: FormTask) -> tuple[FileRow, ...]:
    """Render the page of a form."""
    site = opened(task.place)
    return tuple(row for page in form_page(site.context, task.form) for row in site.write(page))
