"""A problem is a value: what is wrong (a permanent code), where (a place), and what to do (a hint)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, Literal

from quanli.errors.register import REGISTER
from quanli.frozen import frozen

Severity = Literal["error", "warning"]
Language = Literal["zh", "en"]
Path = tuple[str | int, ...]
"""Where a value stands inside a file: keys and list indexes, e.g. ``("materials", 2, "name")``."""


@frozen
class Place:
    """A place in a file of the catalogue. Line and column count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give ``file:line:column``, as editors and forges read it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@frozen
class Problem:
    """One problem of one file.

    ``code`` is a key of the register, which holds the wording; ``args`` fill the wording's names.
    A rule that sees typed values gives ``path`` and leaves line and column 0: they are looked up
    only for files that have problems (:func:`quanli.records.places.locate`).
    """

    code: str
    place: Place
    path: Path = ()
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Tell whether this stops a build."""
        return REGISTER[self.code].severity

    @property
    def field(self) -> str:
        """Give the dotted path of the field, e.g. ``materials.2.name``."""
        return ".".join(str(step) for step in self.path)

    def message(self, language: Language) -> str:
        """Say what is wrong."""
        wording = REGISTER[self.code]
        return (wording.zh if language == "zh" else wording.en).format_map(_Args(self.args))

    def hint(self, language: Language) -> str:
        """Say what to do about it."""
        wording = REGISTER[self.code]
        return (wording.hint_zh if language == "zh" else wording.hint_en).format_map(_Args(self.args))


class _Args(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class ProblemsFoundError(Exception):
    """Raised once, with all problems of a catalogue, where work cannot go on."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.place}: {p.code} {p.message('en')}" for p in self.problems))

    def __reduce__(self) -> tuple[type[ProblemsFoundError], tuple[tuple[Problem, ...]]]:
        """Travel from a worker with the problems themselves, not with their text."""
        return type(self), (self.problems,)


def problem(code: str, file: str, path: Path = (), /, line: int = 0, column: int = 0, **args: Any) -> Problem:
    """Make a problem; ``code`` must be in the register."""
    if code not in REGISTER:
        raise KeyError(code)
    return Problem(code, Place(file, line, column), path, args)


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as a reader works: by file, line, column, code; each said once."""
    unique = {
        (p.place, p.code, p.field, tuple(sorted((k, str(v)) for k, v in p.args.items()))): p for p in problems
    }
    return sorted(
        unique.values(), key=lambda p: (p.place.file, p.place.line, p.place.column, p.code, p.field)
    )
