"""An index of the files as they lie in a site's folder, for editors: brought up to date by the changed files only.

It is apart from the one that a build publishes: what is saved but not built is found too, and a file with errors is found
as far as it can be read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from quanli.catalogue.files import power_files
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.registry import read_registry
from quanli.catalogue.state_rules import state_on
from quanli.catalogue.synonyms import read_synonyms
from quanli.errors import ProblemsFoundError
from quanli.records.read import read_record
from quanli.search.document import SearchDocument, search_document
from quanli.search.index import SearchIndex, Settings

FILE = "editors.db"


@contextmanager
def open_working_copy(root: Path, state: Path, day: datetime.date) -> Iterator[SearchIndex]:
    """Open the index of a site; ``state`` is the folder where it is kept, ``day`` the one whose states count.

    Raises :class:`ProblemsFoundError` where there is no readable ``site.yaml``.
    """
    registry, problems = read_registry(root)
    if registry is None:
        raise ProblemsFoundError(problems)
    synonyms, _ = read_synonyms(root)
    names = {id_: office.name for id_, office in registry.offices.items()}
    with closing(SearchIndex(state / FILE, Settings(names, synonyms))) as index:
        _follow(index, root, registry.offices, day)
        yield index


def _follow(index: SearchIndex, root: Path, offices: Mapping[str, Office], day: datetime.date) -> None:
    db = index.db
    db.execute("create table if not exists source (file primary key, time, size, code)")
    known = {file: (time, size, code) for file, time, size, code in db.execute("select * from source")}
    made = repr((day, [(one.id, one.name, one.units) for one in offices.values()]))
    if db.execute("select value from setting where name = 'made'").fetchone() != (made,):
        known = {}
    files, _ = power_files(root)
    stats = {file: (root / file).stat() for file in files}
    stale = [file for file, stat in stats.items() if known.get(file, ())[:2] != (stat.st_mtime_ns, stat.st_size)]
    gone = known.keys() - stats.keys()
    if not stale and not gone:
        return
    codes = {file: code for file, (_, _, code) in known.items() if file in stats}

    def documents() -> Iterator[SearchDocument]:
        for file in stale:
            power, _ = read_record((root / file).read_bytes(), file, Power)
            codes[file] = power.code if power else ""
            if power and power.code:
                now = state_on(power, day) if power.states else None
                yield search_document(power, now.state if now else "active", offices)

    changed = list(documents())
    index.update(changed, index.codes() - set(codes.values()))
    db.executemany("delete from source where file = ?", [(file,) for file in gone])
    rows = [(file, stats[file].st_mtime_ns, stats[file].st_size, codes[file]) for file in stale]
    db.executemany("insert or replace into source values (?, ?, ?, ?)", rows)
    db.execute("insert or replace into setting values ('made', ?)", (made,))
    db.commit()
