"""The four kinds of lists that cover the catalogue: of a category, an office, a law, a life event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quanli.assemble.category import category_page
from quanli.assemble.context import Context
from quanli.assemble.home import life_event_url
from quanli.assemble.law import law_page
from quanli.assemble.listing import ListPage
from quanli.assemble.office import office_page
from quanli.assemble.page import Page, category_url, law_url, office_url
from quanli.assemble.topic import topic_page
from quanli.catalogue.row import PowerRow


@dataclass(frozen=True)
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
)
