"""Notes which tests run which lines, and how long they take: a pytest plugin, ``-p mutation.reach``.

What a fixture shared by several tests runs counts for each test that uses it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

FOLDER = "QUANLI_REACH"
"""The variable that names the folder for the notes."""
REFERENCE = "tests/docs"
"""The reference pages are drawn from the program's tables: these tests read them all."""


class _Recorder:
    def __init__(self, folder: Path) -> None:
        self.folder, self.worker = folder, os.environ.get("PYTEST_XDIST_WORKER", "only")
        self.coverage = Coverage(data_file=str(folder / f"lines.{self.worker}"), config_file=False, include=["generator/quanli/*"])
        self.coverage.set_option("run:relative_files", True)
        self.names: list[str] = [""]
        self.seconds: dict[str, float] = {}
        self.fixtures: dict[str, list[str]] = {}
        self.failing: set[str] = set()
        self.coverage.start()

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Count for ``name`` the lines and the time of what is run here."""
        self.names.append(name)
        self.coverage.switch_context(name)
        began = _spent()
        yield
        spent = _spent() - began
        self.names.pop()
        self.coverage.switch_context(self.names[-1])
        self.seconds[name] = self.seconds.get(name, 0) + spent
        self.seconds[self.names[-1]] = self.seconds.get(self.names[-1], 0) - spent

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.fixtures[item.nodeid] = [_fixture(name) for name in item.fixturenames]
        with self.of(item.nodeid):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        if fixturedef.scope == "function":
            return (yield)
        with self.of(_fixture(fixturedef.argname)):
            return (yield)

    def pytest_runtest_logreport(self, report):
        """Set aside what fails without any mutant."""
        if report.failed:
            self.failing.add(report.nodeid)

    def pytest_sessionfinish(self):
        self.coverage.stop()
        self.coverage.save()
        (self.folder / f"{self.worker}.json").write_text(json.dumps([self.seconds, self.fixtures, sorted(self.failing)]), encoding="utf-8")


def pytest_configure(config):
    """Record in the processes that run tests."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        config.pluginmanager.register(_Recorder(Path(os.environ[FOLDER])))


def _spent() -> float:
    """Seconds of processor time of this process and those it waited for: the same on a busy machine."""
    return sum(os.times()[:4])


def _file(test: str) -> str:
    return test.partition("::")[0]


def _fixture(name: str) -> str:
    return f"fixture {name}"


class Reach:
    """What was noted: which tests run a line, and what they cost."""

    def __init__(self, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        self.fixtures: dict[str, list[str]] = {}
        self.failing: list[str] = []
        self.users: dict[str, list[str]] = {}
        self.lines = CoverageData(no_disk=True)
        for note in sorted(folder.glob("*.json")):
            seconds, fixtures, failing = json.loads(note.read_text(encoding="utf-8"))
            self.seconds |= seconds
            self.fixtures |= {test: names for test, names in fixtures.items() if test not in failing}
            self.failing += failing
        for note in sorted(folder.glob("lines.*")):
            data = CoverageData(str(note))
            data.read()
            self.lines.update(data)
        for test, names in self.fixtures.items():
            for name in names:
                self.users.setdefault(name, []).append(test)

    def tests(self, file: str, spans: tuple[tuple[int, int], ...]) -> set[str]:
        """Give the tests that run the inmost of these spans of lines that any test runs."""
        contexts = self.lines.contexts_by_lineno(file)
        for first, last in spans:
            names = {name for line in range(first, last + 1) for name in contexts.get(line, ())}
            if tests := {test for name in names for test in self.users.get(name, [name] if name in self.fixtures else [])}:
                return tests
        return set()

    def below(self, place: str) -> set[str]:
        """Give the tests of a folder."""
        return {test for test in self.fixtures if test.startswith(place)}

    def chosen(self, tests: set[str], package: str, seconds: float) -> list[str]:
        """Give as many tests as these seconds allow, one at least: these, the package's own first, then those beside them.

        Those beside them, in the same files, may be given from a cache what one of these has made with the line.
        """
        files = {_file(test) for test in tests}
        beside = {test for test in self.fixtures if _file(test) in files}
        order = sorted(beside, key=lambda test: (test not in tests, not test.startswith((f"tests/{package}", REFERENCE)), sum(self._costs(test, set()).values()), test))
        chosen: list[str] = []
        paid: set[str] = set()
        for test in order:
            costs = self._costs(test, paid)
            if not chosen or sum(costs.values()) <= seconds:
                chosen.append(test)
                paid |= costs.keys()
                seconds -= sum(costs.values())
        return chosen

    def _costs(self, test: str, paid: set[str]) -> dict[str, float]:
        return {name: self.seconds.get(name, 0) for name in (test, *self.fixtures[test]) if name not in paid}
