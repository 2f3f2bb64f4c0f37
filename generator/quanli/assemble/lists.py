"""The kinds of lists that cover the catalogue: of a category, an office, a law, a life event, a letter and more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from quanli.assemble.audience import audience_page
from quanli.assemble.category import category_page, category_state_page, state_page
from quanli.assemble.completeness import lacking_page
from quanli.assemble.context import Context
from quanli.assemble.edges import Edge, Lines, Own
from quanli.assemble.embed_list import EMBED_LISTS
from quanli.assemble.home import life_event_url
from quanli.assemble.law import law_items_page
from quanli.assemble.listing import ListPage
from quanli.assemble.names import name_page
from quanli.assemble.office import office_category_page, office_page
from quanli.assemble.page import (
    Page,
    audience_url,
    category_state_url,
    category_url,
    initial_url,
    lacking_url,
    law_items_url,
    office_category_url,
    office_url,
    state_url,
)
from quanli.assemble.page_kind import ListKind
from quanli.assemble.sort import FIGURES_COLUMN, LAW_COLUMN, ORGAN_COLUMN, SERVICE_COLUMN, Sort
from quanli.assemble.topic import topic_page
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import audiences, lacking, laws_of

_PageOf = Callable[[Context, str, ListPage], Page | None]


def _list(
    name: str,
    url: Callable[[str], str],
    template: str,
    page: _PageOf,
    lists: Callable[[PowerRow], tuple[str, ...]],
    *edges: Edge,
    records: Callable[[Context], Iterable[str]] = lambda _: (),
    sort: Sort = SERVICE_COLUMN,
) -> ListKind:
    return ListKind(name, url, (template,), page, lists, (Lines(lists), *edges), records, sort=sort)


LISTS = (
    _list("category", category_url, "category", category_page, lambda row: (row.category,)),
    _list(
        "office", office_url, "office", office_page, lambda row: (row.office,),
        Own("office"), records=lambda context: context.registry.offices, sort=ORGAN_COLUMN,
    ),
    _list(
        "law", law_items_url, "law-items", law_items_page, lambda row: tuple(laws_of(row)),
        Own("law"), records=lambda context: context.registry.laws, sort=LAW_COLUMN,
    ),
    _list("life_event", life_event_url, "topic", topic_page, lambda row: row.life_events),
    _list("audience", audience_url, "topic", audience_page, audiences),
    _list("initial", initial_url, "name", name_page, lambda row: (row.initial,)),
    _list("office_category", office_category_url, "office-category", office_category_page, lambda row: (f"{row.office}/{row.category}",)),
    _list("category_state", category_state_url, "state", category_state_page, lambda row: _gone(row, f"{row.category}/{row.state}")),
    _list("state", state_url, "state", state_page, lambda row: _gone(row, row.state)),
    _list("lacking", lacking_url, "lacking", lacking_page, lambda row: tuple(lacking(row)), Own("office", "name"), sort=FIGURES_COLUMN),
    *EMBED_LISTS,
)  # fmt: skip


def _gone(row: PowerRow, key: str) -> tuple[str, ...]:
    """Give the key of a list that holds only what is not in force: what is in force is the rule."""
    return () if row.state == "active" else (key,)
