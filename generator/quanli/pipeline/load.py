"""Stage one: read and check every power; rows go to the index, the powers themselves to spill files."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quanli.build.executor import Executor
from quanli.build.progress import Progress
from quanli.catalogue.completeness import completeness
from quanli.catalogue.files import power_files
from quanli.catalogue.index import Index, Pointer
from quanli.catalogue.power import Limit, Power
from quanli.catalogue.reference_rules import dangling_problem, pointers
from quanli.catalogue.registry import Registry
from quanli.catalogue.row import PowerRow
from quanli.catalogue.state_rules import state_on
from quanli.errors import Problem, problem
from quanli.pipeline.rules import check_power
from quanli.pipeline.workplace import Workplace, opened_registry
from quanli.records.places import placed
from quanli.records.read import read_record

CHUNK = 100
"""Powers a chunk: enough to share one ``dot`` process, few enough to keep memory flat."""
SUMMARY = 120
"""Characters of the summary that lists show."""


@dataclass(frozen=True)
class Chunk:
    """Some powers' files, to be worked on together."""

    number: int
    files: tuple[str, ...]
    place: Workplace


@dataclass(frozen=True)
class Loaded:
    """What stays of a chunk when its powers have been spilled."""

    rows: tuple[PowerRow, ...]
    pointers: tuple[Pointer, ...]
    problems: tuple[Problem, ...]
    size: int


def load_catalogue(
    place: Workplace, registry: Registry, executor: Executor, progress: Progress
) -> tuple[list[Chunk], list[Problem]]:
    """Load all powers of the site. Gives the chunks for the next stage and the problems of all files."""
    place.keep_registry(registry)
    files, problems = power_files(place.root)
    chunks = [
        Chunk(n, tuple(files[at : at + CHUNK]), place) for n, at in enumerate(range(0, len(files), CHUNK))
    ]
    index = Index(place.index, create=True)
    loaded = executor.map(load_chunk, chunks)
    for answer in progress.stage("检查 check", loaded, len(files), lambda one: one.size):
        problems += answer.problems
        for row, file in index.add(answer.rows, answer.pointers):
            problems.append(
                problem(
                    "DUP_CODE",
                    row.file,
                    ("code",),
                    line=1,
                    column=1,
                    code=row.code,
                    first=file,
                    second=row.file,
                )
            )
    index.close_writing()
    problems += _across(index, registry)
    index.db.close()
    return chunks, problems


def _across(index: Index, registry: Registry) -> Iterator[Problem]:
    """Check what only the whole catalogue can tell."""
    for first, second in index.codes_alike():
        code = second.rpartition("/")[2].removesuffix(".yaml")
        yield problem(
            "DUP_URL",
            second,
            ("code",),
            line=1,
            column=1,
            first=first,
            second=second,
            url=f"/powers/{code.lower()}/",
        )
    for pointer in index.dangling("power"):
        yield dangling_problem(pointer, _codes_near(index, pointer.target))
    for pointer in index.dangling("guide", registry.guides):
        yield dangling_problem(pointer, registry.guides)
    for guide in registry.guides.values():
        for code in guide.powers:
            if index.row(code) is None:
                yield dangling_problem(
                    Pointer("power", code, "", f"content/guides/{guide.slug}.md", ("Powers",)), ()
                )
    for code in registry.site.sought:
        if index.row(code) is None:
            yield dangling_problem(Pointer("power", code, "", "content/site.yaml", ("sought",)), ())


def _codes_near(index: Index, code: str) -> list[str]:
    found = index.db.execute(
        "select code from power where code between ? and ? limit 200", (code[:3], code[:3] + "\uffff")
    )
    return [row[0] for row in found]


def load_chunk(chunk: Chunk) -> Loaded:
    """Read, check and spill one chunk (in a worker)."""
    place = chunk.place
    registry = opened_registry(place)
    rows, points, problems, kept = [], [], [], []
    for file in chunk.files:
        power, found = load_power(place, registry, file)
        problems += found
        if power is None or not power.code:
            continue
        rows.append(row_of(power, file, place))
        points += pointers(power, file)
        kept.append((file, power))
    place.spill(chunk.number).write_bytes(pickle.dumps(kept, protocol=5))
    return Loaded(tuple(rows), tuple(points), tuple(problems), len(chunk.files))


def load_power(place: Workplace, registry: Registry, file: str) -> tuple[Power | None, Sequence[Problem]]:
    """Read one power and check it; rules run only on what was read without error."""
    data = (place.root / file).read_bytes()
    power, problems = read_record(data, file, Power)
    if power is None:
        return None, problems
    if power.internal is not None:
        problems.append(problem("INTERNAL_IN_PUBLIC", file, ("internal",), key="internal"))
    if not any(found.severity == "error" for found in problems):
        problems += check_power(power, file, registry, place.root, place.as_of)
    return power, placed(problems, data, file)


def row_of(power: Power, file: str, place: Workplace) -> PowerRow:
    """Make the small row of a power, as of the build's day."""
    state = state_on(power, place.as_of) if power.states else None
    limits = power.time_limits
    promised, statutory = (limits.promised, limits.statutory) if limits else (None, None)
    channels = power.channels
    return PowerRow(
        code=power.code,
        file=file,
        name=power.name,
        category=power.category,
        office=power.office,
        unit=power.unit,
        parent=power.parent,
        state=state.state if state else "active",
        state_on=state.on if state else None,
        summary=power.summary[:SUMMARY],
        applicants=power.applicants,
        life_events=power.life_events,
        keywords=power.keywords,
        guide=power.guide,
        depth=channels.online.depth if channels and channels.online else "",
        visits=channels.visits if channels else None,
        promised=_amount(promised),
        statutory=_amount(statutory),
        limit_unit=(promised or statutory).unit if promised or statutory else "",
        free=None if power.fees is None else not power.fees,
        completeness=completeness(power),
        laws=tuple(
            (basis.law, basis.version.isoformat() if basis.version else "", basis.article)
            for basis in power.basis
        ),
        forms=tuple(material.form for material in power.materials or () if material.form),
    )


def _amount(limit: Limit | None) -> int:
    return limit.amount if limit else 0
