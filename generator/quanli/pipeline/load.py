"""Stage one: read and check every power; rows go to the index, the powers themselves to spill files."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.catalogue.citation_rules import title_pointers
from quanli.catalogue.completeness import completeness, missing_elements
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.durations import at_once, relied_on
from quanli.catalogue.index import Awaited, Index
from quanli.catalogue.law_rests import article_pointers
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Limit, Power
from quanli.catalogue.reading import read_data
from quanli.catalogue.reference_rules import linked_powers, pointers
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.state_rules import state_on
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.codes.initials import initial_of
from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.git.blob import blob_id
from quanli.history.standing import Own, Standing
from quanli.pipeline.across import duplicate_problem
from quanli.pipeline.rules import check_power
from quanli.pipeline.statute_books import statute_book
from quanli.pipeline.waiting import Waiting, check_standing, in_force_from
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.records.places import placed
from quanli.records.read import read_record

INTERNAL_IN_PUBLIC = Rule(
    "INTERNAL_IN_PUBLIC", "error",
    zh="公开目录里不得有内部字段“{key}”", en='the internal field "{key}" must not stand in the public tree',
    hint_zh="移到 site.yaml 中 internal 所指的目录", hint_en="move it to the tree that site.yaml names as internal",
)

CHUNK = 100
"""Powers a chunk: enough to share one ``dot`` process, few enough to keep memory flat."""
SUMMARY = 120
"""Characters of the summary that lists show."""


@frozen
class Chunk:
    """Some powers' files, to be worked on together."""

    number: int
    files: tuple[str, ...]
    place: Workplace
    waiting: frozenset[str] | None = None
    """The codes among them of which a text may wait for its day; None where nothing does, as in a catalogue of the past."""


class Kept(NamedTuple):
    """What is spilled of an item: its text that is in force, None where none is yet, and how it stands where something waits.

    ``own`` is the text of its file, None where that is gone.
    """

    file: str
    power: Power | None
    own: Power | None
    standing: Standing | None = None

    @property
    def shown(self) -> Power | None:
        """Give the text of its page: of an item that is to come, the one with which it begins."""
        begins = self.standing.begins if self.standing else None
        return begins.text if begins else self.power

    @property
    def others(self) -> Iterator[Power]:
        """Give what its page speaks of besides its own text."""
        if self.standing:
            texts = (self.power, *(one.text for one in self.standing.ahead))
            yield from (text for text in texts if text is not None and text is not self.own)


@frozen
class Loaded:
    """What stays of a chunk when its powers have been spilled."""

    files: tuple[tuple[str, PowerRow | None, tuple[Problem, ...]], ...]
    pointers: tuple[Pointer, ...]
    awaited: tuple[Awaited, ...]
    unfiled: tuple[str, ...]


def chunks_of(files: Sequence[str], place: Workplace, first: int = 0, waiting: frozenset[str] | None = None) -> tuple[Chunk, ...]:
    """Divide files into chunks, numbered from ``first`` on; ``waiting`` are the codes of which a text may wait."""
    some = (files[at : at + CHUNK] for at in range(0, len(files), CHUNK))
    return tuple(Chunk(n, tuple(one), place, waiting and _among(waiting, one)) for n, one in enumerate(some, first))


def _among(codes: frozenset[str], files: Iterable[str]) -> frozenset[str]:
    return codes.intersection(POWER.id_of(file) or "" for file in files)


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


def load_power(
    tree: Tree,
    registry: Registry,
    file: str,
    book: StatuteBook,
    law_of: Callable[[Power, bytes], StatuteBook] | None = None,
    *,
    stood: bool = False,
) -> tuple[Power | None, list[Problem]]:
    """Read one power and check it as of the book's day; rules run only on what was read without error.

    ``law_of`` gives the book of another day for a text that applies from then. One of the past (``stood``) that cannot be
    shown is left as it is.
    """
    data, problems = read_data(tree, file, POWER)
    if data is None:
        return None, problems
    power, problems = read_record(data, file, Power)
    if power is None or (stood and not _can_be_shown(power, problems, registry)):
        return None, problems
    if power.internal is not None:
        problems.append(INTERNAL_IN_PUBLIC.at(file, ("internal",), key="internal"))
    if not any(found.severity == "error" for found in problems):
        problems += check_power(power, file, registry, tree, law_of(power, data) if law_of else book)
    return power, list(placed(problems, data, file))


def _can_be_shown(power: Power, problems: Sequence[Problem], registry: Registry) -> bool:
    return power.office in registry.offices and not any(found.severity == "error" for found in problems)


def row_of(power: Power, file: str, day: datetime.date, registry: Registry | None = None) -> PowerRow:
    """Make the small row of a power, as of a day; what it lacks is judged with what the registers say."""
    state = state_on(power, day) if power.states else None
    limits = power.time_limits
    promised, statutory = (limits.promised, limits.statutory) if limits else (None, None)
    limit = relied_on(limits)
    channels = power.channels
    office, own = (registry.offices.get(power.office), registry.site.elements) if registry else (None, ())
    missing = missing_elements(power, office, own)
    return PowerRow(
        code=power.code,
        file=file,
        name=power.name,
        initial=initial_of(power.name),
        category=power.category,
        office=power.office,
        unit=power.unit,
        parent=power.parent,
        state=state.state if state else "active",
        state_on=state.on if state else None,
        next_on=min((entry.on for entry in power.states if entry.on and entry.on > day), default=None),
        summary=power.summary[:SUMMARY],
        applicants=power.applicants,
        life_events=power.life_events,
        keywords=power.keywords,
        guide=power.guide,
        depth=channels.online.depth if channels and channels.online else "",
        visits=channels.visits if channels else None,
        promised=_amount(promised),
        statutory=_amount(statutory),
        limit_unit=_unit(limit),
        statutory_unit=_unit(statutory),
        free=None if power.fees is None else not power.fees,
        completeness=completeness(power.category, len(missing), own),
        laws=tuple(
            (basis.law, basis.version.isoformat() if basis.version else "", basis.article)
            for basis in power.basis
        ),
        forms=tuple(material.form for material in power.materials or () if material.form),
        national_code=power.national_code,
        missing=tuple(element.key for element in missing),
    )


def _amount(limit: Limit | None) -> int:
    return limit.amount if limit and not at_once(limit) else 0


def _unit(limit: Limit | None) -> str:
    return "" if limit is None else "immediate" if at_once(limit) else limit.unit
