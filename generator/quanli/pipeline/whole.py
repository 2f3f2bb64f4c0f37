"""What ``quanli check`` says of the catalogue as a whole: what an office leaves out for all of its powers, how complete all are."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.completeness import MISSING_ELEMENT
from quanli.catalogue.content_kinds import OFFICE
from quanli.catalogue.elements import ELEMENTS
from quanli.catalogue.index import Index
from quanli.catalogue.registry import Registry
from quanli.errors import Problem, Rule
from quanli.frozen import frozen

OFFICE_ELEMENT = Rule(
    "OFFICE_ELEMENT", "warning",
    zh="{office}没有写{label}，它的 {count} 个事项因此缺“{label}”（{source}）", en="{office} gives no {key}, so {count} of its items lack it (asked by: {source})",
    hint_zh="{help_zh}", hint_en="{help_en}",
    follows="权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）",
)
LACKING = frozenset({MISSING_ELEMENT, OFFICE_ELEMENT})
"""The rules that say that something is missing: with any of them the score is told too."""


@frozen
class Completeness:
    """How complete the powers are that are not abolished: per cent on average, and how many of them lack anything."""

    powers: int
    average: int
    lacking: int


def office_elements(index: Index, registry: Registry) -> Iterator[Problem]:
    """Name what an office could say once for its powers, and neither it nor some of them say."""
    lacks = index.counts_of("lacks")
    for id, office in registry.offices.items():  # noqa: A001
        for element in ELEMENTS:
            count = lacks.get(f"{id}/{element.key}", 0)
            if element.inherited and count:
                yield OFFICE_ELEMENT.at(
                    OFFICE.file(id),
                    (),
                    office=office.name,
                    label=element.zh,
                    key=element.key,
                    count=count,
                    source=element.source,
                    help_zh=element.help_zh,
                    help_en=element.help_en,
                )


def completeness_of(index: Index) -> Completeness:
    """Sum up the figures of all categories."""
    figures = index.counts_of("category_completeness")
    total = sum(count for key, count in figures.items() if not key.endswith("/sum"))
    summed = sum(count for key, count in figures.items() if key.endswith("/sum"))
    lacking = sum(index.counts_of("lacking").values())
    return Completeness(total, summed // total if total else 100, lacking)
