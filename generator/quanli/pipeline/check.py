"""A site's whole catalogue checked: every problem of it, how much of what it cites was held against the law, and how complete it is."""

from __future__ import annotations

import datetime
import shutil
from contextlib import ExitStack

from quanli.build.executor import executor
from quanli.build.lock import site_lock
from quanli.build.progress import Progress
from quanli.catalogue.index import Index
from quanli.catalogue.law_register_behind import check_register_behind
from quanli.catalogue.reading import located
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.history.refresh import open_record
from quanli.history.titles import titles
from quanli.pipeline.cited_registers import cited_in_words
from quanli.pipeline.day import build_day
from quanli.pipeline.drift import drift
from quanli.pipeline.entrusted import refuse_tracked
from quanli.pipeline.options import STATE, Options
from quanli.pipeline.read import Reading, read_registers
from quanli.pipeline.recorded import Recorded, codes_waiting
from quanli.pipeline.room import new_state, workplace
from quanli.pipeline.statute_books import statute_book
from quanli.pipeline.unchecked import Tally, unchecked, unread
from quanli.pipeline.whole import Completeness, completeness_of, office_elements


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
        waiting = codes_waiting(options, record, day)
        reading = Reading(place, registry, state, Index(state.db), pool, Progress(quiet=True), Recorded(record, state), told=True, waiting=waiting)
        reading.all()
        book = statute_book(place.tree, registry.laws, day, place.laws)
        named, unnamed = cited_in_words(reading.index, registry, place.tree, book)
        tally, without = unchecked(reading.index.rows(), named, unnamed, book)
        texts = located([*check_register_behind(book), *without, *unread(reading.index.rows(), book)], place.tree)
        whole = located((*office_elements(reading.index, registry), *drift(reading.index, registry, place.tree)), place.tree)
        return Checked((*problems, *reading.problems, *texts, *whole, *record.warnings()), tally, completeness_of(reading.index))
