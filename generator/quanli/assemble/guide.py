"""The guides, and the handbooks among them: Pelican writes each; here stands what the catalogue adds to it, and their lists."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from quanli.assemble.context import Context
from quanli.assemble.edges import Edge, Every, Holding, Lines, Own, Versions
from quanli.assemble.facts import Reason
from quanli.assemble.guide_text import headed, with_items
from quanli.assemble.linked_site import linked_guide
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.page import GUIDES, HANDBOOKS, HOME, Link, Page, guide_url, handbook_url
from quanli.assemble.page_kind import PageKind, once
from quanli.assemble.sort import OWN_ARTICLE, OWN_COLUMN, SERVICE_ARTICLE, SERVICE_COLUMN
from quanli.catalogue.guide import OWN, Guide, versions_of
from quanli.catalogue.registry import Registry
from quanli.frozen import frozen


@frozen
class Language:
    """A version of a guide: the name of its language in that language, the language's tag, and the address."""

    name: str
    tag: str
    url: str
    here: bool


@frozen
class GuideView:
    """A guide: the powers that it names and those that name it."""

    title: str
    summary: str
    date: str
    powers: tuple[Entry, ...]
    html: Markup
    """The guide's text as the host rendered and cleaned it."""
    text: Markup
    """The same with ids at its headings and facts beside its items."""
    contents: tuple[tuple[str, str], ...]
    """Id and words of each heading."""
    lang: str
    """The language that its words are marked with; empty for that of the site."""
    languages: tuple[Language, ...]
    """Itself and its versions in other languages; none where it stands alone."""


@frozen
class GuidesView:
    """All guides."""

    guides: tuple[Link, ...]


@frozen
class Handbook:
    """A handbook in the site's language, and its versions in others."""

    link: Link
    others: tuple[Language, ...]


@frozen
class HandbooksView:
    """All handbooks."""

    handbooks: tuple[Handbook, ...]


_TAGS: Mapping[str, tuple[str, str]] = MappingProxyType({"zh": ("中文", "zh-Hans"), "en": ("English", "en")})
"""What each language calls itself, and its tag (BCP 47)."""


def guides_page(context: Context) -> Iterator[Page]:
    """Plan the list of guides."""
    yield Page(GUIDES.url, "guides", GUIDES.text, "一步一步告诉您怎么办。", GuidesView(guide_links(context)), (HOME,))


def guide_links(context: Context) -> tuple[Link, ...]:
    """Link every guide, with its summary."""
    return tuple(_link(guide) for guide in context.registry.guides.values() if not guide.staff and guide.lang == OWN)


def address(guide: Guide) -> str:
    """Give the address of a guide, or of a handbook."""
    return handbook_url(guide.key) if guide.staff else guide_url(guide.key)


def has_handbooks(registry: Registry) -> bool:
    """Tell whether the site has handbooks."""
    return any(guide.staff for guide in registry.guides.values())


def _link(guide: Guide) -> Link:
    return Link(guide.title, address(guide), guide.summary)


def handbooks_page(context: Context) -> Iterator[Page]:
    """Plan the list of handbooks: search engines may not list them, for the public looks for guides."""
    registry = context.registry
    books = (guide for guide in registry.guides.values() if guide.staff and guide.lang == OWN)
    view = HandbooksView(tuple(Handbook(_link(guide), tuple(one for one in _languages(guide, registry) if not one.here)) for guide in books))
    yield Page(HANDBOOKS.url, "handbooks", HANDBOOKS.text, "给本单位工作人员看：怎样改、怎样审、怎样发布。办事的人请看办事指南。", view, (HOME,), indexed=False)


def _languages(guide: Guide, registry: Registry) -> tuple[Language, ...]:
    """Give the versions of a guide in the order of the languages; none where there is but one."""
    found = [one for key in versions_of(guide.slug) if (one := registry.guides.get(key)) and one.staff == guide.staff]
    return tuple(Language(*_TAGS[one.lang], address(one), one is guide) for one in found) if len(found) > 1 else ()


def guide_page(context: Context, key: str) -> Iterator[Page]:
    """Plan the page of a guide or handbook with its text as the host rendered it."""
    guide, html = context.registry.guides[key], context.guide_text(key)
    rows = {code: context.index.row(code) for code in guide.powers}
    rows |= {row.code: row for row in context.index.rows(guide=guide.key)}
    entries = tuple(entry_of(row, context) for row in rows.values() if row)
    text, contents = headed(with_items(html, context, guide.named))
    lang = "" if guide.lang == OWN else guide.lang
    view = GuideView(guide.title, guide.summary, guide.date, entries, html, text, contents, lang, _languages(guide, context.registry))
    crumbs = (HOME, HANDBOOKS if guide.staff else GUIDES)
    linked = () if guide.staff else linked_guide(key, guide.title, guide.summary, guide.date, lang or "zh-Hans", context.site)
    yield Page(
        address(guide), "guide", guide.title, guide.summary, view, crumbs, indexed=not guide.staff, linked=linked, lang=lang,
        since=_day(guide.date), sort=HANDBOOK_PAGE.sort if guide.staff else GUIDE_PAGE.sort,
    )  # fmt: skip


def _day(text: str) -> datetime.date | None:
    """Read the day of a guide, which its author may have left out."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _keys(*, staff: bool) -> Callable[[Context], Iterable[str]]:
    return lambda context: [key for key, guide in context.registry.guides.items() if guide.staff == staff]


_EDGES: tuple[Edge, ...] = (
    Own("guide"),
    Versions(),
    Holding("guide", "power", "line"),
    Holding("guide", "title"),
)
GUIDE_PAGE = PageKind(
    "guide", guide_url, ("guide",), _keys(staff=False), guide_page,
    (*_EDGES, Lines(lambda row: (row.guide,), Reason("指南中的事项有变", "a power in the guide changed"))), sort=SERVICE_ARTICLE,
)  # fmt: skip
HANDBOOK_PAGE = PageKind("handbook", handbook_url, ("guide",), _keys(staff=True), guide_page, _EDGES, listed=False, sort=OWN_ARTICLE)
HOSTED = (GUIDE_PAGE, HANDBOOK_PAGE)
"""What the host draws, of the records of one register."""
HANDBOOKS_PAGE = once(
    "handbooks", HANDBOOKS.url, "handbooks", handbooks_page, Every("guide", "text", ""),
    keys=lambda context: ("",) if has_handbooks(context.registry) else (), listed=False, sort=OWN_COLUMN,
)  # fmt: skip
GUIDES_PAGE = once("guides", GUIDES.url, "guides", guides_page, Every("guide", "text"), sort=SERVICE_COLUMN)
