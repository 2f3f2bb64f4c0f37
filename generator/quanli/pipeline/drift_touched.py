"""In what approved lists and the powers that a change touches differ, where there is no index of all powers.

Where a list changed, or a register by which lists are read, all powers are read. Otherwise those are that may be taken for the
same row: their text has the name or national code of one that was touched, or their code stands in a row of that name.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing

from quanli.catalogue.approved_lists import ApprovedList
from quanli.catalogue.content_kinds import LAWS, OFFICE, POWER, SITE
from quanli.catalogue.index import Index
from quanli.catalogue.index_tables import SCHEMA, SECONDARY
from quanli.catalogue.matching import Matcher
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_content, read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tree import Tree, ids_of
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.pipeline.drift import FILES, drift, problems_of
from quanli.pipeline.rows import row_of


@frozen
class Place:
    """A tree with its registers, as of a day."""

    registry: Registry
    tree: Tree
    day: datetime.date

    def row(self, power: Power, file: str) -> PowerRow | None:
        """Give the row of a power; none of one that applies from a later day."""
        return None if power.effective_on and power.effective_on > self.day else row_of(power, file, self.day, self.registry)

    def rows_read(self, files: Iterable[str]) -> Iterator[PowerRow]:
        """Read powers that were not touched."""
        for file in files:
            power, _ = read_content(self.tree, file, POWER)
            row = self.row(power, file) if isinstance(power, Power) and power.code else None
            if row:
                yield row


def drift_touched(lists: list[ApprovedList], powers: Mapping[str, Power], touched: AbstractSet[str], place: Place, *, registers: bool) -> Iterator[Problem]:
    """Say in what lists and touched powers differ, ``powers`` by file; with ``registers`` also what is said of lists as a whole, where they may differ otherwise."""
    if not lists and not registers:
        return
    listed = any(kind.id_of(file) is not None for kind in FILES for file in touched)
    wide = registers and (listed or any(kind.id_of(file) is not None for kind in (LAWS, OFFICE, SITE) for file in touched))
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        index, own = Index(db), [row for file, power in powers.items() if (row := place.row(power, file))]
        index.add(own, ())
        index.put_lists(lists)
        others = {file: code for file, code in ids_of(place.tree, POWER).items() if file not in powers}
        if wide:
            index.add(place.rows_read(others), ())
            db.executescript(SECONDARY)
            for head in index.heads():
                index.put_differences(head.id, (), Matcher(index, head, place.registry.laws).all())
            yield from (one for one in drift(index, place.registry, place.tree) if listed or one.place.file in touched or POWER.id_of(one.place.file) is None)
        else:
            yield from _of_some(index, own, {POWER.id_of(file) or "" for file in touched}, others, place)


def _of_some(index: Index, own: list[PowerRow], codes: set[str], others: Mapping[str, str], place: Place) -> Iterator[Problem]:
    """Say the differences of some powers and of the rows that have their codes or names."""
    heads = index.heads()
    rows = [row for head in heads for row in Matcher(index, head, place.registry.laws).touched(own)[1].values()]
    words = {word.encode() for one in own for word in (one.name, one.national_code)} | {row.name.encode() for row in rows}
    wanted = {row.code for row in rows}
    alike = (file for file, code in others.items() if code in wanted or _has(place.tree, file, words - {b""}))
    index.add(place.rows_read(alike), ())
    for head in heads:
        matcher = Matcher(index, head, place.registry.laws)
        near, found = matcher.touched(own)
        found |= {row.key: row for code in codes for row in index.rows_called(head.id, "code", code)}
        for one in matcher.of(near, found.values()):
            if one.code in codes or one.status == "gone":
                yield from problems_of(one, head, index, place.registry, {})


def _has(tree: Tree, file: str, words: Iterable[bytes]) -> bool:
    data, _ = read_data(tree, file, POWER)
    return data is not None and any(word in data for word in words)
