"""A build from beginning to end: see what changed, check it, draw it, publish it; nothing is written before all is well."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from markupsafe import Markup

from quanli.assemble.guide import guide_page
from quanli.build.executor import Executor, executor
from quanli.build.lock import site_lock
from quanli.build.progress import Progress
from quanli.build.staging import adopt_files
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.history.refresh import open_record
from quanli.history.titles import titles
from quanli.pipeline.begin import Begun, begin, new_state, workplace
from quanli.pipeline.day import build_day
from quanli.pipeline.delta import Delta
from quanli.pipeline.documents import Documents, keep_documents, write_documents
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import keep_addresses, opened, write_assets
from quanli.pipeline.options import STATE, Options, Report
from quanli.pipeline.output import publish, site_maps
from quanli.pipeline.read import Reading, read_registers
from quanli.pipeline.recorded import Recorded
from quanli.pipeline.search import settle_search
from quanli.pipeline.update import Update

_REWRITTEN = ("git 历史被改写，或完整程度不同", "git history was rewritten, or is complete to another degree")
SMALL = 200
"""Powers that are drawn in this process: to start others would take longer."""


@frozen
class Build:
    """A build whose catalogue has been read and found free of errors."""

    begun: Begun
    delta: Delta
    options: Options
    executor: Executor
    progress: Progress
    made: MadeFiles
    recorded: Recorded

    @property
    def registry(self) -> Registry:
        """Give the registers."""
        return self.begun.registry

    @property
    def needs_host(self) -> bool:
        """Tell whether the host must render the guides."""
        change = self.begun.change
        return bool(change.cold or change.guide_files or "guide" in change.templates)

    def prepare(self) -> None:
        """Write the static files and the forms: pages speak of both. Workers see the index from here on."""
        begun, change, state = self.begun, self.begun.change, self.begun.state
        addresses: dict[str, str] = state.kept("assets") or {}
        documents: Documents = state.kept("documents")
        if change.cold:
            addresses, rows = write_assets(begun.place)
            state.keep("assets", addresses)
            self.made.add(rows, change.cold)
        if change.cold or change.forms or change.attached:
            documents, rows = write_documents(begun.place, begun.registry, self.executor)
            state.keep("documents", documents)
            kept = {path for path, _, _ in rows} | {f"forms/{form}.html" for form in begun.registry.forms}
            self.made.drop(set(state.outputs_below("forms/")) - kept)
            self.made.add(rows, ("表格或附件有改动", "a form or an attached file changed"))
        keep_addresses(begun.place, addresses)
        keep_documents(begun.place, documents)
        begun.take_up()
        if begun.is_large(SMALL):
            shutil.copyfile(begun.place.database, begun.place.snapshot)

    def adopt_guides(self, html: dict[str, Markup]) -> None:
        """Take over the guides that the host has written, and keep their text for builds without it."""
        state = self.begun.state
        rows = adopt_files(self.begun.place.staging, "guides")
        self.made.drop(set(state.outputs_below("guides/")) - {path for path, _, _ in rows} - {"guides/index.html"})
        state.keep("guides", html)
        site = opened(self.begun.place)
        guides = self.begun.registry.guides
        for slug, text in html.items():
            rows += site.write_twin(guide_page(guides[slug], site.context, text))
        self.made.add(rows, ("指南有改动", "a guide changed"))

    def finish(self) -> Report:
        """Draw what is stale, and publish all."""
        begun, state, made = self.begun, self.begun.state, self.made
        update = Update(
            begun.place, begun.registry, state, begun.index, begun.change, self.delta, self.executor, self.progress, made,
            self.recorded,
        )
        update.run()
        gone = sorted(made.gone)
        state.forget(gone)
        site_maps(begun.place, state, made, gone)
        begun.invalidate()
        written, removed = publish(begun.place, self.options.target, state, made)
        self.recorded.remember(begun.registry, anew=bool(begun.change.cold or begun.change.registers))
        powers, warnings = begun.index.total(), state.warnings()
        state.put(powers=str(powers))
        settle_search(update)
        begun.settle(powers, warnings)
        return Report(powers, written, removed, warnings, self.options.target, begun.change.cold, made.reasons)


@contextmanager
def open_build(options: Options) -> Iterator[Build | Report]:
    """See what changed, check it and open a build; the site is locked until it is closed.

    Gives the report at once when there is nothing to do. Raises :class:`ProblemsFoundError` with every error of every
    file that is read.
    """
    progress = Progress(quiet=options.quiet)
    with ExitStack() as stack:
        stack.enter_context(site_lock(options.root / STATE))
        begun = begin(options, options.root / STATE)
        if isinstance(begun, Report):
            yield begun
            return
        record = open_record(options.root, options.root / STATE, titles(begun.registry))
        stack.callback(record.close)
        if not begun.change.cold and not Recorded(record, begun.state).continues():
            begun.close()
            begun = begin(options, options.root / STATE, _REWRITTEN)
            if isinstance(begun, Report):
                raise RuntimeError
        stack.callback(begun.close)
        recorded = Recorded(record, begun.state)
        if not begun.change.cold:
            recorded.look(begun.change, begun.registry)
        for folder in (begun.place.scratch, begun.place.staging):
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        large = begun.is_large(SMALL)
        pool = stack.enter_context(executor(options.jobs if large else 1, options.executor if large else "", begun.place.scratch))
        reading = Reading(begun.place, begun.registry, begun.state, begun.index, pool, progress, recorded)
        delta = reading.all() if begun.change.cold else reading.changed(begun.change)
        errors = [found for found in (*begun.problems, *reading.problems) if found.severity == "error"]
        if errors and not options.stood:
            raise ProblemsFoundError(errors)
        made = MadeFiles(begun.state, cold=bool(begun.change.cold))
        yield Build(begun, delta, options, pool, progress, made, recorded)


def check_site(options: Options) -> list[Problem]:
    """Give every problem of a site's catalogue."""
    folder = options.root / STATE / "check"
    with ExitStack() as stack:
        stack.enter_context(site_lock(options.root / STATE))
        day: datetime.date = options.as_of or build_day(options.root)
        place = workplace(options, folder / "staging", folder / "check.sqlite", day)
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        pool = stack.enter_context(executor(options.jobs))
        registry, problems = read_registers(place)
        if registry is None:
            return problems
        state = new_state(place.database)
        stack.callback(state.close)
        reading = Reading(place, registry, state, Index(state.db), pool, Progress(quiet=True), told=True)
        reading.all()
        record = open_record(options.root, options.root / STATE, titles(registry))
        stack.callback(record.close)
        return [*problems, *reading.problems, *record.warnings()]
