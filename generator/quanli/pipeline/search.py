"""The search index kept up with the powers that changed, and its files."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.build.staging import FileRow, digest_of, write_file
from quanli.catalogue.synonyms import SYNONYMS_FILE, read_synonyms
from quanli.pipeline.workplace import Workplace

if TYPE_CHECKING:
    from quanli.pipeline.options import Reason
    from quanli.pipeline.update import Update
    from quanli.search.document import SearchDocument
    from quanli.search.index import SearchIndex, Settings

WHY: Reason = ("检索的词语有变", "words for finding changed")
MANY = 200
"""Powers that are indexed in a process of its own."""


def index_file(place: Workplace) -> Path:
    """Give the file of the index that belongs to a build's state."""
    name = place.database.name.removeprefix("new-").removesuffix(".sqlite")
    return place.database.parent / f"search-{name}.sqlite"


def spill_documents(place: Workplace, number: int, documents: list[SearchDocument]) -> None:
    """Lay down what the index takes from a chunk's powers, where the parent finds it."""
    _spill(place, number).write_bytes(pickle.dumps(documents, protocol=5))


def search_files(update: Update) -> Iterator[tuple[Sequence[FileRow], Reason]]:
    """Write the files of the index that hold words of the powers that changed."""
    change, delta, place = update.change, update.delta, update.place
    if not (update.cold or delta.chunks or delta.removed or change.offices or SYNONYMS_FILE in change.files):
        return
    from quanli.pipeline.indexing import IndexTask  # noqa: PLC0415 - heavy where nothing is indexed

    if update.cold:
        index_file(place).unlink(missing_ok=True)
        yield [opensearch_file(update)], WHY
    spills = tuple(_spill(place, chunk.number) for chunk in delta.chunks)
    task = IndexTask(index_file(place), _settings(update), place.staging, spills, delta.removed, update.cold)
    many = sum(len(chunk.files) for chunk in delta.chunks) > MANY
    for rows in task.run_apart() if many else task.run(lambda path, data: update.state.digest(path) == digest_of(data)):
        yield rows, WHY
    if not update.cold:
        from quanli.search.release import Release  # noqa: PLC0415

        with closing(open_index(update)) as index:
            update.made.drop(Release(index).removed())


def opensearch_file(update: Update) -> FileRow:
    """Write the description by which browsers take up the site's search."""
    from quanli.search.opensearch import PATH, opensearch  # noqa: PLC0415

    site = update.registry.site
    return write_file(update.place.staging, PATH, opensearch(site.name, site.domain))


def open_index(update: Update) -> SearchIndex:
    """Open the index with what it depends on besides powers."""
    from quanli.search.index import SearchIndex  # noqa: PLC0415 - heavy where nothing is indexed

    return SearchIndex(index_file(update.place), _settings(update))


def settle_search(update: Update) -> None:
    """Note that the output has what was exported."""
    if index_file(update.place).is_file():
        from quanli.search.release import Release  # noqa: PLC0415 - heavy where nothing is indexed

        with closing(open_index(update)) as index:
            Release(index).settle()


def _settings(update: Update) -> Settings:
    from quanli.search.index import Settings  # noqa: PLC0415

    names = {id_: office.name for id_, office in update.registry.offices.items()}
    synonyms, _ = read_synonyms(update.place.root)
    return Settings(names, synonyms)


def _spill(place: Workplace, number: int) -> Path:
    return place.scratch / f"search-{number:05}.pickle"
