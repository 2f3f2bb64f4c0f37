"""The search index kept up with the powers that changed, and its files."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.build.staging import FileRow, write_file
from quanli.catalogue.synonyms import SYNONYMS_FILE, read_synonyms
from quanli.pipeline.workplace import Workplace

if TYPE_CHECKING:
    from quanli.pipeline.options import Reason
    from quanli.pipeline.update import Update
    from quanli.search.document import SearchDocument
    from quanli.search.index import SearchIndex

WHY: Reason = ("检索的词语有变", "words for finding changed")


def index_file(place: Workplace) -> Path:
    """Give the file of the index that belongs to a build's state."""
    name = place.database.name.removeprefix("new-").removesuffix(".sqlite")
    return place.database.parent / f"search-{name}.sqlite"


def spill_documents(place: Workplace, number: int, documents: list[SearchDocument]) -> None:
    """Lay down what the index takes from a chunk's powers, where the parent finds it."""
    _spill(place, number).write_bytes(pickle.dumps(documents, protocol=5))


def search_files(update: Update) -> Iterator[tuple[Sequence[FileRow], Reason]]:
    """Write the files of the index that hold words of the powers that changed."""
    change, delta = update.change, update.delta
    if not (update.cold or delta.chunks or delta.removed or change.offices or SYNONYMS_FILE in change.files):
        return
    if update.cold:
        index_file(update.place).unlink(missing_ok=True)
        yield [opensearch_file(update)], WHY
    with closing(open_index(update)) as index:
        index.update(_documents(update), delta.removed)
        files = index.export(everything=update.cold)
        yield [write_file(update.place.staging, path, data) for path, data in files], WHY
        update.made.drop(index.removed())


def opensearch_file(update: Update) -> FileRow:
    """Write the description by which browsers take up the site's search."""
    from quanli.search.opensearch import PATH, opensearch  # noqa: PLC0415

    site = update.registry.site
    return write_file(update.place.staging, PATH, opensearch(site.name, site.domain))


def open_index(update: Update) -> SearchIndex:
    """Open the index with what it depends on besides powers."""
    from quanli.search.index import SearchIndex, Settings  # noqa: PLC0415 - heavy where nothing is indexed

    names = {id_: office.name for id_, office in update.registry.offices.items()}
    synonyms, _ = read_synonyms(update.place.root)
    return SearchIndex(index_file(update.place), Settings(names, synonyms))


def settle_search(update: Update) -> None:
    """Note that the output has what was exported."""
    if index_file(update.place).is_file():
        with closing(open_index(update)) as index:
            index.settle()


def _documents(update: Update) -> Iterator[SearchDocument]:
    for chunk in update.delta.chunks:
        yield from pickle.loads(_spill(update.place, chunk.number).read_bytes())  # noqa: S301 - our own spill


def _spill(place: Workplace, number: int) -> Path:
    return place.scratch / f"search-{number:05}.pickle"
