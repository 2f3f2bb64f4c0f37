"""A build from beginning to end: check everything, then render, then publish; nothing is written before all is well."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from quanli.build.executor import Executor, executor
from quanli.build.lock import site_lock
from quanli.build.progress import Progress
from quanli.build.staging import adopt_files, publish_staging, staging_folder
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry, read_registry
from quanli.config.site import theme_folder
from quanli.errors import Problem, ProblemsFoundError
from quanli.git.repository import head, is_shallow
from quanli.pipeline.load import Chunk, load_catalogue
from quanli.pipeline.registry_rules import check_registry
from quanli.pipeline.render import render_powers, render_site
from quanli.pipeline.workplace import Workplace

STATE = ".quanli"
"""The folder in the site where a build keeps what is not output; ignored by git."""


@dataclass(frozen=True)
class Options:
    """What the command line says of a build."""

    root: Path
    output: Path | None = None
    as_of: datetime.date | None = None
    jobs: int = 0
    audience: str = "public"
    quiet: bool = False


@dataclass(frozen=True)
class Report:
    """What a build did."""

    powers: int
    files: int
    written: int
    removed: int
    warnings: int
    output: Path


@dataclass(frozen=True)
class Build:
    """A build whose catalogue has been read and found free of errors."""

    place: Workplace
    registry: Registry
    output: Path
    chunks: tuple[Chunk, ...]
    warnings: tuple[Problem, ...]
    executor: Executor
    progress: Progress

    def finish(self) -> Report:
        """Render what the host has not, and publish all."""
        index = Index(self.place.index, writable=True)
        index.wrote(adopt_files(self.place.staging))
        for files in render_powers(self.place, self.chunks, self.executor, self.progress):
            index.wrote(files)
        index.db.commit()
        for files in render_site(self.place, self.registry, self.executor, self.progress):
            index.wrote(files)
        index.db.commit()
        count = int(index.db.execute("select count(*) from file").fetchone()[0])
        written, removed = publish_staging(
            self.place.staging, self.output, index.files(), self.place.audience
        )
        report = Report(index.total(), count, written, removed, len(self.warnings), self.output)
        index.db.close()
        return report


@contextmanager
def open_build(options: Options) -> Iterator[Build]:
    """Check the catalogue and open a build; the site is locked until it is closed.

    Raises :class:`ProblemsFoundError` with every error of every file.
    """
    output = options.output or options.root / "output"
    progress = Progress(quiet=options.quiet)
    with ExitStack() as stack:
        stack.enter_context(site_lock(options.root / STATE))
        place = _workplace(options, staging_folder(output))
        stack.callback(shutil.rmtree, place.scratch, ignore_errors=True)
        stack.callback(shutil.rmtree, place.staging, ignore_errors=True)
        pool = stack.enter_context(executor(options.jobs))
        registry, chunks, problems = _checked(place, pool, progress)
        errors = [found for found in problems if found.severity == "error"]
        if errors or registry is None:
            raise ProblemsFoundError(errors)
        warnings = tuple(found for found in problems if found.severity == "warning")
        yield Build(place, registry, output, tuple(chunks), warnings, pool, progress)


def check_site(options: Options) -> list[Problem]:
    """Give every problem of a site's catalogue."""
    with ExitStack() as stack:
        stack.enter_context(site_lock(options.root / STATE))
        place = _workplace(options, options.root / STATE / "check")
        stack.callback(shutil.rmtree, place.scratch, ignore_errors=True)
        stack.callback(shutil.rmtree, place.staging, ignore_errors=True)
        pool = stack.enter_context(executor(options.jobs))
        return _checked(place, pool, Progress(quiet=True))[2]


def build_day(root: Path) -> datetime.date:
    """Give the day that a build speaks of: the last commit's, so that the same commit gives the same bytes.

    Outside git it is the day of ``SOURCE_DATE_EPOCH``, else today.
    """
    revision = head(root)
    if revision:
        return revision.day
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        if epoch.isdigit()
        else datetime.datetime.now(datetime.UTC)
    )
    return moment.date()


def history_is_short(root: Path) -> bool:
    """Tell whether the record of changes cannot be complete: no git, or a shallow clone."""
    return head(root) is None or is_shallow(root)


def _workplace(options: Options, staging: Path) -> Workplace:
    scratch = options.root / STATE / "scratch"
    for folder in (staging, scratch):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    return Workplace(
        options.root,
        theme_folder(options.root),
        staging,
        scratch,
        options.as_of or build_day(options.root),
        options.audience,
    )


def _checked(
    place: Workplace, pool: Executor, progress: Progress
) -> tuple[Registry | None, list[Chunk], list[Problem]]:
    registry, problems = read_registry(place.root)
    if registry is None:
        return None, [], problems
    problems += check_registry(registry, place.root)
    chunks, found = load_catalogue(place, registry, pool, progress)
    return registry, chunks, problems + found
