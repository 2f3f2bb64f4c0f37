"""Outputs drawn and written, some at a time (in workers): items in chunks, pages of lists, pages and files of a key each."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from quanli.assemble.item import Item, Rest
from quanli.assemble.kinds import DATA, ITEMS, PAGES
from quanli.assemble.listing import PartOfList, list_page
from quanli.assemble.lists import LISTS
from quanli.assemble.power_data import Since, since_of
from quanli.assemble.state import current_state
from quanli.build.staging import FileRow
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.tree import FolderTree
from quanli.flowchart.chart import charts_of
from quanli.flowchart.draw import Drawing, draw
from quanli.frozen import frozen
from quanli.git.blob import blob_id
from quanli.pipeline.chunks import Chunk, Kept
from quanli.pipeline.opened import Opened, opened
from quanli.pipeline.past import Present, items_of
from quanli.pipeline.search import spill_documents
from quanli.pipeline.workplace import Workplace
from quanli.search.document import search_document

_BY_NAME = MappingProxyType({kind.name: kind for kind in (*PAGES, *DATA)})
Output = tuple[str, str]
"""An output's kind and key."""


@frozen
class GoneItems:
    """Items that have no file any more, to be drawn together."""

    place: Workplace
    codes: tuple[str, ...]


@frozen
class Pages:
    """Outputs to be made, by kind and key; ``data_parts`` says where the bulk data is cut, where they speak of it."""

    place: Workplace
    outputs: tuple[Output, ...]
    data_parts: tuple[str, ...] = ()


@frozen
class PagesOfList:
    """Pages of one list; ``kind`` counts in :data:`quanli.assemble.lists.LISTS`."""

    place: Workplace
    kind: int
    key: str
    total: int
    parts: tuple[PartOfList, ...]


class DrawnItems(NamedTuple):
    """The files of some items, by code what only their old texts name, and since when they are as they are."""

    rows: tuple[FileRow, ...]
    rests: Mapping[str, set[Rest]]
    since: Mapping[str, Since]


def draw_items(task: Chunk | GoneItems) -> DrawnItems:
    """Draw every output of some items."""
    site = opened(task.place)
    presents = _read(task, site) if isinstance(task, Chunk) else map(Present, task.codes)
    rows: list[FileRow] = []
    rests: dict[str, set[Rest]] = {}
    since: dict[str, Since] = {}
    for item in items_of(presents, site):
        rows += _outputs(item, site)
        rests[item.code] = item.rests()
        since[item.code] = since_of(item, site.context)
    return DrawnItems(tuple(rows), rests, since)


def _read(chunk: Chunk, site: Opened) -> Iterator[Present]:
    """Take up the powers of a chunk, with one ``dot`` process for all of their charts, and leave what the search index takes."""
    place = chunk.place
    kept: list[Kept] = pickle.loads(place.spill(chunk.number).read_bytes())  # noqa: S301 - our own spill
    charts = [charts_of(one.shown) if one.shown else () for one in kept]
    drawings = iter(draw([chart for own in charts for chart in own], place.layouts))
    offices = site.context.registry.offices
    states = ((one.power, current_state(one.power, place.as_of).state) for one in kept if one.power)
    spill_documents(place, chunk.number, [search_document(power, state, offices) for power, state in states])
    for one, own in zip(kept, charts, strict=True):
        yield _present(one, [next(drawings) for _ in own], site)


def _present(kept: Kept, drawings: list[Drawing], site: Opened) -> Present:
    if kept.standing or kept.power is None:
        blob = kept.standing.blob if kept.standing else ""
        return Present(POWER.id_of(kept.file) or "", kept.power, blob, drawings, kept.standing)
    record = site.context.record
    blob = blob_id(FolderTree(record.root).read(kept.file, POWER.limit)) if record and record.tip else ""
    return Present(kept.power.code, kept.power, blob, drawings)


def _outputs(item: Item, site: Opened) -> Iterator[FileRow]:
    for kind in ITEMS:
        for made in kind.plan(site.context, item):
            yield from site.write(made, kind.name, item.code)


def draw_pages(task: Pages) -> tuple[FileRow, ...]:
    """Make outputs of a key each."""
    site = opened(task.place)
    context = replace(site.context, data_parts=task.data_parts) if task.data_parts else site.context
    return tuple(row for kind, key in task.outputs for made in _BY_NAME[kind].plan(context, key) for row in site.write(made, kind, key))


def draw_list(task: PagesOfList) -> tuple[FileRow, ...]:
    """Draw pages of a list."""
    site, kind = opened(task.place), LISTS[task.kind]
    index = site.context.index
    files: list[FileRow] = []
    for part in task.parts:
        rows = index.rows(part.start, part.end, **{kind.where: task.key})
        page = kind.page(site.context, task.key, list_page(part, rows, task.total, site.context))
        files += site.write(page, kind.name, task.key) if page else ()
    return tuple(files)
