"""A build opened: what changed is seen, read and checked; nothing is written before all is well."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from quanli.assemble.facts import Reason
from quanli.build.backstage import Backstage, backstage
from quanli.build.executor import executor
from quanli.build.lock import site_lock
from quanli.build.progress import Progress
from quanli.build.state import StateLostError
from quanli.build.switch import recover
from quanli.catalogue.law_rules import LAW_NOT_IN_FORCE
from quanli.errors import Problem, ProblemsFoundError
from quanli.history.record import FILE
from quanli.history.refresh import open_record
from quanli.history.titles import titles
from quanli.pipeline.begin import begin
from quanli.pipeline.build import SMALL, Build
from quanli.pipeline.day import build_day
from quanli.pipeline.entrusted import refuse_tracked
from quanli.pipeline.last_state import FORGOTTEN
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.options import STATE, Options, Report
from quanli.pipeline.read import Reading
from quanli.pipeline.recorded import Recorded, codes_waiting
from quanli.pipeline.room import SCRATCH
from quanli.pipeline.settings import search_name, state_name
from quanli.sealed import discard

_REWRITTEN = Reason("git 历史被改写，或完整程度不同", "git history was rewritten, or is complete to another degree")


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
    if unproved := record.unproved():
        progress.say(f"{unproved.message('zh')}：{unproved.hint('zh')} / {unproved.message('en')}: {unproved.hint('en')}")
    recorded = Recorded(record, begun.state)
    if not begun.change.cold:
        recorded.look(begun.facts, begun.registry, begun.change.days if options.as_of is None else None)
    large = begun.is_large(SMALL)
    pool = stack.enter_context(executor(options.jobs if large else 1, options.executor if large else "", begun.place.scratch))
    reading = Reading(begun.place, begun.registry, begun.state, begun.index, pool, progress, recorded, waiting=codes_waiting(options, record, begun.place.as_of))
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
