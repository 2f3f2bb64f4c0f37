"""The offices: who they are, how they are reached, what they may do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quanli.assemble.context import Context
from quanli.assemble.listing import ListPage
from quanli.assemble.page import HOME, OFFICES, Page, office_url
from quanli.catalogue import terms
from quanli.catalogue.office import Office


@dataclass(frozen=True)
class OfficeCount:
    """An office with the number of its powers."""

    name: str
    short_name: str
    url: str
    address: str
    phone: str
    count: int


@dataclass(frozen=True)
class OfficesView:
    """All offices."""

    offices: tuple[OfficeCount, ...]


@dataclass(frozen=True)
class OfficeView:
    """An office's page. ``categories`` gives name and number of powers; the office itself shows on the first page."""

    office: Office
    nature: str
    level: str
    categories: tuple[tuple[str, int], ...]
    units: dict[str, str]
    list: ListPage


def office_counts(context: Context) -> tuple[OfficeCount, ...]:
    """Count the powers of each office."""
    counts: Counter[str] = Counter()
    for (office, _, _), number in context.index.counts().items():
        counts[office] += number
    return tuple(
        OfficeCount(
            office.name,
            office.short_name or office.name,
            office_url(key),
            office.address,
            office.contact.phone if office.contact else "",
            counts[key],
        )
        for key, office in context.registry.offices.items()
    )


def offices_page(context: Context) -> Iterator[Page]:
    """Plan the page of all offices."""
    view = OfficesView(office_counts(context))
    yield Page(OFFICES.url, "offices", OFFICES.text, "各机关的地址、电话、窗口和权力事项。", view, (HOME,))


def office_page(context: Context, office: str, part: ListPage) -> Page:
    """Plan a page of one office's list; the office itself is described on the first."""
    record = context.registry.offices[office]
    counts: Counter[str] = Counter()
    for (owner, category, _), number in context.index.counts().items() if part.first else ():
        if owner == office:
            counts[category] += number
    categories = tuple((term.zh, counts[key]) for key, term in terms.CATEGORIES.items() if counts[key])
    nature = terms.OFFICE_NATURES[record.nature].zh if record.nature else ""
    level = terms.LEVELS[record.level].zh if record.level else ""
    units = {unit.id: unit.name for unit in record.units}
    view = OfficeView(record, nature, level, categories, units, part)
    about = f"{record.name}的地址、电话、窗口和权力事项。"
    return Page(part.url, "office", part.title(record.name), about, view, (HOME, OFFICES))
