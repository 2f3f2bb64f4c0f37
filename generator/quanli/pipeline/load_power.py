"""One power read from its file, and checked as of a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.errors import Problem, Rule
from quanli.pipeline.rules import check_power
from quanli.records.places import placed
from quanli.records.read import read_record

INTERNAL_IN_PUBLIC = Rule(
    "INTERNAL_IN_PUBLIC", "error",
    zh="公开目录里不得有内部字段“{key}”", en='the internal field "{key}" must not stand in the public tree',
    hint_zh="移到 site.yaml 中 internal 所指的目录", hint_en="move it to the tree that site.yaml names as internal",
)


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
