"""The index as static files: which of them a change touches, and what stands in each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from quanli.catalogue import terms
from quanli.search.facets import CATEGORIES, STATES
from quanli.search.files import MANIFEST, all_forms, block_path, json_bytes, shard_path, with_packed
from quanli.search.fold import fold, fold_marks
from quanli.search.hashing import hashes_of, leaf_of, moved_leaves
from quanli.search.index import SPARE, SearchIndex
from quanli.search.postings import KINDS
from quanli.search.shards import shard

POSTINGS_A_FILE = {"n": 130, "c": 200, "p": 220, "b": 500}
ITEMS_A_FILE = {"r": 12, "x": 40}
Stands = Callable[[str, bytes], bool]
"""Tells whether the output has a file with these bytes."""


def nowhere(_path: str, _data: bytes) -> bool:
    """Say that nothing stands in the output."""
    return False


class Release:
    """What of an index is published; the last release is noted in it by :meth:`settle`."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index

    def export(self, *, everything: bool = False, stands: Stands = nowhere) -> Iterator[tuple[str, bytes]]:
        """Give the files that changed since :meth:`settle` (or all of them), by path below the output, each in its packed forms.

        A list that was touched may be as it was: ``stands`` tells whether a file has these bytes already.
        """
        for path, data in self._exported(everything=everything):
            if not stands(path, data):
                yield from with_packed(path, data)

    def _exported(self, *, everything: bool) -> Iterator[tuple[str, bytes]]:
        leaves = self._leaves()
        everything |= self.index.setting("filled") == "anew" or not self._published()
        facets_of = self._all_facets() if everything else self._facets
        for kind in (*KINDS, "r", "x"):
            for leaf in sorted(self._changed_leaves(kind, leaves[kind], everything=everything)):
                yield shard_path(kind, leaf), self._file(kind, leaf, facets_of)
        if everything:
            yield from self._tables()
        yield MANIFEST, self._manifest(leaves)

    def removed(self) -> Iterator[str]:
        """Give the paths of files of the last release that :meth:`export` no longer makes."""
        leaves = self._leaves()
        for kind, before in self._published().items():
            for leaf in moved_leaves(before, leaves[kind])[0]:
                yield from all_forms(shard_path(kind, leaf))

    def settle(self) -> None:
        """Note that what :meth:`export` and :meth:`removed` gave now stands in the output: call it when all is published."""
        self.index.db.execute("delete from touched")
        self.index.db.execute("delete from setting where name = 'filled'")
        self.index.db.executemany("insert or replace into leaves values (?, ?)", self._leaves().items())
        self.index.db.commit()

    def _published(self) -> dict[str, int]:
        return dict(self.index.db.execute("select kind, leaves from leaves"))

    def _leaves(self) -> dict[str, int]:
        items = self.index.items()
        leaves = {kind: 1 + self.index.postings.counted(kind) // POSTINGS_A_FILE[kind] for kind in KINDS}
        return leaves | {kind: 1 + items // size for kind, size in ITEMS_A_FILE.items()}

    def _changed_leaves(self, kind: str, leaves: int, *, everything: bool) -> Iterable[int]:
        if everything:
            return range(leaves, 2 * leaves)
        before = self._published()[kind]
        touched = self.index.db.execute("select hash from touched where kind = ?", (kind,))
        return {leaf_of(hash_, leaves) for (hash_,) in touched} | set(moved_leaves(before, leaves)[1])

    def _file(self, kind: str, leaf: int, facets_of: Callable[[list[int]], list[int]]) -> bytes:
        first, last = hashes_of(leaf)
        if kind in KINDS:
            return shard(self.index.postings.lists(kind, first, last), facets_of)
        rows = self.index.db.execute(
            "select code, name, summary from item where id between ? and ?", (first >> SPARE, last >> SPARE)
        )
        return json_bytes({code: _named(name) if kind == "r" else summary for code, name, summary in rows})

    def _facets(self, items: list[int]) -> list[int]:
        """Give the facets of items; where two share an id, those of the first by code."""
        found = self.index.db.execute(
            "select id, facets from item indexed by facet where id in (select value from json_each(?)) order by code desc", (json.dumps(items),)
        )
        known = dict(found.fetchall())
        return [known[item] for item in items]

    def _all_facets(self) -> Callable[[list[int]], list[int]]:
        """Give what gives the facets of items, having read them all: eight bytes an item."""
        import numpy as np  # noqa: PLC0415 - wanted only here

        rows = self.index.db.execute("select id, facets from item order by id, code")
        ids, packed = np.fromiter(rows, np.dtype((np.uint32, 2))).T
        return lambda items: packed[np.searchsorted(ids, items)].tolist()

    def _manifest(self, leaves: Mapping[str, int]) -> bytes:
        offices = {number: [office, self.index.settings.offices[office]] for office, number in self.index.numbers.items()}
        value = {
            "items": self.index.items(),
            "leaves": leaves,
            "offices": offices,
            "categories": [[key, terms.CATEGORIES[key].zh] for key in CATEGORIES],
            "states": [[key, terms.STATES[key].zh] for key in STATES],
            "applicants": [[key, term.zh] for key, term in terms.APPLICANTS.items()],
        }
        return json_bytes(value)

    def _tables(self) -> Iterator[tuple[str, bytes]]:
        from quanli.search.fold import fold_blocks  # noqa: PLC0415
        from quanli.search.pinyin import sound_blocks  # noqa: PLC0415

        for table, blocks in (("fold", fold_blocks()), ("sound", sound_blocks())):
            for block, text in blocks.items():
                yield block_path(table, block), text.encode()


def _named(name: str) -> str | list[str]:
    """Give a name; one with Traditional characters with its folded form, for a browser without the table."""
    folded = fold(name)
    return name if folded == fold_marks(name) else [name, folded]
