"""The kinds of lists that cover the catalogue: of a category, an office, a law, a life event, a letter and more."""

from __future__ import annotations

from collections.abc import Callable

from quanli.assemble.audience import audience_page
from quanli.assemble.category import category_page, category_state_page, state_page
from quanli.assemble.context import Context
from quanli.assemble.home import life_event_url
from quanli.assemble.law import law_page
from quanli.assemble.listing import ListPage
from quanli.assemble.names import name_page
from quanli.assemble.office import office_category_page, office_page
from quanli.assemble.page import (
    Page,
    audience_url,
    category_state_url,
    category_url,
    initial_url,
    law_url,
    office_category_url,
    office_url,
    state_url,
)
from quanli.assemble.topic import topic_page
from quanli.catalogue.row import PowerRow
from quanli.catalogue.tally import audiences
from quanli.frozen import frozen


@frozen
class ListKind:
    """A kind of list. ``name`` is the index's filter for it, ``base`` the address of its first page.

    ``keys`` gives the lists in which a power stands.
    """

    name: str
    base: Callable[[str], str]
    template: str
    page: Callable[[Context, str, ListPage], Page]
    keys: Callable[[PowerRow], tuple[str, ...]]


LISTS = (
    ListKind("category", category_url, "category", category_page, lambda row: (row.category,)),
    ListKind("office", office_url, "office", office_page, lambda row: (row.office,)),
    ListKind("law", law_url, "law", law_page, lambda row: tuple(dict.fromkeys(law for law, _, _ in row.laws))),
    ListKind("life_event", life_event_url, "topic", topic_page, lambda row: row.life_events),
    ListKind("audience", audience_url, "topic", audience_page, audiences),
    ListKind("initial", initial_url, "name", name_page, lambda row: (row.initial,)),
    ListKind("office_category", office_category_url, "office-category", office_category_page, lambda row: (f"{row.office}/{row.category}",)),
    ListKind("category_state", category_state_url, "state", category_state_page, lambda row: _gone(row, f"{row.category}/{row.state}")),
    ListKind("state", state_url, "state", state_page, lambda row: _gone(row, row.state)),
)


def _gone(row: PowerRow, key: str) -> tuple[str, ...]:
    """Give the key of a list that holds only what is not in force: what is in force is the rule."""
    return () if row.state == "active" else (key,)

