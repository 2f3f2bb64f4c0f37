"""Stage one: read and check every power; rows go to the index, the powers themselves to spill files."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.catalogue.citation_rules import title_pointers
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.index import Awaited, Index
from quanli.catalogue.law_rests import article_pointers
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import linked_powers, pointers
from quanli.catalogue.row import PowerRow
from quanli.catalogue.statute_book import StatuteBook
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.git.blob import blob_id
from quanli.history.standing import Own, Standing
from quanli.pipeline.across import duplicate_problem
from quanli.pipeline.chunks import Chunk, Kept
from quanli.pipeline.load_power import load_power
from quanli.pipeline.rows import row_of
from quanli.pipeline.statute_books import statute_book
from quanli.pipeline.waiting import Waiting, check_standing, in_force_from
from quanli.pipeline.workplace import Workplace, opened_registry


@frozen
class Loaded:
    """What stays of a chunk when its powers have been spilled."""

    files: tuple[tuple[str, PowerRow | None, tuple[Problem, ...]], ...]
    pointers: tuple[Pointer, ...]
    awaited: tuple[Awaited, ...]
    unfiled: tuple[str, ...]


def load_powers(
    chunks: Sequence[Chunk], index: Index, executor: Executor, progress: Progress
) -> Iterator[tuple[str, PowerRow | None, tuple[Problem, ...]]]:
    """Read and check the powers of some chunks and put their rows into the index.

    Gives for each file its row (none when it could not be read) and its problems.
    """
    total = sum(len(chunk.files) for chunk in chunks)
    answers = executor.map(load_chunk, chunks)
    for answer in progress.stage("检查 check", answers, total, lambda one: len(one.files)):
        taken = {row.file: first for row, first in index.add((row for _, row, _ in answer.files if row), answer.pointers)}
        index.note_unfiled(answer.unfiled)
        codes = {row.file: row.code for _, row, _ in answer.files if row}
        for item in answer.awaited:
            first = index.await_item(item)
            taken |= {item.file: first} if first else {}
            codes[item.file] = item.code
        for file, row, problems in answer.files:
            more = (duplicate_problem(codes[file], taken[file], file),) if file in taken else ()
            yield file, None if more else row, problems + more


def load_chunk(chunk: Chunk) -> Loaded:
    """Read, check and spill one chunk (in a worker)."""
    place = chunk.place
    registry = opened_registry(place)
    book = statute_book(place.tree, registry.laws, place.as_of, place.laws)
    with Waiting(place, chunk.waiting) as waiting:
        found = [_load(file, place, book, waiting) for file in chunk.files]
    kept = [one for one, _ in found if one and one.shown]
    texts = [(one.file, one.own) for one in kept if one.own]  # what must be there is judged by these; the others have been
    points = [pointer for file, power in texts for pointer in (*pointers(power, file), *title_pointers(power, file, book))]
    points += (pointer for one in kept if one.power for pointer in article_pointers(one.power, one.file, book))
    points += (pointer for one in kept for power in one.others for pointer in title_pointers(power, one.file, book))
    data = pickle.dumps(kept, protocol=5)
    place.spill(chunk.number).write_bytes(data)
    if b"/powers/" in data:  # seldom: a look into every field takes longer than one into the bytes
        points += (pointer for file, power in texts for pointer in linked_powers(power, file))
    rows = {one.file: row_of(one.power, one.file, place.as_of, registry) for one in kept if one.power}
    files = tuple((file, rows.get(file), tuple(problems)) for file, (_, problems) in zip(chunk.files, found, strict=True))
    awaited = (Awaited(one.shown.code, one.file, one.shown.name) for one in kept if one.power is None and one.shown)
    return Loaded(files, tuple(points), tuple(awaited), tuple(one.power.code for one in kept if one.power and not one.own))


def _load(file: str, place: Workplace, book: StatuteBook, waiting: Waiting) -> tuple[Kept | None, Sequence[Problem]]:
    """Read and check one file, and find the text that is in force on the build's day; of a file that is gone, the last that was."""
    registry, tree = opened_registry(place), place.tree
    standing: Standing | None = None
    own = Own(POWER.id_of(file) or "", file)

    def law_of(power: Power, data: bytes) -> StatuteBook:
        nonlocal own, standing
        if not waiting.may_wait(power.code, power):
            return book
        own = replace(own, power=power, blob=blob_id(data))
        standing = waiting.of(own)
        day = in_force_from(own, standing, book.day)
        return book if day == book.day else statute_book(tree, registry.laws, day, place.laws)

    if waiting.may_wait(own.code, None) and not tree.stamp(file):
        power, problems = None, list[Problem]()
        standing = waiting.of(own)
    else:
        power, problems = load_power(tree, registry, file, book, law_of, stood=place.stood)
    if standing is not None:
        return Kept(file, standing.text, own.power, standing), [*problems, *check_standing(own, standing, registry, tree)]
    return Kept(file, power, power) if power is not None and power.code else None, problems
