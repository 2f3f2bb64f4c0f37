"""The laws: their versions, and which powers rest on each."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.listing import ListPage
from quanli.assemble.page import HOME, LAWS, Link, Page, law_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import LAW_COLUMN
from quanli.catalogue import terms
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_versions import version_in_force
from quanli.frozen import frozen


@frozen
class LawCount:
    """A law with the number of powers that rest on it; ``current`` is the version in force, if any."""

    title: str
    url: str
    kind: str
    current: LawVersion | None
    count: int


@frozen
class LawsView:
    """All laws, by kind."""

    kinds: tuple[tuple[str, tuple[LawCount, ...]], ...]


@frozen
class LawItemsView:
    """A page of the list of powers that rest on a law."""

    law: Law
    kind: str
    list: ListPage


def laws_page(context: Context) -> Iterator[Page]:
    """Plan the page of all laws."""
    counts = context.index.counts_of("law")
    rows: dict[str, list[LawCount]] = {key: [] for key in terms.LAW_KINDS}
    for law in context.registry.laws.values():
        current = version_in_force(law, context.as_of)
        rows[law.kind].append(LawCount(law.title, law_url(law.id), terms.LAW_KINDS[law.kind].zh, current, counts.get(law.id, 0)))
    kinds = tuple((terms.LAW_KINDS[key].zh, tuple(found)) for key, found in rows.items() if found)
    yield Page(LAWS.url, "laws", LAWS.text, "权力事项所依据的法律、法规、规章。", LawsView(kinds), (HOME,))


def law_items_page(context: Context, law: str, part: ListPage) -> Page:
    """Plan a page of the list of powers that rest on one law."""
    record = context.registry.laws[law]
    title = part.title(f"以《{record.title}》为依据的事项")
    crumbs = (HOME, LAWS, Link(f"《{record.short or record.title}》", law_url(law)))
    view = LawItemsView(record, terms.LAW_KINDS[record.kind].zh, part)
    return Page(part.url, "law-items", title, f"以《{record.title}》为依据的权力事项。", view, crumbs)


LAWS_PAGE = once("laws", LAWS.url, "laws", laws_page, Every("count"), Every("law"), sort=LAW_COLUMN)
