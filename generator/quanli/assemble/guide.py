"""The guides: Pelican writes each; here stands what the catalogue adds to it, and their list."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from quanli.assemble.context import Context
from quanli.assemble.guide_text import headed, with_items
from quanli.assemble.listing import Entry, entry_of
from quanli.assemble.page import GUIDES, HOME, Link, Page, guide_url
from quanli.catalogue.guide import Guide
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


def guide_page(guide: Guide, context: Context, html: Markup) -> Page:
    """Plan a guide's page with its text as the host rendered it."""
    rows = {code: context.index.row(code) for code in guide.powers}
    rows |= {row.code: row for row in context.index.rows(guide=guide.slug)}
    entries = tuple(entry_of(row, context) for row in rows.values() if row)
    text, contents = headed(with_items(html, context))
    view = GuideView(guide.title, guide.summary, guide.date, entries, html, text, contents)
    return Page(guide_url(guide.slug), "guide", guide.title, guide.summary, view, (HOME, GUIDES))
