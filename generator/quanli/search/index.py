"""The search index of a site on disk: kept up with the changed items only, published as static files.

Whatever was changed in whatever order, the files are those of an index made anew from the same items.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from quanli.catalogue.synonyms import Synonym
from quanli.frozen import frozen
from quanli.sealed import discard
from quanli.search.document import SearchDocument
from quanli.search.facets import facets, office_numbers
from quanli.search.hashing import HASH_BITS, ID_BITS, item_id, text_hash
from quanli.search.impacts import Impacts, body_impacts, title_impacts
from quanli.search.postings import KINDS, SCHEMA, Postings, posting
from quanli.search.synonyms import Synonyms

VERSION = 2
"""Of the analyser, the impacts and the tables here: another one and an index is made anew."""
MANY = (50, 32)
"""Over 50 items at once, and over one in 32, the whole index is filled anew: that is quicker."""
ITEMS = "items"
"""Counted in the table of what is kept, since counting rows reads them all."""
SPARE = HASH_BITS - ID_BITS
_QUICK = "pragma synchronous = off; pragma cache_size = -8000;"
"""What a power cut spoils is made anew; a change touches some megabytes of pages."""
_SCHEMA = f"""
pragma page_size=8192;
{SCHEMA}
create table item (id, code, facets, name, summary, document, primary key (id, code)) without rowid;
create index facet on item (id, code, facets);
create table setting (name primary key, value) without rowid;
create table leaves (kind primary key, leaves) without rowid;
"""


@frozen
class Settings:
    """What the index depends on besides items: offices' names by id, the site's word list, and a stamp of the program."""

    offices: Mapping[str, str]
    synonyms: tuple[Synonym, ...] = ()
    stamp: str = ""


@frozen
class Hit:
    """An item found; ``facets`` as :mod:`quanli.search.facets` packs them."""

    code: str
    name: str
    summary: str
    facets: int


class SearchIndex:
    """An index in one SQLite file; one process writes it.

    Where settings differ from those it was made with, it is filled anew from the items it holds; where the file is damaged
    or of another version, it is empty: ``items()`` says so.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.settings = settings
        self.synonyms = Synonyms.of(settings.synonyms)
        self.numbers = office_numbers(settings.offices)
        self.db = _opened(path)
        self.postings = Postings(self.db)
        if self.setting("stamp") != self._stamp():
            for item, document in self._documents():
                self._keep(item, document)  # offices may have other numbers
            if self.items():
                self._fill()
            self.db.execute("insert or replace into setting values ('stamp', ?)", (self._stamp(),))
            self.db.commit()

    def items(self) -> int:
        """Count the items."""
        return self.postings.counted(ITEMS)

    def codes(self) -> set[str]:
        """Give the codes of the items."""
        return {code for (code,) in self.db.execute("select code from item")}

    def update(self, changed: Iterable[SearchDocument], removed: Iterable[str] = ()) -> None:
        """Take new and changed items, and forget those of these codes."""
        gone, coming = set(removed), iter(changed)
        few, share = MANY
        most = max(few, self.items() // share) if self.items() else 0
        some: dict[str, SearchDocument] = {}
        for document in coming:
            gone.discard(document.code)
            if self._is_new(document):
                some[document.code] = document
            else:
                some.pop(document.code, None)
            if len(some) > most:
                self._take_many(chain(some.values(), coming), gone)
                break
        else:
            for code in gone:
                self._replace(code, None)
            for document in some.values():
                self._replace(document.code, document)
        self.db.commit()

    def find(self, typed: str) -> tuple[list[Hit], bool]:
        """Find items as the public page does, the best first; and whether the best answers the whole query."""
        from quanli.search.finding import find  # noqa: PLC0415 - Whoosh is wanted only here

        found = find(self.postings, self.items(), lambda item: [hit.name for hit in self._hits(item)], typed)
        return [hit for item in found.items for hit in self._hits(item)], found.full

    def _hits(self, item: int) -> Iterator[Hit]:
        rows = self.db.execute("select code, name, summary, facets from item where id = ? order by code", (item,))
        return (Hit(*row) for row in rows)

    def close(self) -> None:
        """Close the file."""
        self.db.commit()
        self.db.close()

    def _stamp(self) -> str:
        """Name everything but the items that lists and facets depend on."""
        parts = (self.settings.stamp, sorted(self.numbers.items()), self.synonyms.entries)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _is_new(self, document: SearchDocument) -> bool:
        return document not in self._at(item_id(document.code))

    def setting(self, name: str) -> str | None:
        """Give a setting that was noted."""
        found = self.db.execute("select value from setting where name = ?", (name,)).fetchone()
        return found[0] if found else None

    def _take_many(self, changed: Iterable[SearchDocument], gone: set[str]) -> None:
        """Keep items, and make the lists of all anew."""
        for document in changed:
            gone.discard(document.code)
            self._keep(item_id(document.code), document)
        self.db.executemany("delete from item where id = ? and code = ?", [(item_id(code), code) for code in gone])
        self._fill()

    def _fill(self) -> None:
        """Make the lists of the items that are kept anew."""
        from quanli.search.bulk import fill  # noqa: PLC0415 - numpy is wanted only here

        self.db.executescript("delete from posting; delete from word; delete from touched;")
        self.db.execute("update kept set count = (select count(*) from item) where kind = ?", (ITEMS,))
        fill(self.db, self._documents(), self.synonyms.words)
        self.db.execute("insert or replace into setting values ('filled', 'anew')")

    def _documents(self) -> Iterator[tuple[int, SearchDocument]]:
        """Give the items with their ids, which rise; some at a time, so that they may be changed in between."""
        last: tuple[int, str] = (-1, "")
        while rows := self.db.execute(
            "select id, code, document from item where (id, code) > (?, ?) order by id, code limit 100", last
        ).fetchall():
            for item, code, data in rows:
                last = item, code
                yield item, _unpacked(data)

    def _keep(self, item: int, document: SearchDocument) -> int:
        """Keep an item; gives how many more there are."""
        data = zlib.compress(json.dumps(document.packed(), ensure_ascii=False).encode(), 1)
        own = (item, document.code)
        row = (*own, facets(document, self.numbers), document.name, document.summary, data)
        known = self.db.execute("delete from item where id = ? and code = ?", own).rowcount
        self.db.execute("insert into item values (?, ?, ?, ?, ?, ?)", row)
        return 1 - known

    def _touch_item(self, item: int) -> None:
        self.postings.touch("r", item << SPARE)
        self.postings.touch("x", item << SPARE)

    def _replace(self, code: str, document: SearchDocument | None) -> None:
        """Put an item in the place of what was kept under its code, and change the lists by what differs."""
        item = item_id(code)
        before = self._at(item)
        after = [one for one in before if one.code != code]
        if document is not None:
            after = sorted((*after, document), key=lambda one: one.code)
        if before == after:
            return
        old_facets, new_facets = (facets(some[0], self.numbers) if some else None for some in (before, after))
        same_titles = [one.titles for one in before] == [one.titles for one in after]
        kinds = ("b",) if same_titles and old_facets == new_facets else KINDS
        old, new = self._impacts(before, kinds), self._impacts(after, kinds)
        if document is None:
            self.db.execute("delete from item where id = ? and code = ?", (item, code))
            self.postings.count(ITEMS, -1)
        else:
            self.postings.count(ITEMS, self._keep(item, document))
        self._touch_item(item)
        for kind in kinds:
            was, now = old[kind], new[kind]
            for word in was.keys() | now.keys():
                if was.get(word) != now.get(word):
                    self.postings.change(kind, word, _posting(was, word, item), _posting(now, word, item))
                elif old_facets != new_facets:
                    self.postings.touch(kind, text_hash(word))

    def _at(self, item: int) -> list[SearchDocument]:
        rows = self.db.execute("select document from item where id = ? order by code", (item,))
        return [_unpacked(data) for (data,) in rows]

    def _impacts(self, documents: Sequence[SearchDocument], kinds: Sequence[str]) -> Mapping[str, Impacts]:
        """Give the impacts of the items that share an id: of each word the highest."""
        merged: dict[str, Impacts] = {kind: {} for kind in kinds}
        for document in documents:
            found: dict[str, Impacts] = {"b": body_impacts(document)}
            if "n" in kinds:
                found |= title_impacts(document, self.synonyms.words(document))
            for kind, impacts in found.items():
                for word, impact in impacts.items():
                    merged[kind][word] = max(impact, merged[kind].get(word, 0))
        return merged


def _posting(impacts: Impacts, word: str, item: int) -> int | None:
    return posting(impacts[word], item) if word in impacts else None


def _unpacked(data: bytes) -> SearchDocument:
    return SearchDocument.unpacked(json.loads(zlib.decompress(data)))


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file; one that is no index of this version is begun anew."""
    if path.is_file():
        db = sqlite3.connect(path)
        try:
            db.executescript(_QUICK)
            if db.execute("pragma user_version").fetchone() == (VERSION,):
                return db
        except sqlite3.DatabaseError:
            pass
        db.close()
    discard(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    db.executescript(f"{_QUICK} {_SCHEMA} pragma user_version={VERSION};")
    db.executemany("insert into kept values (?, 0)", [(kind,) for kind in (*KINDS, ITEMS)])
    db.commit()
    return db
