"""Lists of powers: which lists there are, how each is looked up, and the powers that stand in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quanli.catalogue.likeness import calls_of
from quanli.catalogue.row import PowerRow
from quanli.catalogue.stored_row import unpacked
from quanli.catalogue.tally import audiences, beginnings, lacking, laws_of


class _Several(NamedTuple):
    """A table of lists that one power may stand in several times, and the keys under which it stands there."""

    table: str
    keys: Callable[[PowerRow], Iterable[str]]


_SEVERAL: Mapping[str, _Several] = {
    "law": _Several("cites", laws_of),
    "form": _Several("uses", lambda row: dict.fromkeys(row.forms)),
    "life_event": _Several("topic", lambda row: dict.fromkeys(row.life_events)),
    "audience": _Several("serves", audiences),
    "lacking": _Several("lacks", lacking),
    "called": _Several("called", lambda row: dict.fromkeys(calls_of(row))),
    "beginning": _Several("begins", beginnings),
}
_SELDOM = frozenset({"guide", "parent"})
"""Columns that most powers leave empty: their indexes hold the rest, and are found when the query says so."""
_PAIRS = {"office_category": ("office", "category"), "category_state": ("category", "state")}
"""Filters by two columns at once; their keys are joined by a slash."""


class Lists:
    """The lists in the index's tables."""

    db: sqlite3.Connection

    def rows(self, start: str = "", end: str = "", **where: str) -> Iterator[PowerRow]:
        """Give the powers of a category, office, state, initial, guide, parent, law, form, life event, audience or beginning of a name, sorted.

        ``start`` is the first code that may come, ``end`` the first that may not (empty: to the last).
        """
        table, clause, values = _selection(start, end, where)
        join = "power" if table == "power" else f"{table} join power using (code)"
        query = f"select power.* from {join} where {clause} order by {table}.code"  # noqa: S608 - our own words
        for found in self.db.execute(query, values):
            yield unpacked(found)

    def codes(self, start: str = "", **where: str) -> Iterator[str]:
        """Give the codes of the powers that :meth:`rows` would give."""
        table, clause, values = _selection(start, "", where)
        for (code,) in self.db.execute(f"select code from {table} where {clause} order by code", values):  # noqa: S608
            yield code

    def files_of(self, **where: str) -> list[str]:
        """Give the files of the powers that :meth:`rows` would give."""
        return [row.file for row in self.rows(**where)]

    def beginnings(self) -> list[str]:
        """Give what the powers' names begin with, sorted."""
        return [key for (key,) in self.db.execute("select distinct key from begins order by key")]

    def _list(self, rows: Sequence[PowerRow]) -> None:
        """Put powers into the lists that one may stand in several times."""
        for table, keys in _SEVERAL.values():
            pairs = ((key, row.code) for row in rows for key in keys(row))
            self.db.executemany(f"insert into {table} values (?, ?)", pairs)  # noqa: S608 - our own words

    def _unlist(self, code: str) -> None:
        for table, _ in _SEVERAL.values():
            self.db.execute(f"delete from {table} where code = ?", (code,))  # noqa: S608 - our own words


def _selection(start: str, end: str, where: Mapping[str, str]) -> tuple[str, str, list[str]]:
    """Choose the table to walk along, by at most one condition, and word the clause."""
    table, clauses, values = "power", [], list[str]()
    for name, value in where.items():
        table = _SEVERAL[name].table if name in _SEVERAL else "power"
        columns = _PAIRS.get(name, (name,)) if table == "power" else ("key",)
        clauses += [f"{table}.{column} = ?" for column in columns]
        clauses += [f"{table}.{name} <> ''"] if name in _SELDOM else []
        values += value.split("/") if name in _PAIRS else [value]
    clauses.append(f"{table}.code >= ?")
    values.append(start)
    if end:
        clauses.append(f"{table}.code < ?")
        values.append(end)
    return table, " and ".join(clauses), values
