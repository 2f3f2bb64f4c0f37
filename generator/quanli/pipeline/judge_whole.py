"""Judges what only the catalogue as a whole tells, before and after a change: what of it cites laws without a text, what offices leave out.

Such a problem says a number of items. Where the files touched count the same on both sides, nothing else can differ, and no
other file is read.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from pathlib import Path

from quanli.catalogue.citation_rules import title_pointers
from quanli.catalogue.content_kinds import LAWS, OFFICE, POWER
from quanli.catalogue.index import Index
from quanli.catalogue.index_tables import SCHEMA, SECONDARY
from quanli.catalogue.law_register_behind import check_register_behind
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Power
from quanli.catalogue.reading import located, read_content
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree, files_of
from quanli.config.site import Site
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.pipeline.cited_registers import cited_in_words
from quanli.pipeline.rows import row_of
from quanli.pipeline.statute_books import statute_book
from quanli.pipeline.unchecked import unchecked, unread
from quanli.pipeline.whole import office_elements
from quanli.records.fields import fields_of

_SHOWN = frozenset({
    "name", "title", "domain", "site_code", "icp", "languages", "sample", "notice", "hotline", "address", "sought", "life_events", "map", "hall", "accessibility",
    "portals", "security", "theme_from_branches", "procedure", "thresholds",
})  # fmt: skip
"""Settings that are shown, or that decide who agrees: no power is judged by them. One that is not known here is taken to judge."""
Watch = Callable[[str, Iterable[str], int], Iterable[str]]
"""Passes files on and tells how far one is: a name, the files, how many."""


def unwatched(_name: str, files: Iterable[str], _total: int) -> Iterable[str]:
    """Tell nothing."""
    return files


@frozen
class Side:
    """A tree with its registers: what was, or what is to be."""

    tree: Tree
    registry: Registry
    day: datetime.date
    laws: Path
    """The folder of state in which the law library lies."""

    def problems(self, files: Iterable[str]) -> list[Problem]:
        """Judge the catalogue as if it had no powers but those of some files."""
        book = statute_book(self.tree, self.registry.laws, self.day, self.laws)
        with closing(sqlite3.connect(":memory:")) as db:
            db.executescript(SCHEMA)
            index = Index(db)
            for row, points in self._read(files, book):
                index.add([row], points)
            db.executescript(SECONDARY)
            named, unnamed = cited_in_words(index, self.registry, self.tree, book)
            _, without = unchecked(index.rows(), named, unnamed, book)
            found = [*check_register_behind(book), *without, *unread(index.rows(), book), *office_elements(index, self.registry)]
        return list(located(found, self.tree))

    def _read(self, files: Iterable[str], book: StatuteBook) -> Iterator[tuple[PowerRow, list[Pointer]]]:
        for file in files:
            power, _ = read_content(self.tree, file, POWER) if self.tree.stamp(file) else (None, [])
            if isinstance(power, Power) and power.code and not (power.effective_on and power.effective_on > self.day):
                yield row_of(power, file, self.day, self.registry), list(title_pointers(power, file, book))


def judge_whole(before: Side, after: Side, touched: AbstractSet[str], watch: Watch = unwatched) -> tuple[list[Problem], list[Problem]]:
    """Give the problems of the catalogue as a whole on both sides; none where a change cannot have made a difference.

    Where a register changed by which all powers are judged, or what was touched counts otherwise than before, all powers
    are read.
    """
    some = sorted(file for file in touched if POWER.id_of(file) is not None)
    wide = any(kind.id_of(file) is not None for kind in (LAWS, OFFICE) for file in touched) or judges_otherwise(before.registry.site, after.registry.site)
    if not wide:
        old, new = before.problems(some), after.problems(some)
        if _said(old) == _said(new):
            return [], []
    sides = (before, files_of(before.tree, POWER)), (after, files_of(after.tree, POWER))
    old, new = (side.problems(watch("通读 read", files, len(files))) for side, files in sides)
    return old, new


def judges_otherwise(before: Site, after: Site) -> bool:
    """Tell whether settings of the site differ by which powers may be judged."""
    if before == after:
        return False
    names = (name for name, field in fields_of(Site).items() if name not in _SHOWN and getattr(before, field.attribute) != getattr(after, field.attribute))
    return any(True for _ in names)


def _said(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return sorted((one.code, one.message("zh")) for one in problems)
