"""The rows of approved lists beside the index of powers, and in what the two differ, kept so that a change costs what it touches."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from quanli.catalogue.approved_lists import ApprovedList, ListRow
from quanli.catalogue.likeness import likeness, plain_name
from quanli.catalogue.row import PowerRow
from quanli.frozen import frozen

FEW = 200
"""Rows that are gone, and powers that are new, up to which each of the former is held against each of the latter for a new name."""
ALIKE = 0.6
"""How alike two names are, from 0 to 1, of which one may be the other's new one."""
STATUSES = ("gone", "new", "changed")
"""How a list and the catalogue differ: approved and not published, published and not approved, both and not the same."""

APPROVED_SCHEMA = """
create table approved_list (id primary key, place, head) without rowid;
create table approved (list, key, place, line, path, code, national, plain, name, category, office, cites, primary key (list, key)) without rowid;
create index approved_by_code on approved (list, code) where code <> '';
create index approved_by_national on approved (list, national) where national <> '';
create index approved_by_plain on approved (list, plain);
create table differs (list, status, key, row, code, held, primary key (list, status, key)) without rowid;
create index differs_by_row on differs (list, row) where row <> '';
create index differs_by_code on differs (code) where code <> '';
"""


@frozen
class Head:
    """A list without its rows; ``rows`` counts them by category."""

    id: str
    kind: str
    file: str
    title: str
    number: str
    date: str
    issuer: str
    offices: tuple[str, ...]
    categories: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """Count the rows."""
        return sum(count for _, count in self.rows)

    def covers(self, row: PowerRow) -> bool:
        """Tell whether a published power is one that the list speaks of."""
        if self.kind == "directory":
            return bool(row.national_code) and row.state != "abolished"
        return bool(self.size) and row.office in self.offices and row.category in self.categories and row.state != "abolished"


class Part(NamedTuple):
    """What of a power differs: the field, what was approved, what is published; keys of offices and categories, not their names."""

    field: str
    approved: str
    published: str


@frozen
class Difference:
    """A difference. ``row`` is the approved row's key, ``code`` the power's; either may be missing.

    Name, category and office are those of the power, where there is one, else those of the row.
    """

    status: str
    key: str
    row: str
    code: str
    name: str
    category: str
    office: str
    parts: tuple[Part, ...] = ()


class ApprovedTables:
    """The lists in the index's tables."""

    db: sqlite3.Connection

    def heads(self) -> list[Head]:
        """Give the lists, in order."""
        found = (json.loads(head) for (head,) in self.db.execute("select head from approved_list order by place"))
        return [Head(**{key: _frozen(value) for key, value in one.items()}) for one in found]

    def put_lists(self, lists: Iterable[ApprovedList]) -> None:
        """Put lists in place of those that there were."""
        self.db.execute("delete from approved_list")
        self.db.execute("delete from approved")
        for place, one in enumerate(lists):
            self.db.execute("insert into approved_list values (?, ?, ?)", (one.id, place, json.dumps(_head(one), ensure_ascii=False)))
            rows = ((one.id, *_stored(row, at)) for at, row in enumerate(one.rows))
            self.db.executemany(f"insert or ignore into approved values ({', '.join('?' * 12)})", rows)  # noqa: S608 - question marks

    def list_row(self, id: str, key: str) -> ListRow | None:  # noqa: A002
        """Look up a row of a list."""
        return next(self._rows_where("list = ? and key = ?", id, key), None)

    def list_rows(self, id: str, start: str = "") -> Iterator[ListRow]:  # noqa: A002
        """Give the rows of a list by key."""
        return self._rows_where("list = ? and key >= ? order by key", id, start)

    def rows_called(self, id: str, column: str, value: str) -> list[ListRow]:  # noqa: A002
        """Give the rows of a list with a code, national code or plain name, as they follow each other in the document."""
        return list(self._rows_where(f"list = ? and {column} = ? and {column} <> '' order by place", id, value))

    def differences(self, id: str, status: str, start: str = "", end: str = "") -> Iterator[Difference]:  # noqa: A002
        """Give the differences of a list in a status by key, from one on, to before another."""
        clause, values = ("and key < ?", (end,)) if end else ("", ())
        query = f"select status, key, row, code, held from differs where list = ? and status = ? and key >= ? {clause} order by key"  # noqa: S608
        for found in self.db.execute(query, (id, status, start, *values)):
            yield _difference(found)

    def difference_keys(self, id: str, status: str, start: str = "") -> Iterator[str]:  # noqa: A002
        """Give the keys of differences."""
        for (key,) in self.db.execute("select key from differs where list = ? and status = ? and key >= ? order by key", (id, status, start)):
            yield key

    def differing(self, id: str) -> Mapping[str, int]:  # noqa: A002
        """Count the differences of a list by status."""
        return dict(self.db.execute("select status, count(*) from differs where list = ? group by status", (id,)).fetchall())

    def differences_of(self, id: str, codes: Iterable[str], rows: Iterable[str]) -> list[Difference]:  # noqa: A002
        """Give the differences in which powers or rows stand."""
        found = [self.db.execute("select status, key, row, code, held from differs where code = ? and list = ?", (code, id)) for code in codes if code]
        found += [self.db.execute("select status, key, row, code, held from differs where list = ? and row = ? and row <> ''", (id, row)) for row in rows]
        return list({(one.status, one.key): one for cursor in found for one in map(_difference, cursor)}.values())

    def renamed(self, id: str) -> dict[str, tuple[str, str]]:  # noqa: A002
        """Give for rows that are gone code and name of the power that is new and most alike; nothing where there are very many."""
        counts = self.differing(id)
        if not (0 < counts.get("gone", 0) <= FEW and 0 < counts.get("new", 0) <= FEW):
            return {}
        powers, found = list(self.differences(id, "new")), dict[str, tuple[str, str]]()
        for one in self.differences(id, "gone"):
            alike = ((likeness(one.name, power.name), power.code, power.name) for power in powers if one.category in {"", power.category})
            like, code, name = max(alike, default=(0.0, "", ""))
            if like >= ALIKE:
                found[one.row] = (code, name)
        return found

    def put_differences(self, id: str, old: Iterable[Difference], new: Iterable[Difference]) -> None:  # noqa: A002
        """Replace differences of a list."""
        self.db.executemany("delete from differs where list = ? and status = ? and key = ?", [(id, one.status, one.key) for one in old])
        rows = [(id, one.status, one.key, one.row, one.code, json.dumps((one.name, one.category, one.office, one.parts), ensure_ascii=False)) for one in new]
        self.db.executemany("insert or replace into differs values (?, ?, ?, ?, ?, ?)", rows)

    def _rows_where(self, clause: str, *values: str) -> Iterator[ListRow]:
        query = f"select key, line, path, code, national, name, category, office, cites from approved where {clause}"  # noqa: S608 - our own words
        for key, line, path, code, national, name, category, office, cites in self.db.execute(query, values):
            yield ListRow(key, line, tuple(json.loads(path)), code, national, name, category, office, tuple(map(tuple, json.loads(cites))))


def _head(one: ApprovedList) -> dict[str, Any]:
    counted: dict[str, int] = {}
    for row in one.rows:
        counted[row.category] = counted.get(row.category, 0) + 1
    return {
        "id": one.id, "kind": one.kind, "file": one.file, "title": one.title, "number": one.number, "date": one.date.isoformat() if one.date else "",
        "issuer": one.issuer, "offices": one.offices, "categories": one.categories, "counts": one.counts, "rows": tuple(counted.items()),
    }  # fmt: skip


def _frozen(value: Any) -> Any:
    return tuple(tuple(one) if isinstance(one, list) else one for one in value) if isinstance(value, list) else value


def _stored(row: ListRow, place: int) -> tuple[Any, ...]:
    return (
        row.key, place, row.line, json.dumps(row.path), row.code, row.national, plain_name(row.name), row.name, row.category, row.office,
        json.dumps(row.cites, ensure_ascii=False),
    )  # fmt: skip


def _difference(found: tuple[str, str, str, str, str]) -> Difference:
    status, key, row, code, held = found
    name, category, office, parts = json.loads(held)
    return Difference(status, key, row, code, name, category, office, tuple(Part(*one) for one in parts))
