"""A rule says what must not be, under a permanent code, and how that is said; a problem is a breach of one, in one place.

A module that checks something declares its rules beside the check, each under its own code::

    TIER_GAP = Rule(
        "TIER_GAP", "error",
        zh="“{first}”与“{second}”两档之间有空档", en='there is a gap between "{first}" and "{second}"',
        hint_zh="使相邻两档的界限相接", hint_en="let neighbouring tiers meet",
    )

    def check_gaps(table: Table, file: str) -> Iterator[Problem]:
        ...
        yield TIER_GAP.at(file, ("tiers", 1, "from"), first="一般", second="较重")

The check of a power needs one row more, in :mod:`quanli.pipeline.rules`. The documentation finds the rules of all modules
by itself (:mod:`quanli.errors.register`); a test asks for an input that breaks each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, Literal

from quanli.frozen import frozen
from quanli.personal.masking import masked

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
        return f"{self.told}:{self.line}:{self.column}" if self.line else self.told

    @property
    def told(self) -> str:
        """Give the file as it may be told: what is said of a change is public, and a name may hold a person's number."""
        return masked(self.file)


@frozen
class Rule:
    """A rule: message and hint of its breach in two languages; ``{names}`` are filled from the problem's args.

    ``code`` is permanent (codes may be added, never reused) and the name under which the rule stands in its module.
    An error stops a build, a warning does not.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    follows: str = ""
    """Which article, founding rule or demand of this program it follows, in Chinese."""

    def at(self, file: str, path: Path = (), /, line: int = 0, column: int = 0, leading: str = "", **args: Any) -> Problem:
        """Say that it is broken at a place.

        A check that sees typed values gives ``path`` and leaves line and column 0: they are looked up only for files
        that have problems (:func:`quanli.records.places.locate`). ``leading`` are the words of the value that stand
        before what is wrong in it.
        """
        return Problem(self, Place(file, line, column), path, args, leading)


@frozen
class Problem:
    """One problem of one file: the rule that is broken, where, and what fills the rule's wording.

    It carries its rule, so that it can be told wherever it comes to: a pickle of many problems holds each rule once.
    """

    rule: Rule
    place: Place
    path: Path = ()
    args: Mapping[str, Any] = field(default_factory=dict)
    leading: str = ""
    """The words of the value before those that are wrong; empty where all of it is."""

    @property
    def code(self) -> str:
        """Give the permanent code of what is wrong."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """Tell whether this stops a build."""
        return self.rule.severity

    @property
    def field(self) -> str:
        """Give the dotted path of the field, e.g. ``materials.2.name``."""
        return masked(".".join(str(step) for step in self.path))

    def message(self, language: Language) -> str:
        """Say what is wrong, without the number of a person that may stand in what it names."""
        return masked((self.rule.zh if language == "zh" else self.rule.en).format_map(_Args(self.args)))

    def hint(self, language: Language) -> str:
        """Say what to do about it."""
        return masked((self.rule.hint_zh if language == "zh" else self.rule.hint_en).format_map(_Args(self.args)))


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


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as a reader works: by file, line, column, code; each said once."""
    unique = {
        (p.place, p.code, p.field, tuple(sorted((k, str(v)) for k, v in p.args.items()))): p for p in problems
    }
    return sorted(
        unique.values(), key=lambda p: (p.place.file, p.place.line, p.place.column, p.code, p.field)
    )
