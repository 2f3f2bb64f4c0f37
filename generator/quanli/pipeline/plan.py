"""Which outputs are stale: the facts of a change joined with what each kind of output rests on. Nothing else decides."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from quanli.assemble.edges import ALL, Ask, Due
from quanli.assemble.facts import Facts, Reason
from quanli.assemble.kinds import ITEMS
from quanli.assemble.page_kind import AnyKind
from quanli.catalogue.index import Index
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.registry import Registry
from quanli.frozen import frozen
from quanli.statutes.names import key_of


class Stale(NamedTuple):
    """Why an output is stale, and for a list in which of its lines; with none of these, all of it is."""

    why: Reason
    members: frozenset[str] = frozenset()


def stale(kind: AnyKind, facts: Facts, ask: Ask) -> dict[str, Stale]:
    """Give the stale outputs of a kind by key; the key :data:`ALL` stands for every output that there is."""
    found: dict[str, Due] = {}
    members: dict[str, set[str] | None] = {}
    for due in _due(kind, facts, ask):
        found.setdefault(due.key, due)
        lines = members.setdefault(due.key, set())
        if not due.member:
            members[due.key] = None
        elif lines is not None:
            lines.add(due.member)
    return {key: Stale(due.why, frozenset(members[key] or ())) for key, due in found.items()}


def _due(kind: AnyKind, facts: Facts, ask: Ask) -> Iterator[Due]:
    for template in facts.of("template"):
        if template in kind.templates:
            yield Due(ALL, facts.why("template", template))
    for edge in kind.rests_on:
        yield from edge.due(facts, ask)


def expanded(found: dict[str, Stale], keys: Iterable[str]) -> dict[str, Stale]:
    """Put every key that there is in the place of :data:`ALL`."""
    every = found.pop(ALL, None)
    return found if every is None else found | {key: Stale(found[key].why if key in found else every.why) for key in keys}


def stale_items(
    facts: Facts, ask: Ask, codes: Callable[[], Iterable[str]], read: Callable[[Iterable[str]], None]
) -> Mapping[str, Reason]:
    """Give the codes of the items of which any output is stale; ``codes`` gives all that there are.

    ``read`` takes up more items and states what became of them: that one has another name or place may show that others
    are stale, so this goes on until nothing more is.
    """
    due: dict[str, Reason] = {}
    while True:
        found: dict[str, Reason] = {}
        for kind in ITEMS:
            for code, one in expanded(stale(kind, facts, ask), codes()).items():
                if code not in due:
                    found.setdefault(code, one.why)
        if not found:
            return due
        due |= found
        read(sorted(found))


@frozen
class Questions:
    """What edges ask, answered by the index of powers and by what old texts were seen to name."""

    registry: Registry
    index: Index
    db: sqlite3.Connection

    def naming(self, kind: str, key: str) -> Iterable[str]:
        """Give the codes of the powers whose text names something."""
        if kind == "title":
            return {pointer.code: None for pointer in self._citing(key)}
        if kind in _POINTED:
            return {pointer.code: None for pointer in self.index.pointing(_POINTED[kind], key)}
        return list(self.index.codes(**{kind: key}))

    def _citing(self, key: str) -> Iterator[Pointer]:
        """Give the citations of a statute by the key of its name, and words that may end with that name."""
        yield from self.index.pointing("title", key)
        for words in self.index.targets("words"):
            if key_of(words).endswith(key):
                yield from self.index.pointing("words", words)

    def named_before(self, kind: str, key: str) -> Iterable[str]:
        """Give the codes of the items whose old texts name something that their present text does not."""
        return [code for (code,) in self.db.execute("select code from past where kind = ? and target = ?", (kind, key))]


_POINTED = {"power": "power", "form-file": "file"}
"""The kinds that texts point to, as the index calls them; the others it lists powers by."""
