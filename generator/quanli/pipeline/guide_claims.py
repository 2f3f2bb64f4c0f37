"""Reads the items that guides name, and holds what the guides say against them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from quanli.catalogue.content_kinds import GUIDE, POWER
from quanli.catalogue.guide import Guide, guide_body
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.errors import Problem
from quanli.records.read import read_record

FileOf = Callable[[str], str]
"""Gives the file of the power of a code; empty where there is none."""


def guides_due(registry: Registry, codes: Collection[str] | None, files: Collection[str]) -> list[Guide]:
    """Give the guides that changed, or that name a power which did; all of them where ``codes`` is None."""
    touched = frozenset(codes or ())
    return [guide for guide in registry.guides.values() if codes is None or guide.file in files or not touched.isdisjoint(guide.named)]


def check_claims(guides: Collection[Guide], registry: Registry, tree: Tree, book: StatuteBook, file_of: FileOf) -> Iterator[Problem]:
    """Check some guides against the items that they name; one of which an item cannot be read is left alone."""
    from quanli.catalogue.guide_says import check_guide  # noqa: PLC0415 - most changes touch no guide, nor an item that one names

    read: dict[str, Power | None] = {}
    for guide in guides:
        items = {code: _power(code, read, tree, file_of) for code in sorted(guide.named)}
        known: Mapping[str, Power] = {code: power for code, power in items.items() if power is not None}
        data, _ = read_data(tree, guide.file, GUIDE)
        if data is not None and known and len(known) == len(items):
            yield from check_guide(guide, guide_body(data, guide).split("\n"), known, registry, book)


def _power(code: str, read: dict[str, Power | None], tree: Tree, file_of: FileOf) -> Power | None:
    if code not in read:
        file = file_of(code)
        data = read_data(tree, file, POWER)[0] if file else None
        power, problems = read_record(data, file, Power) if data is not None else (None, [])
        read[code] = None if any(one.severity == "error" for one in problems) else power
    return read[code]
