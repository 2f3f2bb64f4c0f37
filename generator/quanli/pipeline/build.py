"""A build from beginning to end: see what changed, check it, draw it, publish it; nothing is written before all is well."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from markupsafe import Markup

from quanli.assemble.facts import Reason
from quanli.assemble.form import ATTACHED, DOCUMENT
from quanli.assemble.guide import GUIDE_PAGE, guide_page
from quanli.assemble.page import file_of, guide_url
from quanli.build.backstage import Backstage, backstage
from quanli.build.executor import Executor, executor
from quanli.build.lock import site_lock
from quanli.build.progress import Progress
from quanli.build.staging import FileRow, write_file
from quanli.build.state import StateLostError
from quanli.build.switch import recover
from quanli.catalogue.index import Index
from quanli.catalogue.law_register_behind import check_register_behind
from quanli.catalogue.law_rules import LAW_NOT_IN_FORCE
from quanli.catalogue.reading import located
from quanli.catalogue.registry import Registry
from quanli.errors import Problem, ProblemsFoundError
from quanli.frozen import frozen
from quanli.history.record import FILE, Record
from quanli.history.refresh import open_record
from quanli.history.titles import titles
from quanli.pipeline.begin import SCRATCH, Begun, begin, new_state, workplace
from quanli.pipeline.cited_registers import cited_in_words
from quanli.pipeline.day import build_day
from quanli.pipeline.documents import Documents, attached_files, keep_documents, write_documents
from quanli.pipeline.drift import drift
from quanli.pipeline.entrusted import refuse_tracked
from quanli.pipeline.facts import touches_guides
from quanli.pipeline.last_state import FORGOTTEN
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import keep_addresses, opened, write_assets
from quanli.pipeline.options import STATE, Options, Report
from quanli.pipeline.output import listed, publish, site_maps
from quanli.pipeline.plan import Questions, stale
from quanli.pipeline.read import Items, Reading, read_registers
from quanli.pipeline.recorded import Recorded
from quanli.pipeline.search import settle_search
from quanli.pipeline.settings import search_name, state_name
from quanli.pipeline.statute_books import statute_book
from quanli.pipeline.unchecked import Tally, unchecked, unread
from quanli.pipeline.unlisted import refuse_unlisted
from quanli.pipeline.update import Update
from quanli.pipeline.whole import Completeness, completeness_of, office_elements
from quanli.sealed import discard

_REWRITTEN = Reason("git 历史被改写，或完整程度不同", "git history was rewritten, or is complete to another degree")
SMALL = 200
"""Powers that are drawn in this process: to start others would take longer."""


@frozen
class Build:
    """A build whose catalogue has been read and found free of errors."""

    begun: Begun
    items: Items
    options: Options
    executor: Executor
    progress: Progress
    made: MadeFiles
    recorded: Recorded
    stage: Backstage

    @property
    def registry(self) -> Registry:
        """Give the registers."""
        return self.begun.registry

    @property
    def needs_host(self) -> bool:
        """Tell whether the host must render the guides."""
        return touches_guides(self.begun.change)

    def prepare(self) -> None:
        """Write the static files and the forms: pages speak of both. Workers see the index from here on."""
        begun, change, state = self.begun, self.begun.change, self.begun.state
        addresses: dict[str, str] = state.kept("assets") or {}
        if change.cold:
            cold = change.cold
            addresses, rows = write_assets(begun.place)
            state.keep("assets", addresses)
            self.made.add(rows, lambda _: cold)
        keep_addresses(begun.place, addresses)
        keep_documents(begun.place, self._documents())
        begun.take_up()
        if begun.is_large(SMALL):
            shutil.copyfile(begun.place.database, begun.place.snapshot)

    def _documents(self) -> Documents:
        """Write the forms and attached files that are stale, and give what pages say of all of them."""
        begun, facts, state = self.begun, self.begun.facts, self.begun.state
        known: Documents = state.kept("documents") or Documents({}, {})
        if begun.change.cold:
            forms, files = set(begun.registry.forms), set(attached_files(begun.place))
        else:
            questions = Questions(begun.registry, begun.index, state.db)
            forms, files = set(stale(DOCUMENT, facts, questions)), set(stale(ATTACHED, facts, questions))
        if not forms and not files:
            return known
        left: list[Problem] = []
        documents, rows = write_documents(begun.place, known, forms, files, self.executor, left)
        for one in left:
            self.progress.say(f"未公布 left out: {one.code} {one.message('zh')} / {one.message('en')}")
        state.keep("documents", documents)
        outputs = [*((DOCUMENT.name, form) for form in forms), *((ATTACHED.name, name) for name in files)]
        kinds = {DOCUMENT.name: "form", ATTACHED.name: "form-file"}
        self.made.settle(outputs, rows, lambda row: begun.change.cold or facts.why(kinds[row.kind], row.key))
        return documents

    def adopt_guides(self, html: dict[str, Markup]) -> None:
        """Take over the guides that the host has written, and keep their text for builds without it."""
        state, place = self.begun.state, self.begun.place
        pages = {file_of(guide_url(slug)): slug for slug in html}
        refuse_unlisted(place.hosted, lambda paths: [path for path in paths if path not in pages])
        rows = [write_file(place.staging, path, (place.hosted / path).read_bytes(), GUIDE_PAGE.name, slug) for path, slug in pages.items()]
        state.keep("guides", html)
        place.keep_guides(html)
        site = opened(place)
        for slug in html:
            rows += [row for page in guide_page(site.context, slug) for row in site.write_twin(page, GUIDE_PAGE.name, slug)]
        before = state.keys_of(GUIDE_PAGE.name) if not self.begun.change.cold else ()
        self.made.settle(((GUIDE_PAGE.name, slug) for slug in before), rows, self._why_guide)

    def _why_guide(self, row: FileRow) -> Reason:
        facts = self.begun.facts
        return facts.why("guide", row.key) if row.key in facts.of("guide") else Reason("指南有改动", "a guide changed")

    def finish(self) -> Report:
        """Draw what is stale, and publish all."""
        begun, state, made = self.begun, self.begun.state, self.made
        facts = begun.facts
        update = Update(
            begun.place, begun.registry, state, begun.index, begun.change, facts, self.items, self.executor, self.progress, made,
            self.recorded, self.needs_host,
        )  # fmt: skip
        update.run()
        gone = sorted(made.gone)
        left = listed(state, gone)
        state.forget(gone)
        if begun.change.cold:
            state.finish_filling()
        site_maps(begun.place, state, made, left)
        refuse_unlisted(begun.place.staging, state.unlisted)
        begun.take_up()
        written, removed = publish(begun.place, self.stage, self.registry.site.signed, state, made)
        self.recorded.remember(begun.registry, anew=bool(begun.change.cold) or facts.any("office") or facts.any("law"))
        powers, warnings = begun.index.total(), state.warnings()
        state.put(powers=str(powers))
        settle_search(begun.place, begun.registry)
        begun.settle(powers, warnings, (file for chunk in self.items.chunks for file in chunk.files if not chunk.waiting or begun.place.tree.stamp(file)))
        return Report(powers, written, removed, warnings, self.options.target, begun.change.cold, made.reasons)


@contextmanager
def open_build(options: Options) -> Iterator[Build | Report]:
    """See what changed, check it and open a build; the site is locked until it is closed.

    Gives the report at once when there is nothing to do. Raises :class:`ProblemsFoundError` with every error of every
    file that is read, :class:`StateLostError` when what was kept made no sense and a build from nothing is due.
    """
    refuse_tracked(options.root, options.target)
    with ExitStack() as stack:
        stack.enter_context(site_lock(options.root / STATE))
        stack.callback(shutil.rmtree, options.root / STATE / SCRATCH, ignore_errors=True)
        stage = stack.enter_context(backstage(options.target))
        recover(stage)
        stack.enter_context(_lost_when_senseless(options))
        yield _begun(options, stage, stack, Progress(quiet=options.quiet))


def _begun(options: Options, stage: Backstage, stack: ExitStack, progress: Progress) -> Build | Report:
    """See what changed, read and check it; ``stack`` takes what is to be closed when the build is done."""
    begun = begin(options, options.root / STATE, stage)
    if isinstance(begun, Report):
        return begun
    record = open_record(options.root, options.root / STATE, titles(begun.registry))
    stack.callback(record.close)
    if not begun.change.cold and (record.anew or not Recorded(record, begun.state).continues()):
        begun.close()
        begun = begin(options, options.root / STATE, stage, FORGOTTEN if record.anew else _REWRITTEN)
        if isinstance(begun, Report):
            raise RuntimeError
    stack.callback(begun.close)
    recorded = Recorded(record, begun.state)
    if not begun.change.cold:
        recorded.look(begun.facts, begun.registry, begun.change.days if options.as_of is None else None)
    large = begun.is_large(SMALL)
    pool = stack.enter_context(executor(options.jobs if large else 1, options.executor if large else "", begun.place.scratch))
    reading = Reading(begun.place, begun.registry, begun.state, begun.index, pool, progress, recorded, waiting=_waiting(options, record, begun.place.as_of))
    items = reading.all() if begun.change.cold else reading.changed(begun.change, begun.facts)
    errors = [found for found in (*begun.problems, *reading.problems) if found.severity == "error"]
    if errors and options.day and options.day > build_day(options.root):
        errors = list(_but_of_the_day(errors, progress))
    if errors and not options.stood:
        raise ProblemsFoundError(errors)
    made = MadeFiles(begun.state, cold=bool(begun.change.cold))
    return Build(begun, items, options, pool, progress, made, recorded, stage)


def _but_of_the_day(errors: list[Problem], progress: Progress) -> Iterator[Problem]:
    """Leave out what no commit brought about but the day, a law that has turned since: the page says it, and so does this."""
    for one in errors:
        if one.rule == LAW_NOT_IN_FORCE:
            progress.say(f"{one.place.told}: {one.code} {one.message('zh')} / {one.message('en')}")
        else:
            yield one


def _waiting(options: Options, record: Record, day: datetime.date) -> frozenset[str] | None:
    """Give the codes of the items of which a text may wait for its day; None in a catalogue of the past, which knows of nothing to come."""
    return None if options.as_of else record.beginning(day)


@contextmanager
def _lost_when_senseless(options: Options) -> Iterator[None]:
    """Throw away all that was kept where a build upon it fails in a way in which no build should.

    Files are believed that stand as they were left; what was changed beneath the file system is noticed here at the
    latest. Raises :class:`StateLostError`.
    """
    folder = options.root / STATE
    file = folder / state_name(options)
    try:
        yield
    except Exception as error:
        if not file.is_file() or is_expected(error):
            raise
        for name in (file.name, f"{file.name}.note", search_name(file.name), FILE, "layouts", "templates"):
            discard(folder / name)
        raise StateLostError(f"{type(error).__name__}: {error}") from error


def is_expected(error: Exception) -> bool:
    """Tell whether an error is one of the site, its theme or the machine, which a build from nothing would meet too."""
    from jinja2 import TemplateError  # noqa: PLC0415 - after an error there is time

    return isinstance(error, (ProblemsFoundError, TemplateError, OSError, MemoryError))


@frozen
class Checked:
    """Every problem of a site's catalogue, and how complete it is, where it could be read."""

    problems: tuple[Problem, ...]
    cited: Tally = Tally()
    """How many citations there are, and how many were held against a text."""
    completeness: Completeness | None = None


def check_site(options: Options) -> Checked:
    """Check a site's catalogue."""
    refuse_tracked(options.root, options.target)
    folder = options.root / STATE / "check"
    with ExitStack() as stack:
        stack.enter_context(site_lock(options.root / STATE))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        day: datetime.date = options.as_of or options.day or build_day(options.root)
        place = workplace(options, folder / "staging", folder / "check.sqlite", day)
        pool = stack.enter_context(executor(options.jobs))
        registry, problems = read_registers(place)
        if registry is None:
            return Checked(tuple(problems))
        state = new_state(place.database)
        stack.callback(state.close)
        record = open_record(options.root, options.root / STATE, titles(registry))
        stack.callback(record.close)
        waiting = _waiting(options, record, day)
        reading = Reading(place, registry, state, Index(state.db), pool, Progress(quiet=True), Recorded(record, state), told=True, waiting=waiting)
        reading.all()
        book = statute_book(place.tree, registry.laws, day, place.laws)
        named, unnamed = cited_in_words(reading.index, registry, place.tree, book)
        tally, without = unchecked(reading.index.rows(), named, unnamed, book)
        texts = located([*check_register_behind(book), *without, *unread(reading.index.rows(), book)], place.tree)
        whole = located((*office_elements(reading.index, registry), *drift(reading.index, registry, place.tree)), place.tree)
        return Checked((*problems, *reading.problems, *texts, *whole, *record.warnings()), tally, completeness_of(reading.index))
