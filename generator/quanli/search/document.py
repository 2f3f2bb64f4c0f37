"""What the index takes from a power: small, frozen, made where the power is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from quanli.catalogue import terms
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.frozen import frozen

SUMMARY = 90
"""Characters of the excerpt that results show."""
BODY = 6000
"""Characters of other text that are indexed; longer texts repeat themselves."""
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>|~]+|<[^>]*>")
_SPACE = re.compile(r"\s+")


@frozen
class SearchDocument:
    """One power as the index sees it. ``summary`` is plain text; ``places``, ``materials`` and ``body`` are only searched."""

    code: str
    national_code: str
    name: str
    keywords: tuple[str, ...]
    topics: tuple[str, ...]
    office: str
    category: str
    state: str
    applicants: tuple[str, ...]
    online: bool
    summary: str
    places: str
    materials: str
    body: str

    @property
    def titles(self) -> tuple[object, ...]:
        """Give what the title lists are made from."""
        return self.code, self.national_code, self.name, self.keywords, self.topics

    def packed(self) -> list[object]:
        """Give the values as JSON takes them."""
        return [getattr(self, one.name) for one in fields(self)]

    @classmethod
    def unpacked(cls, values: list[object]) -> SearchDocument:
        """Take the values back from JSON."""
        return cls(*(tuple(value) if isinstance(value, list) else value for value in values))  # type: ignore[arg-type]


def search_document(power: Power, state: str, offices: Mapping[str, Office]) -> SearchDocument:
    """Take from a power what can be found; ``state`` is that of the build's day."""
    office = offices.get(power.office)
    units = {unit.id: unit.name for unit in office.units} if office else {}
    places = (
        office.name if office else "",
        units.get(power.unit, ""),
        terms.CATEGORIES[power.category].zh if power.category in terms.CATEGORIES else "",
    )
    return SearchDocument(
        code=power.code,
        national_code=power.national_code,
        name=power.name,
        keywords=power.keywords,
        topics=power.life_events,
        office=power.office,
        category=power.category,
        state=state,
        applicants=power.applicants,
        online=bool(power.channels and power.channels.online),
        summary=_shortened(without_marks(power.summary)),
        places="\n".join(filter(None, places)),
        materials="\n".join(material.name for material in power.materials or ()),
        body=without_marks("\n".join(_texts(power)))[:BODY],
    )


def without_marks(prose: str) -> str:
    """Give the words of a text without Markdown's marks."""
    return _SPACE.sub(" ", _MARKS.sub(lambda found: found.group(1) or " ", prose)).strip()


def _shortened(text: str) -> str:
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1] + "…"


def _texts(power: Power) -> Iterator[str]:
    yield power.summary
    yield from (result.name for result in power.results)
    for question in power.faq:
        yield f"{question.q}\n{question.a}"
    yield from power.conditions
    for basis in power.basis:
        yield basis.text
    for material in power.materials or ():
        yield f"{material.when}\n{material.note}"
    for flow in (power.flows.external if power.flows else ()):
        yield flow.name
    if power.discretion:
        yield from (tier.circumstances for tier in power.discretion.tiers)
    yield from power.responsibilities
    yield power.note
