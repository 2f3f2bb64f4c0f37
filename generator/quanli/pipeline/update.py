"""Stage two: what is drawn again after a change, section by section, and what is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from quanli.assemble.cut import DATA, PAGE, recut, until
from quanli.assemble.data import data_index, data_name, data_page
from quanli.assemble.guide import guide_page
from quanli.assemble.listing import parts_of_list
from quanli.assemble.lists import LISTS, ListKind
from quanli.assemble.page import file_of
from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.build.staging import FileRow, write_file
from quanli.build.state import State
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.config.working_days import calendar_json
from quanli.frozen import frozen
from quanli.pipeline.change import Change
from quanli.pipeline.changes_pages import changes
from quanli.pipeline.delta import Delta
from quanli.pipeline.gone import gone
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import opened
from quanli.pipeline.options import Reason
from quanli.pipeline.past import drop_left
from quanli.pipeline.recorded import PastFile, Recorded
from quanli.pipeline.render import (
    BATCH,
    DataTask,
    FormTask,
    ListTask,
    render_chunk,
    render_data,
    render_form,
    render_list,
)
from quanli.pipeline.search import search_files
from quanli.pipeline.single import single_pages
from quanli.pipeline.workplace import Workplace

Why = Reason | Callable[[str], Reason]
"""Why files were made: for all of them, or by path."""


@frozen
class Update:
    """One update of the output, section by section."""

    place: Workplace
    registry: Registry
    state: State
    index: Index
    change: Change
    delta: Delta
    executor: Executor
    progress: Progress
    made: MadeFiles
    recorded: Recorded

    def run(self) -> None:
        """Make everything that is stale."""
        for section in SECTIONS:
            for rows, why in section(self):
                self.made.add(rows, why)

    @property
    def cold(self) -> bool:
        """Tell whether everything is made."""
        return bool(self.change.cold)

    def each(self, name: str, task: Callable[[Any], Sequence[FileRow]], tasks: Sequence[Any]) -> Iterator[Sequence[FileRow]]:
        """Run a task on each of its inputs and report progress."""
        yield from self.progress.stage(name, self.executor.map(task, tasks), len(tasks), lambda _: 1)


def powers(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Draw the powers that changed, and remove those that are gone."""
    chunks = update.delta.chunks
    total = sum(len(chunk.files) for chunk in chunks)
    answers = update.executor.map(render_chunk, chunks)
    made = update.progress.stage("事项 powers", answers, total, lambda rows: sum(path.endswith(".json") for path, _, _ in rows))
    for chunk, rows in zip(chunks, made, strict=True):
        past = PastFile(update.place, str(chunk.number)).collect()
        update.recorded.note_past(past)
        drop_left(update, past, rows)
        yield rows, update.delta.reason
    for code in update.delta.removed:
        update.made.drop([*update.state.outputs_below(f"powers/{code}/"), f"powers/{code}.json"])


def lists(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Draw the pages of lists in which a line changed."""
    tasks = [task for number, kind in enumerate(LISTS) for task in _list_tasks(update, number, kind)]
    for rows in update.each("列表 lists", render_list, tasks):
        yield rows, ("列表中的事项有变", "a power in the list changed")


def _list_tasks(update: Update, number: int, kind: ListKind) -> Iterator[ListTask]:
    touched: dict[str, set[str]] = {}
    for key, code in update.delta.keys(kind):
        touched.setdefault(key, set()).add(code)
    whole = _whole_lists(update, kind)
    for key in sorted(touched.keys() | whole):
        name, base = f"{kind.name}/{key}", kind.base(key)
        old = update.state.parts(name)
        made = recut([] if key in whole else old, touched.get(key) or {""}, lambda s, key=key: update.index.codes(s, **{kind.name: key}), PAGE)  # type: ignore[misc]
        update.state.note_parts(name, made.firsts)
        there = bool(made.firsts) or key in _records(update, kind)
        parts = parts_of_list(base, made.firsts) if there else ()
        urls = {part.url for part in parts}
        update.made.drop(file_of(part.url) for part in parts_of_list(base, old) if part.url not in urls)
        stale = tuple(part for part in parts if not part.previous or part.start in made.stale)
        total = update.index.total_of(kind.name, key)
        for at in range(0, len(stale), BATCH):
            yield ListTask(update.place, number, key, total, stale[at : at + BATCH])


def _whole_lists(update: Update, kind: ListKind) -> set[str]:
    """Give the lists of which every page is stale, whatever stands in them."""
    if update.cold or kind.template in update.change.templates:
        return _records(update, kind) if kind.name in {"office", "law"} else set(update.index.keys_of(kind.name))
    return set({"office": update.change.offices, "law": update.change.laws}.get(kind.name, ()))


def _records(update: Update, kind: ListKind) -> set[str]:
    """Give the lists that exist even when nothing stands in them."""
    return set({"office": update.registry.offices, "law": update.registry.laws}.get(kind.name, ()))


def forms(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Draw the pages of forms that changed or that another set of powers asks for."""
    used = {form for code in update.delta.touched for row in (update.delta.before.get(code), update.delta.after.get(code)) if row for form in row.forms}
    stale = set(update.change.forms) | used
    if update.cold or "form" in update.change.templates or update.change.attached:
        stale = set(update.registry.forms)
    update.made.drop(f"forms/{form}.html" for form in stale - update.registry.forms.keys())
    tasks = [FormTask(update.place, form) for form in sorted(stale & update.registry.forms.keys())]
    for rows in update.each("表格 forms", render_form, tasks):
        yield rows, ("表格有变", "the form or a power that uses it changed")


def guides(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Draw the guides whose powers changed; when a guide itself changed, the host has drawn all of them."""
    html: dict[str, Markup] | None = update.state.kept("guides")
    touched = update.delta.touched
    rows = [row for code in touched for row in (update.delta.before.get(code), update.delta.after.get(code)) if row]
    slugs = {row.guide for row in rows} | {slug for slug, guide in update.registry.guides.items() if touched & guide.named}
    if update.change.guides or update.cold or html is None:
        return
    site = opened(update.place)
    for slug in sorted(slugs & update.registry.guides.keys()):
        page = guide_page(update.registry.guides[slug], site.context, html[slug])
        yield site.write(page), ("指南中的事项有变", "a power in the guide changed")


def data(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Write the parts of the bulk data in which a row changed."""
    changed = {""} if update.cold else update.delta.touched
    old = update.state.parts("data")
    made = recut([] if update.cold else old, changed, update.index.codes, DATA)
    update.state.note_parts("data", made.firsts)
    numbers = {first: n for n, first in enumerate(made.firsts)}
    names = {f"{data_name(first, n)}.{suffix}" for n, first in enumerate(made.firsts) for suffix in ("csv", "json")}
    update.made.drop(
        name for n, first in enumerate(old) for suffix in ("csv", "json") if (name := f"{data_name(first, n)}.{suffix}") not in names
    )
    tasks = [DataTask(update.place, ((numbers[first], first, until(made.firsts, first)),)) for first in made.stale]
    for rows in update.each("数据 data", render_data, tasks):
        yield rows, ("数据中的事项有变", "a power in the part changed")
    if update.cold or old != list(made.firsts) or update.change.templates:
        site = opened(update.place)
        page = site.write(data_page(made.firsts))
        yield [*page, *map(site.write_part, data_index(made.firsts, site.context))], ("数据分为别的文件", "the data is cut otherwise")


def calendar(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Write the working calendar by which browsers count days, when a year of it changed."""
    if update.cold or update.change.calendars:
        row = write_file(update.place.staging, "data/calendar.json", calendar_json(update.registry.calendars))
        yield [row], ("工作日历有改动", "the working calendar changed")


def single(update: Update) -> Iterator[tuple[Sequence[FileRow], Why]]:
    """Draw the pages that there are once a site, when anything that they count or name changed."""
    change, named = update.change, {code for _, code in update.registry.site.named()}
    asked = change.registers or change.templates or change.days or update.cold
    if asked or update.delta.counted_otherwise() or update.delta.touched & named:
        site = opened(update.place)
        yield [row for page in single_pages(site.context) for row in site.write(page)], ("首页、统计等总览有变", "counts or registers changed")


SECTIONS: tuple[Callable[[Update], Iterable[tuple[Sequence[FileRow], Why]]], ...] = (powers, gone, changes, lists, forms, guides, data, calendar, single, search_files)
"""The sections of the site, in the order in which they are made."""
