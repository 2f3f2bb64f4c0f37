"""References from one power's file to something that only the whole catalogue can confirm."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from quanli.frozen import frozen

_POINTERS = "select kind, target, code, file, path from points where kind = ?"


@frozen
class Pointer:
    """A reference from one power's file to something that only the whole catalogue can confirm."""

    kind: str
    target: str
    code: str
    file: str
    path: tuple[str | int, ...]


class Pointers:
    """The references in the index's tables."""

    db: sqlite3.Connection

    def pointing(self, kind: str, target: str) -> Iterator[Pointer]:
        """Give the pointers to one target."""
        yield from map(_unpacked, self.db.execute(f"{_POINTERS} and target = ?", (kind, target)))

    def pointers(self, kind: str, code: str = "") -> Iterator[Pointer]:
        """Give the pointers of a kind, of one power or of all."""
        of_one, values = (" and code = ?", (kind, code)) if code else ("", (kind,))
        yield from map(_unpacked, self.db.execute(_POINTERS + of_one, values))

    def targets(self, kind: str) -> dict[str, int]:
        """Count the pointers of a kind by what they point to."""
        return dict(self.db.execute("select target, count(*) from points where kind = ? group by target", (kind,)))

    def _add_pointers(self, pointers: Iterable[Pointer]) -> None:
        rows = [(one.kind, one.target, one.code, one.file, json.dumps(one.path)) for one in pointers]
        self.db.executemany("insert or ignore into points values (?, ?, ?, ?, ?)", rows)


def _unpacked(row: tuple[str, str, str, str, str]) -> Pointer:
    kind, target, code, file, path = row
    return Pointer(kind, target, code, file, tuple(json.loads(path)))
