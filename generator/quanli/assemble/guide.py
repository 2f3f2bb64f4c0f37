"""The guides: Pelican writes each; here stands what the catalogue adds to it, and their list."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from markupsafe import Markup

from quanli.assemble.context import Context
from quanli.assemble.edges import Every, Holding, Lines, Own
from quanli.assemble.facts import Reason
from quanli.assemble.guide_text import headed, with_items
from quanli.assemble.linked_site import linked_guide
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.page import GUIDES, HOME, Link, Page, guide_url
from quanli.assemble.page_kind import PageKind, once
from quanli.assemble.sort import SERVICE_ARTICLE, SERVICE_COLUMN
from quanli.frozen import frozen


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


@frozen
class GuidesView:
    """All guides."""

    guides: tuple[Link, ...]


def guides_page(context: Context) -> Iterator[Page]:
    """Plan the list of guides."""
    yield Page(GUIDES.url, "guides", GUIDES.text, "一步一步告诉您怎么办。", GuidesView(guide_links(context)), (HOME,))


def guide_links(context: Context) -> tuple[Link, ...]:
    """Link every guide, with its summary."""
    return tuple(
        Link(guide.title, guide_url(guide.slug), guide.summary) for guide in context.registry.guides.values()
    )


def guide_page(context: Context, slug: str) -> Iterator[Page]:
    """Plan a guide's page with its text as the host rendered it."""
    guide, html = context.registry.guides[slug], context.guide_text(slug)
    rows = {code: context.index.row(code) for code in guide.powers}
    rows |= {row.code: row for row in context.index.rows(guide=guide.slug)}
    entries = tuple(entry_of(row, context) for row in rows.values() if row)
    text, contents = headed(with_items(html, context, guide.named))
    view = GuideView(guide.title, guide.summary, guide.date, entries, html, text, contents)
    yield Page(
        guide_url(guide.slug), "guide", guide.title, guide.summary, view, (HOME, GUIDES),
        linked=linked_guide(slug, guide.title, guide.summary, guide.date, context.site), since=_day(guide.date), sort=GUIDE_PAGE.sort,
    )  # fmt: skip


def _day(text: str) -> datetime.date | None:
    """Read the day of a guide, which its author may have left out."""
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


GUIDE_PAGE = PageKind(
    "guide",
    guide_url,
    ("guide",),
    lambda context: context.registry.guides,
    guide_page,
    (
        Own("guide"),
        Holding("guide", "power", "line"),
        Holding("guide", "title"),
        Lines(lambda row: (row.guide,), Reason("指南中的事项有变", "a power in the guide changed")),
    ),
    sort=SERVICE_ARTICLE,
)
GUIDES_PAGE = once("guides", GUIDES.url, "guides", guides_page, Every("guide", "text"), sort=SERVICE_COLUMN)
