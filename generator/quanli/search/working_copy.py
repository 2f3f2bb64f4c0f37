"""An index of the files as they lie in a site's folder, for editors: brought up to date by the changed files only.

It is apart from the one that a build publishes: what is saved but not built is found too, and a file with errors is found
as far as it can be read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.office import Office
from quanli.catalogue.reading import read_content, read_synonyms
from quanli.catalogue.registry import read_registry
from quanli.catalogue.state_rules import state_on
from quanli.catalogue.tree import FolderTree, files_of
from quanli.errors import ProblemsFoundError
from quanli.sealed import discard, is_sealed, seal
from quanli.search.document import SearchDocument, search_document
from quanli.search.index import SearchIndex, Settings

FILE = "editors.db"


@contextmanager
def open_working_copy(root: Path, state: Path, day: datetime.date) -> Iterator[SearchIndex]:
    """Open the index of a site; ``state`` is the folder where it is kept, ``day`` the one whose states count.

    Raises :class:`ProblemsFoundError` where there is no readable ``site.yaml``.
    """
    tree = FolderTree(root)
    registry, problems = read_registry(tree)
    if registry is None:
        raise ProblemsFoundError(problems)
    synonyms, _ = read_synonyms(tree)
    names = {id_: office.name for id_, office in registry.offices.items()}
    file = state / FILE
    if not is_sealed(file):
        discard(file)
    with closing(SearchIndex(file, Settings(names, synonyms))) as index:
        _follow(index, tree, registry.offices, day)
        seal(file)
        yield index


def _follow(index: SearchIndex, tree: FolderTree, offices: Mapping[str, Office], day: datetime.date) -> None:
    db = index.db
    db.execute("create table if not exists seen (file primary key, stamp, code)")
    known = {file: (stamp, code) for file, stamp, code in db.execute("select * from seen")}
    made = repr((day, [(one.id, one.name, one.units) for one in offices.values()]))
    if db.execute("select value from setting where name = 'made'").fetchone() != (made,):
        known = {}
    stamps = {file: tree.stamp(file) for file in files_of(tree, POWER)}
    stale = [file for file, stamp in stamps.items() if known.get(file, ("",))[0] != stamp]
    gone = known.keys() - stamps.keys()
    if not stale and not gone:
        return
    codes = {file: code for file, (_, code) in known.items() if file in stamps}

    def documents() -> Iterator[SearchDocument]:
        for file in stale:
            power, _ = read_content(tree, file, POWER)
            codes[file] = power.code if power else ""
            if power and power.code:
                now = state_on(power, day) if power.states else None
                yield search_document(power, now.state if now else "active", offices)

    changed = list(documents())
    index.update(changed, index.codes() - set(codes.values()))
    db.executemany("delete from seen where file = ?", [(file,) for file in gone])
    rows = [(file, stamps[file], codes[file]) for file in stale]
    db.executemany("insert or replace into seen values (?, ?, ?)", rows)
    db.execute("insert or replace into setting values ('made', ?)", (made,))
    db.commit()
