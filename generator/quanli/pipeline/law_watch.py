"""Which items a newer version of a law touches: its articles that changed, moved or fell away, and every field that rests on them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from quanli.catalogue.content_kinds import FORM, GUIDE, OFFICE, POWER, content_kind_of
from quanli.catalogue.guide import guide_body, read_guide
from quanli.catalogue.law_rests import Rest, rests_in, rests_in_record, rests_of
from quanli.catalogue.reading import read_content, read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree, files_of
from quanli.errors import Place
from quanli.frozen import frozen
from quanli.pipeline.law_steps import Step, Steps
from quanli.records.places import locate_all
from quanli.statutes.compare import Fate


@frozen
class Touched:
    """A field that rests on an article which is not what it was."""

    place: Place
    rest: Rest
    fate: Fate


@frozen
class Watched:
    """A step of a law, and what it touches."""

    step: Step
    touched: tuple[Touched, ...]
    untouched: int
    """Fields that rest on articles which stay as they are."""
    items: int
    """Files that rest on any article of it."""


def watched(tree: Tree, registry: Registry, book: StatuteBook) -> Iterator[Watched]:
    """Give the laws with a newer version in the library than items cite or the register has in force, in the order of the register."""
    steps = Steps(book)
    resting = [(file, rests) for file, rests in _resting(tree, registry, steps) if rests] if steps.newest else []
    found = dict[tuple[str, datetime.date], Step]()
    for law in steps.newest:
        versions = {rest.version or steps.current(law) for _, rests in resting for rest in rests if rest.law == law} | {steps.current(law)}
        found |= {(law, before): step for before in versions if before and (step := steps.of(law, before))}
    for (law, before), step in sorted(found.items(), key=lambda one: (list(book.laws).index(one[0][0]), one[0][1])):
        yield _watched(step, [(file, [one for one in rests if one.law == law and (one.version or steps.current(law)) == before]) for file, rests in resting], tree)


def _resting(tree: Tree, registry: Registry, steps: Steps) -> Iterator[tuple[str, list[Rest]]]:
    """Give by file what rests on laws that have a newer version; a file that cannot is not read."""
    for file in files_of(tree, POWER):
        data, _ = read_data(tree, file, POWER)
        power = read_content(tree, file, POWER)[0] if data and steps.may_touch(data) else None
        yield file, _told(rests_of(power, steps.book), steps) if power else []
    for kind, records in ((OFFICE, registry.offices), (FORM, registry.forms)):
        for id_, record in records.items():
            yield kind.file(id_), _told(rests_in_record(record, steps.book), steps)
    for guide in registry.guides.values():
        data, _ = read_data(tree, guide.file, GUIDE)
        body = guide_body(data, guide) if data and steps.may_touch(data) else ""
        yield guide.file, _told(rests_in(body, ("text",), steps.book), steps)


def _told(rests: Iterable[Rest], steps: Steps) -> list[Rest]:
    return [rest for rest in rests if rest.article and rest.law in steps.newest]


def _watched(step: Step, resting: list[tuple[str, list[Rest]]], tree: Tree) -> Watched:
    touched, untouched, items = list[Touched](), 0, 0
    for file, rests in resting:
        own = [(rest, fate) for rest in rests if (fate := step.comparison.of(rest.article))]
        changed = [(rest, fate) for rest, fate in own if not fate.same]
        items += bool(own)
        untouched += len(own) - len(changed)
        if changed:
            touched += _placed(file, changed, tree)
    return Watched(step, tuple(touched), untouched, items)


def _placed(file: str, changed: list[tuple[Rest, Fate]], tree: Tree) -> Iterator[Touched]:
    """Give line and column of each field; in a guide, of each citation."""
    kind, _ = content_kind_of(file) or (POWER, "")
    data = read_data(tree, file, kind)[0] or b""
    if kind is GUIDE:
        guide, _ = read_guide(data, file)
        body = guide_body(data, guide) if guide else ""
        for rest, fate in changed:
            at = rest.cited.start if rest.cited else 0
            line = (guide.body_line if guide else 1) + body.count("\n", 0, at)
            yield Touched(Place(file, line, at - body.rfind("\n", 0, at)), rest, fate)
        return
    places = locate_all(data, [rest.path for rest, _ in changed])
    yield from (Touched(Place(file, *places[rest.path]), rest, fate) for rest, fate in changed)
