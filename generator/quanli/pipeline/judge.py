"""Judges some files of a site as ``quanli check`` judges all: for a change that is reviewed, where not every power is read.

What only all powers can tell (who has a code, which codes there are) is answered by the names of their files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

from quanli.catalogue.approved_lists import read_lists
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.misplaced import misplaced
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Power
from quanli.catalogue.reading import located
from quanli.catalogue.reference_rules import linked_powers, pointers
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree, ids_of
from quanli.errors import Problem
from quanli.pipeline.across import check_across, duplicate_problem
from quanli.pipeline.drift_touched import Place, drift_touched
from quanli.pipeline.guide_claims import check_claims, guides_due
from quanli.pipeline.judge_whole import Watch, unwatched
from quanli.pipeline.load_power import load_power
from quanli.pipeline.registry_rules import check_registry
from quanli.pipeline.statute_books import statute_book

ReadRegistry = tuple[Registry | None, list[Problem]]
"""What reading a tree's registers gave."""


def judge(
    tree: Tree, read: ReadRegistry, touched: AbstractSet[str], day: datetime.date, laws: Path, *,
    registers: bool, applies: datetime.date | None = None, watch: Watch = unwatched,
) -> Iterator[Problem]:  # fmt: skip
    """Give the problems of the files touched, as of a day; with ``registers`` also of everything but the powers.

    ``laws`` is the folder of state in which the law library lies. A text that applies from a later day, its own or that of all
    (``applies``), is judged by the law of that day.

    ``watch`` is told how far the powers are read. ``read`` is what :func:`quanli.catalogue.registry.read_registry` gave for the tree.
    """
    yield from misplaced(tree, touched)
    registry, problems = read[0], list(read[1])
    book = statute_book(tree, registry.laws, day, laws) if registry else None
    lists, unread = read_lists(tree, registry) if registry else ([], [])
    if registry is not None and book is not None and registers:
        problems += (*check_registry(registry, tree, book, touched, touched), *unread)
    yield from located(problems, tree)
    if registry is None or book is None:
        return
    by_day = partial(statute_book, tree, registry.laws, state=laws)

    def law_of(power: Power, _: bytes) -> StatuteBook:
        own = max(filter(None, (day, applies, power.effective_on)))
        return book if own == day else by_day(own)

    named = NamedPowers(ids_of(tree, POWER), touched)
    powers: dict[str, Power] = {}
    for file in watch("检查 check", named.read, len(named.read)):
        power, found = load_power(tree, registry, file, book, law_of)
        yield from found
        if power is not None and power.code:
            powers[file] = power
            named.add(file, power.code, (*pointers(power, file), *linked_powers(power, file)))
    yield from named.duplicates()
    yield from check_across(named, registry, tree, None)
    yield from check_claims(guides_due(registry, named.codes_read, touched), registry, tree, book, named.file_of)
    yield from located(drift_touched(lists, powers, touched, Place(registry, tree, day), registers=registers), tree)


class NamedPowers:
    """All powers of a site, known by the names of their files; those that were read, by the code and pointers in them."""

    def __init__(self, codes: Mapping[str, str], touched: AbstractSet[str]) -> None:
        self.read: list[str] = []
        self._files: dict[str, list[str]] = {}
        self._pointers: list[Pointer] = []
        for file, code in codes.items():
            if file in touched:
                self.read.append(file)
            else:
                self._files.setdefault(code, []).append(file)
        self._touched = touched

    def add(self, file: str, code: str, points: Iterable[Pointer]) -> None:
        """Take up a power that was read."""
        self._files.setdefault(code, []).append(file)
        self._pointers += points

    @property
    def codes_read(self) -> list[str]:
        """Give the codes of the powers that were touched."""
        return [code for code, files in self._files.items() if not self._touched.isdisjoint(files)]

    def file_of(self, code: str) -> str:
        """Give the file of the power of a code; empty where there is none."""
        return min(self._files.get(code, ()), default="")

    def duplicates(self) -> Iterator[Problem]:
        """Say which files have a code that another has, where any of them was touched."""
        for code, files in self._files.items():
            if len(files) > 1 and not self._touched.isdisjoint(files):
                first, *others = sorted(files)
                yield from (duplicate_problem(code, first, other) for other in others)

    def has(self, code: str) -> bool:
        """Tell whether there is a power with a code."""
        return code in self._files

    def codes_alike(self, code: str = "") -> Iterator[tuple[str, str]]:
        """Give pairs of files whose codes differ by letter case alone, where any of them was touched."""
        alike: dict[str, list[str]] = {}
        for one in sorted(self._files):
            alike.setdefault(one.lower(), []).append(one)
        for codes in [alike.get(code.lower(), [])] if code else alike.values():
            for at, first in enumerate(codes):
                for second in codes[at + 1 :]:
                    pair = min(self._files[first]), min(self._files[second])
                    if not self._touched.isdisjoint(pair):
                        yield pair

    def codes_near(self, code: str) -> list[str]:
        """Give codes that begin like one, sorted."""
        return sorted(one for one in self._files if one.startswith(code[:3]))[:200]

    def pointers(self, kind: str, code: str = "") -> Iterator[Pointer]:
        """Give the pointers of a kind of the powers that were read."""
        return (one for one in self._pointers if one.kind == kind and code in {"", one.code})

    def pointing(self, kind: str, target: str) -> Iterator[Pointer]:
        """Give the pointers to one target of the powers that were read."""
        return (one for one in self._pointers if one.kind == kind and one.target == target)
