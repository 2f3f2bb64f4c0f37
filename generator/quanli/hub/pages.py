"""The pages of a hub: home with ways in, the items of each body and category, what was gathered from where, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from quanli.assemble.category import MEANINGS
from quanli.assemble.cut import PAGE, cut
from quanli.assemble.listing import Entry, ListPage
from quanli.assemble.page import HOME, Link, Page
from quanli.assemble.state import state_label
from quanli.catalogue import terms
from quanli.frozen import frozen
from quanli.hub.gathering import Gathered
from quanli.hub.reading import Row

_ACROSS = 200
"""Codes of several bodies that are named on the page."""
SOURCES = "/sources/"


@frozen
class Way:
    """A way into the hub, with the number of items behind it."""

    name: str
    url: str
    count: int
    meaning: str = ""


@frozen
class Item:
    """An item of the hub: its row, and the site that has it."""

    row: Row
    site: Gathered

    @property
    def key(self) -> str:
        """Give a key that no other item of the hub has."""
        return f"{self.row.code}~{self.site.site.id}"


@frozen
class Told:
    """What the page of sources says of a site; ``warning`` says why it is not of today."""

    name: str
    url: str
    list: str
    count: int
    day: str
    warning: str


@frozen
class Twice:
    """A code that several bodies have."""

    code: str
    links: tuple[Link, ...]


@frozen
class HomeView:
    """The home page. ``names`` are the addresses of the files in which a script finds; ``old`` names sites that are not of today."""

    total: int
    bodies: tuple[Way, ...]
    categories: tuple[Way, ...]
    names: str
    old: tuple[Told, ...]


@frozen
class ListView:
    """A list of items, of one body or category; ``home`` leads to the body's own site."""

    name: str
    meaning: str
    total: int
    list: ListPage
    home: str
    warning: str
    body: bool


@frozen
class SourcesView:
    """Where everything is from."""

    sites: tuple[Told, ...]
    twice: tuple[Twice, ...]
    more: int


def items_of(sites: Iterable[Gathered]) -> list[Item]:
    """Give the items of all sites, sorted by code."""
    return sorted((Item(row, site) for site in sites for row in site.rows), key=attrgetter("key"))


def twice_of(items: Iterable[Item]) -> list[Twice]:
    """Name the codes that several bodies have: whoever asks for one by its code must choose."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.row.code.lower()].append(item)
    return [Twice(several[0].row.code, tuple(Link(one.row.name, one.row.url, one.site.name) for one in several)) for several in found.values() if len(several) > 1]


def hub_pages(sites: Sequence[Gathered], items: Sequence[Item], names: Sequence[str]) -> Iterator[Page]:
    """Plan every page."""
    told = [_told(site) for site in sites]
    found = Counter(item.row.category for item in items)
    bodies = tuple(Way(one.name, one.list, one.count) for one in told if one.count)
    categories = tuple(Way(term.zh, f"/categories/{key}/", found[key], MEANINGS.get(key, "")) for key, term in terms.CATEGORIES.items() if found[key])
    feeds = (Link("各机关的变更", "/feed.xml"),)
    yield Page("/", "hub-home", "首页", "各机关的权力事项在一处查找。", HomeView(len(items), bodies, categories, " ".join(names), tuple(one for one in told if one.warning)), feeds=feeds)
    yield from _bodies(sites, told, items)
    yield from _categories(items)
    twice = twice_of(items)
    yield Page(SOURCES, "hub-sources", "数据来源", "每个机关的内容取自哪里、哪一天。", SourcesView(tuple(told), tuple(twice[:_ACROSS]), max(0, len(twice) - _ACROSS)), (HOME,), feeds=feeds)
    yield Page("/404.html", "hub-missing", "没有这个网页", "", None, indexed=False)


def _told(site: Gathered) -> Told:
    day = f"{site.day.year} 年 {site.day.month} 月 {site.day.day} 日" if site.day else ""
    warning = ""
    if site.trouble:
        why = "取到的数据不对，没有采用" if site.trouble.hostile else "没有连上"
        warning = f"这次{why}，显示的是 {day} 的内容" if day else f"这次{why}，还没有内容"
    return Told(site.name, f"{site.base}/" if site.base else "", f"/bodies/{site.site.id}/", len(site.rows), day, warning)


def _bodies(sites: Sequence[Gathered], told: Sequence[Told], items: Sequence[Item]) -> Iterator[Page]:
    own: Mapping[str, list[Item]] = defaultdict(list)
    for item in items:
        own[item.site.site.id].append(item)
    for site, one in zip(sites, told, strict=True):
        for part in _parts(one.list, own[site.site.id], across=False):
            view = ListView(site.name, "", len(site.rows), part, one.url, one.warning, body=True)
            yield Page(part.url, "hub-list", part.title(site.name), f"{site.name}的权力事项。", view, (HOME,))


def _categories(items: Sequence[Item]) -> Iterator[Page]:
    own: Mapping[str, list[Item]] = defaultdict(list)
    for item in items:
        own[item.row.category].append(item)
    for key, found in sorted(own.items()):
        name, meaning = terms.CATEGORIES[key].zh, MEANINGS.get(key, "")
        for part in _parts(f"/categories/{key}/", found, across=True):
            yield Page(part.url, "hub-list", part.title(name), f"各机关的{name}事项。{meaning}", ListView(name, meaning, len(found), part, "", "", body=False), (HOME,))


def _parts(base: str, items: Sequence[Item], *, across: bool) -> Iterator[ListPage]:
    """Cut a list into pages, by what stands in it; an empty list has one."""
    begins = [first for first, _ in cut((item.key for item in items), PAGE)]
    at = {item.key: n for n, item in enumerate(items)}
    urls = [base if not n else f"{base}{first}/" for n, first in enumerate(begins)]
    bounds = [*(at[first] for first in begins), len(items)]
    for n, url in enumerate(urls):
        shown = items[bounds[n] : bounds[n + 1]]
        previous = Link("上一页", urls[n - 1]) if n else None
        following = Link("下一页", urls[n + 1]) if n + 1 < len(urls) else None
        yield ListPage(url, tuple(_entry(item, across=across) for item in shown), previous, following, len(items) if not n else 0)
    if not items:
        yield ListPage(base, (), None, None, 0)


def _entry(item: Item, *, across: bool) -> Entry:
    row = item.row
    office = row.office if not across or item.site.name == row.office else f"{row.office}（{item.site.name}）"
    facts = (row.promised, "不收费" if row.free else "", "不用到现场" if row.visits == 0 else "")
    return Entry(row.code, row.name, row.url, row.summary, terms.CATEGORIES[row.category].zh, office, row.state, state_label(row.state), tuple(filter(None, facts)))
