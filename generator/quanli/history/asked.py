"""Which titles a change speaks of, and which changes must be said anew when one of them is called otherwise."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanli.history.naming import Names


_NAMED = frozenset({"law", "office", "unit", "windows"})


class Asked(Mapping[tuple[str, str], str]):
    """Titles that remember which of them were asked for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.answers: dict[tuple[str, str], str] = {}

    def __getitem__(self, key: tuple[str, str]) -> str:
        if key[0] in _NAMED:
            self.answers[key] = self.names.get(key, "")
        return self.names[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def packed(self) -> str:
        """Write down the answers given; empty when nothing was asked."""
        said = [[*key, title] for key, title in sorted(self.answers.items())]
        return json.dumps(said, ensure_ascii=False) if said else ""


def titles_hash(names: Names) -> str:
    """Give a hash of all titles."""
    said = sorted([*key, title] for key, title in names.items())
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def drop_outdated(cursor: sqlite3.Cursor, names: Names) -> None:
    """Drop the diffs that call something by a title that it no longer has, and mark their items as touched."""
    outdated = [
        (before, after)
        for before, after, said in cursor.execute("select before, after, names from diff where names <> ''")
        if any(names.get((kind, id_), "") != title for kind, id_, title in json.loads(said))
    ]
    cursor.executemany(
        "insert or ignore into touched select code from event where base = ? and after = ?", outdated
    )
    cursor.executemany("delete from diff where before = ? and after = ?", outdated)
