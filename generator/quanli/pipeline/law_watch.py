"""Which items a newer version of a law touches: its articles that changed, moved or fell away, and every field that rests on them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.law_rests import Rest, rests_of
from quanli.catalogue.reading import read_content, read_data
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
    """Items that rest on any article of it."""


def watched(tree: Tree, book: StatuteBook) -> Iterator[Watched]:
    """Give the laws with a newer version in the library than items cite or the register has in force, in the order of the register."""
    steps = Steps(book)
    resting = list(_resting(tree, steps)) if steps.newest else []
    found = dict[tuple[str, datetime.date], Step]()
    for law in steps.newest:
        versions = {rest.version or steps.current(law) for _, rests in resting for rest in rests if rest.law == law} | {steps.current(law)}
        found |= {(law, before): step for before in versions if before and (step := steps.of(law, before))}
    for (law, before), step in sorted(found.items(), key=lambda one: (list(book.laws).index(one[0][0]), one[0][1])):
        yield _watched(step, [(file, [one for one in rests if one.law == law and (one.version or steps.current(law)) == before]) for file, rests in resting], tree)


def _resting(tree: Tree, steps: Steps) -> Iterator[tuple[str, list[Rest]]]:
    """Give by file what rests on laws that have a newer version; a file that cannot is not read."""
    for file in files_of(tree, POWER):
        data, _ = read_data(tree, file, POWER)
        if data is None or not steps.may_touch(data):
            continue
        power, _ = read_content(tree, file, POWER)
        rests = [rest for rest in rests_of(power) if rest.article and rest.law in steps.newest] if power else []
        if rests:
            yield file, rests


def _watched(step: Step, resting: list[tuple[str, list[Rest]]], tree: Tree) -> Watched:
    touched, untouched, items = list[Touched](), 0, 0
    for file, rests in resting:
        own = [(rest, fate) for rest in rests if (fate := step.comparison.of(rest.article))]
        changed = [(rest, fate) for rest, fate in own if not fate.same]
        items += bool(own)
        untouched += len(own) - len(changed)
        if changed:
            data, _ = read_data(tree, file, POWER)
            places = locate_all(data or b"", [rest.path for rest, _ in changed])
            touched += (Touched(Place(file, *places[rest.path]), rest, fate) for rest, fate in changed)
    return Watched(step, tuple(touched), untouched, items)
