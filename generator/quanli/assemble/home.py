"""The home page, the page to search from, and the page for an address that leads nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.assemble.audience import audience_choices
from quanli.assemble.category import CategoryCount, category_counts
from quanli.assemble.change_groups import latest_changes
from quanli.assemble.context import Context
from quanli.assemble.edges import Every, NamedBySettings
from quanli.assemble.embed_code import EmbedCode, list_code
from quanli.assemble.filters import Choice
from quanli.assemble.guide import guide_links
from quanli.assemble.hall import hall_links
from quanli.assemble.linked_site import linked_home
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.office import OfficeCount, office_counts
from quanli.assemble.page import HOME, Link, Page, Part
from quanli.assemble.page_kind import FileKind, once
from quanli.assemble.sort import FRONT, SERVICE_COLUMN
from quanli.frozen import frozen

_CHANGES = 5


@frozen
class HomeView:
    """What leads on from the home page. ``sought`` are the powers that site.yaml lists as most sought.

    ``changes`` are the latest legal changes, newest first.
    """

    sought: tuple[Entry, ...]
    hall: tuple[Link, ...]
    audiences: tuple[Choice, ...]
    categories: tuple[CategoryCount, ...]
    offices: tuple[OfficeCount, ...]
    guides: tuple[Link, ...]
    life_events: tuple[Link, ...]
    total: int
    changes: tuple[Link, ...]
    as_of: datetime.date
    """The day of which the site speaks."""


@frozen
class SearchView:
    """Where the whole catalogue can be walked through without a script."""

    categories: tuple[CategoryCount, ...]
    offices: tuple[OfficeCount, ...]
    life_events: tuple[Link, ...]
    embed: EmbedCode | None


def home_page(context: Context) -> Iterator[Page]:
    """Plan the home page."""
    site, counts = context.site, category_counts(context)
    rows = (context.index.row(code) for code in site.sought)
    view = HomeView(
        tuple(entry_of(row, context) for row in rows if row),
        hall_links(context),
        audience_choices(context),
        counts,
        office_counts(context),
        guide_links(context),
        life_event_links(context),
        sum(count.count for count in counts),
        latest_changes(context, _CHANGES),
        context.as_of,
    )
    yield Page("/", "home", site.title or site.name, f"{site.body}权力事项：怎么办、要什么、多久、多少钱。", view, linked=linked_home(site))


def search_page(context: Context) -> Iterator[Page]:
    """Plan the search page."""
    view = SearchView(category_counts(context), office_counts(context), life_event_links(context), list_code("查找事项", "search", "", context.site))
    yield Page("/search/", "search", "查找事项", "按名称、口语、编码查找权力事项。", view, (HOME,))


def opensearch_file(context: Context) -> Iterator[Part]:
    """Write the description by which browsers take up the site's search."""
    from quanli.search.opensearch import PATH, opensearch  # noqa: PLC0415 - seldom written

    yield PATH, opensearch(context.site.name, context.site.domain)


def not_found_page(context: Context) -> Iterator[Page]:
    """Plan the page that a server shows for an unknown address."""
    yield Page("/404.html", "404", "没有这个网页", "网址可能写错了，或者网页已经移走。", context.site, (HOME,), indexed=False)


def life_event_links(context: Context) -> tuple[Link, ...]:
    """Link the life events: those that the site puts first, then the ones with most powers."""
    order = {event: n for n, event in enumerate(context.site.life_events)}
    counts = context.index.counts_of("life_event").items()
    events = sorted(counts, key=lambda item: (order.get(item[0], len(order)), -item[1], item[0]))
    return tuple(Link(event, life_event_url(event), f"{count} 项") for event, count in events)


def life_event_url(event: str) -> str:
    """Give the address of a life event's list."""
    return f"/topics/{event}/"


HOME_PAGE = once(
    "home", HOME.url, "home", home_page,
    Every("count"), Every("office"), Every("guide", "text"), Every("day"), Every("changes"), NamedBySettings(),
    sort=FRONT,
)  # fmt: skip
SEARCH_PAGE = once("search", "/search/", "search", search_page, Every("count"), Every("office"), sort=SERVICE_COLUMN)
OPENSEARCH = once("opensearch", "/search/opensearch.xml", "", opensearch_file)
NOT_FOUND_PAGE = once("not-found", "/404.html", "404", not_found_page, listed=False)
SEARCH_FILES = FileKind("search-file", lambda _: "/search/index/", (Every("power"), Every("office"), Every("synonyms")))
"""The index that the search page asks."""
