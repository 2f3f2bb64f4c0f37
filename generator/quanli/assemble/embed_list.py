"""Lists as other sites show them within their pages: of an office, a category, a topic; and the line to search from."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.assemble.category import MEANINGS
from quanli.assemble.context import Context
from quanli.assemble.edges import Lines, Own
from quanli.assemble.embed_code import FOLDERS, is_embedded
from quanli.assemble.home import life_event_url
from quanli.assemble.listing import ListPage
from quanli.assemble.page import Page, category_url, embed_url, office_url
from quanli.assemble.page_kind import ListKind, once
from quanli.catalogue import terms
from quanli.catalogue.row import PowerRow
from quanli.frozen import frozen


@frozen
class EmbedListView:
    """A page of a list: its name, what it means, the address of the whole list, what every line of it says already."""

    name: str
    meaning: str
    whole: str
    same: str
    list: ListPage


def _list_page(context: Context, name: str, meaning: str, whole: str, same: str, part: ListPage) -> Page | None:
    if not is_embedded(context.site):
        return None
    return Page(part.url, "embed-list", part.title(name), "", EmbedListView(name, meaning, whole, same, part), canonical=whole)


def _office(context: Context, office: str, part: ListPage) -> Page | None:
    return _list_page(context, context.office_name(office), "", office_url(office), "office", part)


def _category(context: Context, category: str, part: ListPage) -> Page | None:
    return _list_page(context, terms.CATEGORIES[category].zh, MEANINGS[category], category_url(category), "category", part)


def _topic(context: Context, event: str, part: ListPage) -> Page | None:
    return _list_page(context, event, "", life_event_url(event), "", part)


def embed_search_page(_context: Context) -> Iterator[Page]:
    """Plan the line to search from, which leads to the site's search."""
    yield Page(embed_url("search"), "embed-search", "查找事项", "", None, canonical="/search/")


def _of_office(row: PowerRow) -> tuple[str, ...]:
    return (row.office,)


def _of_category(row: PowerRow) -> tuple[str, ...]:
    return (row.category,)


def _of_topic(row: PowerRow) -> tuple[str, ...]:
    return row.life_events


def _url(folder: str, key: str) -> str:
    return embed_url(f"{folder}/{key}")


EMBED_LISTS = (
    ListKind(
        "embed-office", lambda key: _url(FOLDERS["office"], key), ("embed-list",), _office, _of_office,
        (Lines(_of_office), Own("office", "name")), records=lambda context: context.registry.offices, listed=False, filter="office",
    ),
    ListKind("embed-category", lambda key: _url(FOLDERS["category"], key), ("embed-list",), _category, _of_category, (Lines(_of_category),), listed=False, filter="category"),
    ListKind("embed-topic", lambda key: _url(FOLDERS["topic"], key), ("embed-list",), _topic, _of_topic, (Lines(_of_topic),), listed=False, filter="life_event"),
)  # fmt: skip
EMBED_SEARCH = once(
    "embed-search", embed_url("search"), "embed-search", embed_search_page,
    keys=lambda context: ("",) if is_embedded(context.site) else (), listed=False,
)  # fmt: skip
