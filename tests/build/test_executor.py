"""Work in chunks over processes."""

import gc
import os
import signal
import subprocess
import sys
import time

import pytest

from quanli.build.executor import executor
from quanli.build.parent import end_with
from sites import make_site


def slow_first(number: int) -> tuple[int, int]:
    """Take longest for the first, so that answers come back in another order than they were asked."""
    time.sleep(0.05 if number == 0 else 0)
    return number, os.getpid()


def fails(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def collector(_number: int) -> tuple[int, int, int]:
    return gc.get_threshold()


@pytest.fixture(autouse=True)
def _unthreaded(monkeypatch):
    """Forget that other tests of this process drew forms: what is done here does not ask for them."""
    monkeypatch.delitem(sys.modules, "typst", raising=False)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_the_chunks_order(jobs):
    """Whatever the number of processes, and however long each takes, the answers stand in the order of the chunks."""
    with executor(jobs) as workers:
        answers = list(workers.map(slow_first, range(20)))
    assert [number for number, _ in answers] == list(range(20))
    assert (os.getpid() in {process for _, process in answers}) is (jobs == 1)


def test_chunks_are_taken_when_they_are_needed():
    """At most two chunks a process are under way, so that a long list is never in memory."""
    taken = []

    def chunks():
        for number in range(50):
            taken.append(number)
            yield number

    with executor(2) as workers:
        answers = workers.map(slow_first, chunks())
        next(answers)
        assert len(taken) <= 5
        assert len(list(answers)) == 49


@pytest.mark.parametrize("jobs", [1, 2])
def test_failure_of_a_task_is_raised(jobs):
    """An error in a task ends the work with that error."""
    with executor(jobs) as workers, pytest.raises(ValueError, match="three"):
        list(workers.map(fails, range(10)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_garbage_collector_is_as_it_was_after_the_work(jobs):
    """A program that builds again and again, such as the preview, keeps the collector's own measure."""
    before = gc.get_threshold()
    with executor(jobs) as workers:
        assert list(workers.map(collector, range(2))) == [(50_000, 20, 100)] * 2
    assert gc.get_threshold() == before


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGHUP])
def test_process_that_is_only_beginning_hears_no_signal(asked, monkeypatch, capfd):
    """A signal to all, before a process knows that it is its parent's business, disturbs neither its work nor the terminal."""

    def disturbed(parent: int) -> None:
        os.kill(os.getpid(), asked)
        end_with(parent)

    def end(number, _frame):
        raise KeyboardInterrupt(number)

    monkeypatch.setattr("quanli.build.parent.end_with", disturbed)
    before = signal.signal(asked, end)
    try:
        with executor(2) as workers:
            assert [number for number, _ in workers.map(slow_first, range(4))] == [0, 1, 2, 3]
    finally:
        signal.signal(asked, before)
    assert capfd.readouterr().err == ""


def test_signals_are_heard_again_when_the_processes_have_begun():
    """Whoever opened the pool is asked to end as before."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with executor(2) as workers:
        answers = workers.map(slow_first, range(4))
        next(answers)
        assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


TWICE = """
import shutil, sys
from quanli.cli import main
assert main(["build", "--site", sys.argv[1], "--quiet", "--jobs", "1"]) == 0
shutil.rmtree(sys.argv[1] + "/.quanli")
raise SystemExit(main(["build", "--site", sys.argv[1], "--quiet", "--jobs", "2"]))
"""


def test_processes_are_started_where_threads_of_a_library_run(tmp_path):
    """A process that has drawn forms itself, as a preview does, lets others draw them later and is not kept waiting."""
    subprocess.run([sys.executable, "-c", TWICE, make_site(tmp_path)], check=True, timeout=120)
