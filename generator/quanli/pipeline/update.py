"""Stage two: every stale output is made again, kind by kind, and what is gone is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from quanli.assemble.approved import APPROVED_PART
from quanli.assemble.bulk import ALL, DATA_PAGE, DATA_PART, FORMATS, data_name
from quanli.assemble.context import Context
from quanli.assemble.cut import DATA, PAGE, recut
from quanli.assemble.data_guide import DATA_GUIDE
from quanli.assemble.dcat import DCAT_DATA
from quanli.assemble.facts import Facts, Reason
from quanli.assemble.guide import HOSTED
from quanli.assemble.home import SEARCH_FILES
from quanli.assemble.kinds import ITEMS, PAGES
from quanli.assemble.listing import parts_of_list
from quanli.assemble.lists import LISTS
from quanli.assemble.page import file_of
from quanli.assemble.page_kind import AnyKind, ListKind
from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.build.staging import FileRow
from quanli.build.state import State
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.frozen import frozen
from quanli.pipeline.chunks import CHUNK, Chunk
from quanli.pipeline.draw import GoneItems, Output, Pages, PagesOfList, draw_items, draw_list, draw_pages
from quanli.pipeline.facts import Change
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import opened
from quanli.pipeline.plan import Questions, Stale, expanded, stale
from quanli.pipeline.read import Items
from quanli.pipeline.recorded import Recorded
from quanli.pipeline.search import search_files
from quanli.pipeline.workplace import Workplace

BATCH = 20
"""Pages a task."""


@frozen
class Update:
    """One update of the output, kind by kind."""

    place: Workplace
    registry: Registry
    state: State
    index: Index
    change: Change
    facts: Facts
    items: Items
    executor: Executor
    progress: Progress
    made: MadeFiles
    recorded: Recorded
    hosted: bool
    """Whether the host has drawn the guides."""

    def run(self) -> None:
        """Make everything that is stale."""
        self.recorded.tell(self.facts)
        self._items()
        self._lists()
        self._pages()
        self._data()
        self._differences()
        if self.change.cold or stale(SEARCH_FILES, self.facts, self._questions):
            search_files(self.place, self.registry, self.state, self.made, self.items.chunks, self.removed)

    @property
    def removed(self) -> frozenset[str]:
        """Give the codes that had a file in the last build and have none now."""
        return frozenset(self.facts.before.keys() - self.facts.after.keys())

    @property
    def _questions(self) -> Questions:
        return Questions(self.registry, self.index, self.state.db)

    @property
    def _context(self) -> Context:
        return opened(self.place).context

    def _stale(self, kind: AnyKind, keys: Callable[[Context], Iterable[str]]) -> dict[str, Stale]:
        """Give the stale outputs of a kind by key; ``keys`` gives those that there are."""
        if self.change.cold:
            return {key: Stale(self.change.cold) for key in keys(self._context)}
        found = stale(kind, self.facts, self._questions)
        return expanded(found, keys(self._context)) if found else found

    def _each(self, name: str, task: Callable[[Any], Sequence[FileRow]], tasks: Sequence[Any]) -> Iterator[Sequence[FileRow]]:
        """Run a task on each of its inputs and report progress."""
        yield from self.progress.stage(name, self.executor.map(task, tasks), len(tasks), lambda _: 1)

    def _items(self) -> None:
        """Draw the items that changed, and what stands at the addresses of those that are gone."""
        known = [code for code in self.items.gone if self.recorded.record.knows(code)]
        pieces = (tuple(known[at : at + CHUNK]) for at in range(0, len(known), CHUNK))
        tasks: list[Chunk | GoneItems] = [*self.items.chunks, *(GoneItems(self.place, piece) for piece in pieces)]
        total = sum(len(task.files if isinstance(task, Chunk) else task.codes) for task in tasks)
        answers = self.executor.map(draw_items, tasks)
        for drawn in self.progress.stage("事项 powers", answers, total, lambda one: len(one.rests)):
            self.recorded.note_past(drawn.rests)
            self.recorded.note_since(drawn.since)
            self.made.settle(((kind.name, code) for code in drawn.rests for kind in ITEMS), drawn.rows, self._why_item)
        unknown = self.items.gone if len(known) < len(self.items.gone) else ()
        self.made.settle(((kind.name, code) for code in unknown if code not in set(known) for kind in ITEMS), (), self._why_item)

    def _why_item(self, row: FileRow) -> Reason:
        return self.items.why[row.key]

    def _lists(self) -> None:
        """Draw the pages of lists in which a line changed."""
        why: dict[Output, Reason] = {}
        tasks = [task for number, kind in enumerate(LISTS) for task in self._pages_of_lists(number, kind, why)]
        for rows in self._each("列表 lists", draw_list, tasks):
            self.made.add(rows, lambda row: why[row.kind, row.key])

    def _pages_of_lists(self, number: int, kind: ListKind, why: dict[Output, Reason]) -> Iterator[PagesOfList]:
        there = set(kind.records(self._context))
        for key, found in sorted(self._stale(kind, lambda context: kind.records(context) or context.index.keys_of(kind.where)).items()):
            why[kind.name, key] = found.why
            name, base = f"{kind.name}/{key}", kind.url(key)
            old = self.state.parts(name)
            made = recut(old if found.members else [], found.members or {""}, lambda s, key=key: self.index.codes(s, **{kind.where: key}), PAGE)  # type: ignore[misc]
            self.state.note_parts(name, made.firsts)
            parts = parts_of_list(base, made.firsts) if made.firsts or key in there else ()
            urls = {part.url for part in parts}
            self.made.drop(file_of(part.url) for part in parts_of_list(base, old) if part.url not in urls)
            again = tuple(part for part in parts if not part.previous or part.start in made.stale)
            total = self.index.total_of(kind.where, key)
            for at in range(0, len(again), BATCH):
                yield PagesOfList(self.place, number, key, total, again[at : at + BATCH])

    def _pages(self) -> None:
        """Make the pages and files that have a key each, and remove those whose key is gone."""
        due: dict[Output, Reason] = {}
        gone: list[Output] = []
        for kind in PAGES:
            if kind in HOSTED and self.hosted:
                continue
            found = self._stale(kind, kind.keys)
            if found and kind in HOSTED:
                self.place.keep_guides(self.state.kept("guides"))
            there = set(kind.keys(self._context)) if found else ()
            due |= {(kind.name, key): one.why for key, one in found.items() if key in there}
            gone += [(kind.name, key) for key in found if key not in there]
        self.made.settle(gone, (), lambda row: due[row.kind, row.key])
        wanted = list(due)
        tasks = [Pages(self.place, tuple(wanted[at : at + BATCH])) for at in range(0, len(wanted), BATCH)]
        answers = self._each("网页 pages", draw_pages, tasks)
        for task, rows in zip(tasks, answers, strict=True):
            self.made.settle(task.outputs, rows, lambda row: due[row.kind, row.key])

    def _data(self) -> None:
        """Write the parts of the bulk data in which a row changed, and their list when the data is cut otherwise."""
        found = next(iter(self._stale(DATA_PART, lambda _: (ALL,)).values()), None)
        if found:
            old = [] if self.change.cold else self.state.parts("data")
            made = recut(old, found.members or {""}, self.index.codes, DATA)
            self.state.note_parts("data", made.firsts)
            names = {f"{data_name(first, n)}.{suffix}" for n, first in enumerate(made.firsts) for suffix in FORMATS}
            before = (f"{data_name(first, n)}.{suffix}" for n, first in enumerate(old) for suffix in FORMATS)
            self.made.drop(name for name in before if name not in names)
            tasks = [Pages(self.place, ((DATA_PART.name, first),), made.firsts) for first in made.stale]
            for rows in self._each("数据 data", draw_pages, tasks):
                self.made.add(rows, lambda _: found.why)
            if old != list(made.firsts):
                self.facts.add("cut", "data", Reason("数据分为别的文件", "the data is cut otherwise"))
        for kind in (DATA_PAGE, DATA_GUIDE, DCAT_DATA):
            for one in self._stale(kind, kind.keys).values():
                page = Pages(self.place, ((kind.name, ""),), tuple(self.state.parts("data")))
                self.made.add(draw_pages(page), lambda _, why=one.why: why)  # type: ignore[misc]

    def _differences(self) -> None:
        """Make the pages of differences from approved catalogues, where they are stale or cut otherwise."""
        for key, found in sorted(self._stale(APPROVED_PART, APPROVED_PART.keys).items()):
            name, base = f"{APPROVED_PART.name}/{key}", APPROVED_PART.url(key)
            list, status = key.split("/")  # noqa: A001
            old = self.state.parts(name)
            made = recut(old if found.members else [], found.members or {""}, partial(self.index.difference_keys, list, status), PAGE)
            self.state.note_parts(name, made.firsts)
            parts = parts_of_list(base, made.firsts) if made.firsts else ()
            urls = {part.url for part in parts}
            self.made.drop(file_of(part.url) for part in parts_of_list(base, old) if part.url not in urls)
            again = [part.start for part in parts if not part.previous or part.start in made.stale]
            tasks = [Pages(self.place, ((APPROVED_PART.name, f"{key}/{start}"),), made.firsts) for start in again]
            for rows in self._each("批准的目录 approved", draw_pages, tasks):
                self.made.add(rows, lambda _, why=found.why: why)  # type: ignore[misc]
