"""Stage two: powers to pages, data and charts, chunk by chunk; then the pages around them, group by group."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2

from quanli.assemble.context import Context
from quanli.assemble.page import Page
from quanli.assemble.power import power_page
from quanli.assemble.data import power_json
from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.build.staging import FileRow, write_file
from quanli.catalogue.index import Index
from quanli.catalogue.power import Power
from quanli.catalogue.registry import Registry
from quanli.flowchart.charts import charts_of, draw
from quanli.pipeline.documents import form_views, write_documents
from quanli.pipeline.load import Chunk
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.render.environment import make_environment
from quanli.render.pages import render_page


@dataclass(frozen=True)
class Group:
    """Pages that are made together: a section of the site, or one member of it."""

    section: str
    key: str
    place: Workplace


def render_powers(place: Workplace, chunks: Sequence[Chunk], executor: Executor, progress: Progress) -> Iterator[tuple[FileRow, ...]]:
    """Render all powers; gives the rows of the files of each chunk."""
    total = sum(len(chunk.files) for chunk in chunks)
    answers = executor.map(render_chunk, chunks)
    for files, _ in progress.stage("事项 powers", answers, total, lambda answer: answer[1]):
        yield files


def render_chunk(chunk: Chunk) -> tuple[tuple[FileRow, ...], int]:
    """Render one chunk of powers (in a worker), one ``dot`` process for all of its charts."""
    place = chunk.place
    kept: list[tuple[str, Power]] = pickle.loads(place.spill(chunk.number).read_bytes())  # noqa: S301 - our own spill
    opened = _opened(place)
    charts = [chart for _, power in kept for chart in charts_of(power)]
    drawn = dict(zip(((chart.code, chart.name) for chart in charts), draw(charts), strict=True))
    context = replace(opened.context, charts=drawn)
    files = []
    for _, power in kept:
        files.append(opened.write(power_page(power, context)))
        files.append(write_file(place.staging, f"powers/{power.code}.json", power_json(power)))
    return tuple(files), len(kept)
