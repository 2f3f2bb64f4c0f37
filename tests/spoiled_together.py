"""All ways of spoiling the sample in one table: against itself, against the articles that it cites, and in its citations.

Each gives files of one wrong thing, with the lines among which that is to be told; what is drawn is the same for the same seed.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

import spoiling
from catalogue.spoilt_citations import spoilt
from discretion.spoilings import SPOILINGS
from quanli.catalogue.power import Power
from quanli.catalogue.statute_book import StatuteBook
from quanli.records.read import read_record
from quanli.records.write import dump, plain

NOTICE = "  - {id: notice, title: 关于加强管理的通知, kind: normative, versions: [{date: 2020-01-01, in_force_from: 2020-01-01}]}\n"
"""A document of the register on which nothing may rest, for the spoiling that puts items on it."""


@dataclass(frozen=True)
class Wrong:
    """A file with one thing wrong: its whole new text, and the lines (from 1, both ends within) among which that is to be told."""

    way: str
    file: str
    text: str
    first: int
    last: int


def wrongs(site: Path, book: StatuteBook, each: int, seed: int = 1) -> Iterator[Wrong]:
    """Draw as many of each way as asked, where the sample has so many."""
    for way in spoiling.WAYS:
        for one in spoiling.chosen(site, way, each, seed):
            yield Wrong(f"itself: {way}", one.file, one.text, one.line, one.line)
    rest: dict[str, list[Callable[[], Wrong]]] = {}
    for way, one in (*_within(site), *_cited(site, book, seed)):
        rest.setdefault(way, []).append(one)
    for way, every in sorted(rest.items()):
        yield from (one() for one in random.Random(f"{way}:{seed}").sample(every, min(each, len(every))))


def _powers(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((site / "content/powers").glob("*/*.yaml")):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


def _within(site: Path) -> Iterator[tuple[str, Callable[[], Wrong]]]:
    """Depart from the articles: an item of other values, to be told within the field that is wrong."""
    for file, text in _powers(site):
        power, _ = read_record(text.encode(), file, Power)
        values = plain(power)
        for way in SPOILINGS:
            name = f"law: {way.__name__.replace('_', ' ')}"
            for other, field in way(values):
                yield name, partial(_written, name, file, other, field)


def _written(way: str, file: str, values: dict, field: tuple[str | int, ...]) -> Wrong:
    text = dump(values)
    return Wrong(way, file, text, *_lines(text, field))


def _lines(text: str, field: tuple[str | int, ...]) -> tuple[int, int]:
    """Give the first and the last line of a field, its key with it; of the field around it where it is not there any more."""
    node, first = yaml.compose(text, yaml.CSafeLoader), 1
    for step in field:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
        else:
            found = (node.value[step], node.value[step]) if isinstance(step, int) and step < len(node.value) else None
        if found is None:
            break
        first, node = found[0].start_mark.line + 1, found[1]
    return first, max(first, node.end_mark.line + (node.end_mark.column > 0))


def _cited(site: Path, book: StatuteBook, seed: int) -> Iterator[tuple[str, Callable[[], Wrong]]]:
    """Spoil citations, each to be told on its line."""
    drawing = random.Random(seed)
    for file, text in _powers(site):
        for one in spoilt(text, book.knows, drawing):
            name = f"citation: {one.way}"
            yield name, partial(Wrong, name, file, one.text, one.line, one.line)
