"""The search index kept up with the powers that changed, and its files."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from quanli.assemble.facts import Reason
from quanli.build.staging import digest_of
from quanli.build.state import State
from quanli.catalogue.reading import read_synonyms
from quanli.catalogue.registry import Registry
from quanli.pipeline.chunks import Chunk
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.settings import search_name
from quanli.pipeline.workplace import Workplace
from quanli.sealed import discard

if TYPE_CHECKING:
    from quanli.search.document import SearchDocument
    from quanli.search.index import SearchIndex, Settings

WHY = Reason("检索的词语有变", "words for finding changed")
MANY = 200
"""Powers that are indexed in a process of its own."""


def index_file(place: Workplace) -> Path:
    """Give the file of the index that belongs to a build's state."""
    return place.database.parent / search_name(place.database.name.removeprefix("new-"))


def spill_documents(place: Workplace, number: int, documents: list[SearchDocument]) -> None:
    """Lay down what the index takes from a chunk's powers, where the parent finds it."""
    _spill(place, number).write_bytes(pickle.dumps(documents, protocol=5))


def search_files(
    place: Workplace, registry: Registry, state: State, made: MadeFiles, chunks: Sequence[Chunk], removed: frozenset[str]
) -> None:
    """Write the files of the index that hold words of the powers that changed."""
    from quanli.pipeline.indexing import IndexTask  # noqa: PLC0415 - heavy where nothing is indexed

    if made.cold:
        discard(index_file(place))
    spills = tuple(_spill(place, chunk.number) for chunk in chunks)
    task = IndexTask(index_file(place), _settings(place, registry), place.staging, spills, removed, None if made.cold else int(state.get("powers")))
    many = sum(len(chunk.files) for chunk in chunks) > MANY
    for rows in task.run_apart() if many else task.run(lambda path, data: state.digest(path) == digest_of(data)):
        made.add(rows, lambda _: WHY)
    if not made.cold:
        from quanli.search.release import Release  # noqa: PLC0415

        with closing(_open_index(place, registry)) as index:
            made.drop(Release(index).removed())


def settle_search(place: Workplace, registry: Registry) -> None:
    """Note that the output has what was exported."""
    if index_file(place).is_file():
        from quanli.search.release import Release  # noqa: PLC0415 - heavy where nothing is indexed

        with closing(_open_index(place, registry)) as index:
            Release(index).settle()


def _open_index(place: Workplace, registry: Registry) -> SearchIndex:
    """Open the index with what it depends on besides powers."""
    from quanli.search.index import SearchIndex  # noqa: PLC0415 - heavy where nothing is indexed

    return SearchIndex(index_file(place), _settings(place, registry))


def _settings(place: Workplace, registry: Registry) -> Settings:
    from quanli.search.index import Settings  # noqa: PLC0415

    names = {id_: office.name for id_, office in registry.offices.items()}
    synonyms, _ = read_synonyms(place.tree)
    return Settings(names, synonyms)


def _spill(place: Workplace, number: int) -> Path:
    return place.scratch / f"search-{number:05}.pickle"
