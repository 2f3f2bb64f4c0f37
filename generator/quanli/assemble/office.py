"""The offices: who they are, how they are reached, what they may do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.embed_code import EmbedCode, list_code
from quanli.assemble.feed_links import office_feeds
from quanli.assemble.filters import Filter, office_filters
from quanli.assemble.linked_site import linked_office
from quanli.assemble.listing import ListPage
from quanli.assemble.page import HOME, OFFICES, Link, Page, category_url, office_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import ORGAN_COLUMN
from quanli.catalogue import terms
from quanli.catalogue.office import Office
from quanli.frozen import frozen
from quanli.remedies.organs import named_reconsideration


@frozen
class OfficeCount:
    """An office with the number of its powers."""

    name: str
    url: str
    address: str
    hours: str
    phone: str
    traffic: str
    """How to get there, as its first window says."""
    map: str
    """The address of a map that shows it."""
    count: int


@frozen
class OfficesView:
    """All offices."""

    offices: tuple[OfficeCount, ...]


@frozen
class OfficeView:
    """An office's page; the office itself and ``filters`` show on the first."""

    office: Office
    nature: str
    level: str
    map: str
    reconsideration: str
    """Who reconsiders what it decides; empty where it is not known."""
    filters: tuple[Filter, ...]
    units: dict[str, str]
    list: ListPage
    embed: EmbedCode | None


def office_counts(context: Context) -> tuple[OfficeCount, ...]:
    """Count the powers of each office."""
    counts: Counter[str] = Counter()
    for (office, _, _), number in context.index.counts().items():
        counts[office] += number
    return tuple(
        OfficeCount(
            office.name,
            office_url(key),
            office.address,
            office.hours,
            office.contact.phone if office.contact else "",
            next((window.traffic for window in office.windows if window.traffic), ""),
            map_url(office, context),
            counts[key],
        )
        for key, office in context.registry.offices.items()
    )


def map_url(office: Office, context: Context) -> str:
    """Give the address of a map that shows an office: its own, or the one that the site searches."""
    own = next((window.map for window in office.windows if window.map), "")
    search = context.site.map
    return own or (search + quote(office.address) if search and office.address else "")


def offices_page(context: Context) -> Iterator[Page]:
    """Plan the page of all offices."""
    view = OfficesView(office_counts(context))
    yield Page(OFFICES.url, "offices", OFFICES.text, "各机关的地址、电话、窗口和权力事项。", view, (HOME,))


def office_page(context: Context, office: str, part: ListPage) -> Page:
    """Plan a page of one office's list; the office itself is described on the first."""
    record = context.registry.offices[office]
    filters = office_filters(context, office) if part.first else ()
    nature = terms.OFFICE_NATURES[record.nature].zh if record.nature else ""
    level = terms.LEVELS[record.level].zh if record.level else ""
    units = {unit.id: unit.name for unit in record.units}
    view = OfficeView(record, nature, level, map_url(record, context), named_reconsideration(record), filters, units, part, list_code(record.name, "office", office, context.site) if part.first else None)
    linked = linked_office(record, view.map, context.site) if part.first else ()
    about = f"{record.name}的地址、电话、窗口和权力事项。"
    return Page(part.url, "office", part.title(record.name), about, view, (HOME, OFFICES), linked=linked, feeds=office_feeds(office, context))


@frozen
class OfficeCategoryView:
    """A page of the list of one category of an office's powers; ``office`` and ``category`` lead to the whole lists."""

    name: str
    office: Link
    category: Link
    list: ListPage


def office_category_page(context: Context, key: str, part: ListPage) -> Page:
    """Plan a page of the list of one category of an office's powers."""
    office, category = key.split("/")
    own = Link(context.office_name(office), office_url(office))
    kind = Link(terms.CATEGORIES[category].zh, category_url(category))
    name = f"{own.text}的{kind.text}"
    view = OfficeCategoryView(name, own, kind, part)
    return Page(part.url, "office-category", part.title(name), f"{name}事项。", view, (HOME, OFFICES, own))


OFFICES_PAGE = once("offices", OFFICES.url, "offices", offices_page, Every("count"), Every("office"), sort=ORGAN_COLUMN)
