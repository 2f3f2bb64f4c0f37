"""Where the work of a build is done: in this process, or in several. Tasks are plain functions, answers small rows."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

_THREADED = "typst"
"""A library that keeps threads of its own once it was used: a forked process would wait for them, and they would not be there."""


class Executor(Protocol):
    """Runs a task on each chunk and gives the answers in the chunks' order."""

    def map(self, task: Callable[[T], R], chunks: Iterable[T]) -> Iterator[R]:
        """Run the task on each chunk."""
        ...


class Serial:
    """Runs everything here, one chunk after the other."""

    def map(self, task: Callable[[T], R], chunks: Iterable[T]) -> Iterator[R]:
        """Run the task on each chunk."""
        return map(task, chunks)


class Processes:
    """Runs chunks in processes; at most two chunks a process are under way, so that memory stays flat."""

    def __init__(self, pool: ProcessPoolExecutor, jobs: int) -> None:
        self.pool, self.ahead = pool, 2 * jobs

    def map(self, task: Callable[[T], R], chunks: Iterable[T]) -> Iterator[R]:
        """Run the task on each chunk."""
        waiting = iter(chunks)
        running: list[Future[R]] = [self._submit(task, chunk) for chunk in islice(waiting, self.ahead)]
        try:
            while running:
                yield running.pop(0).result()
                running += [self._submit(task, chunk) for chunk in islice(waiting, 1)]
        finally:
            for future in running:
                future.cancel()

    def _submit(self, task: Callable[[T], R], chunk: T) -> Future[R]:
        from quanli.build.parent import starting  # noqa: PLC0415 - a small build has no such processes

        with starting():  # the pool starts its processes when it is given the first chunks
            return self.pool.submit(task, chunk)


def _begin_work(parent: int) -> None:
    """Begin a process of the pool, which ends with the one that opened it."""
    from quanli.build.parent import end_with  # noqa: PLC0415 - a small build has no such processes

    end_with(parent)
    collect_seldom()


def collect_seldom() -> None:
    """Look for cycles of objects seldom: records and pages have none, and looking takes a tenth of a build."""
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def executor(jobs: int, url: str = "", folder: Path | None = None) -> Iterator[Executor]:
    """Open an executor with so many processes; 0 means one a core, 1 none but this, as does a process that cannot be forked any more.

    With the address of a scheduler the work is done on its cluster, whose workers must see ``folder``.
    """
    with ExitStack() as stack:
        stack.callback(gc.set_threshold, *gc.get_threshold())
        collect_seldom()
        if url and folder:
            from quanli.build.cluster import cluster  # noqa: PLC0415 - only when asked for

            yield stack.enter_context(cluster(url, folder))
            return
        jobs = (
            jobs or len(os.sched_getaffinity(0))
            if hasattr(os, "sched_getaffinity")
            else jobs or os.cpu_count() or 1
        )
        if jobs == 1 or _THREADED in sys.modules:
            yield Serial()
            return
        import multiprocessing  # noqa: PLC0415 - a small build does without
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        pool = stack.enter_context(ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_work, initargs=(os.getpid(),)))
        yield Processes(pool, jobs)
