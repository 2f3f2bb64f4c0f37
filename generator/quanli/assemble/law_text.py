"""The page of a law, article by article: its words where they are at hand, and on each article what rests on it.

A long law goes over several pages; the first has an anchor for every article, so that an address such as ``#art-120-1``
leads there or one step further.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Sequence

from quanli.assemble.cites import article_anchor
from quanli.assemble.context import Context
from quanli.assemble.edges import Cited, Own
from quanli.assemble.law_versions import VersionRow, version_rows
from quanli.assemble.page import HOME, LAWS, Link, Page, law_items_url, law_url, power_url
from quanli.assemble.page_kind import PageKind
from quanli.assemble.sort import LAW_ARTICLE
from quanli.assemble.state import state_label
from quanli.catalogue import terms
from quanli.catalogue.law import Law, LawVersion
from quanli.catalogue.law_rests import field_name
from quanli.catalogue.law_versions import version_in_force
from quanli.catalogue.statute_book import StatuteBook
from quanli.codes.articles import parse_article
from quanli.frozen import frozen
from quanli.statutes.statute import Clause

LONGEST = 20_000
"""Characters of a law on a page: some 25 KB packed, with room for what rests on it."""
_NAMED = 12
"""Items that an article names; the list of all is a link away."""
DATABASE = Link("国家法律法规数据库", "https://flk.npc.gov.cn/")
_IN_DATABASE = frozenset({"law", "regulation", "local-regulation"})


@frozen
class RestingLink:
    """An item that rests on an article, with what of it does; ``note`` says that it cites another version, or is not in force."""

    name: str
    url: str
    fields: tuple[str, ...]
    note: str


@frozen
class ArticleView:
    """An article: its words a paragraph each, and what rests on it. ``more`` says that not all of it is named."""

    label: str
    anchor: str
    headings: tuple[str, ...]
    """Those that begin before it, the outer one first."""
    paragraphs: tuple[str, ...]
    resting: tuple[RestingLink, ...]
    more: bool


@frozen
class LawTextView:
    """A page of a law's text. What stands once stands on the first page."""

    law: Law
    kind: str
    first: bool
    versions: tuple[VersionRow, ...]
    shown: datetime.date | None
    """The version whose words stand here; None where none are at hand."""
    in_force: bool
    headed: bool
    """Whether the articles stand under headings of chapters."""
    articles: tuple[ArticleView, ...]
    elsewhere: tuple[Link, ...]
    """Articles on the other pages, with the anchor of each as a note."""
    chapters: tuple[Link, ...]
    count: int
    items: Link
    database: Link | None
    previous: Link | None
    next: Link | None


def law_text_page(context: Context, law: str) -> Iterator[Page]:
    """Plan the pages of a law's text."""
    record = context.registry.laws[law]
    current = version_in_force(record, context.as_of)
    shown = version_shown(context.book, law)
    date = shown.date if shown else None
    held = shown or current
    since = (held.in_force_from or held.date) if held else None
    clauses = context.book.clauses(law, date) if date else ()
    parts = list(_parts(clauses)) if clauses else [_unread(context, law)]
    urls = [law_url(law), *(f"{law_url(law)}{_anchor(part[0])}/" for part in parts[1:])]
    where = [(url, one) for url, part in zip(urls, parts, strict=True) for one in part]
    cited = set(context.index.articles_cited(law))
    for at, (url, part) in enumerate(zip(urls, parts, strict=True)):
        others = tuple(Link(one.label, f"{there}#{_anchor(one)}", _anchor(one)) for there, one in where if one.label and there != url)
        view = LawTextView(
            record,
            terms.LAW_KINDS[record.kind].zh,
            not at,
            version_rows(record, context) if not at else (),
            date if clauses else None,
            shown is not None and shown is current,
            any(one.heading for one in part),
            tuple(_article(one, part[n - 1] if n else None, cited, law, date, context) for n, one in enumerate(part)),
            others if not at else (),
            tuple(_chapters(where)) if not at else (),
            context.index.total_of("law", law) if not at else 0,
            Link(f"以《{record.short or record.title}》为依据的事项", law_items_url(law)),
            DATABASE if record.kind in _IN_DATABASE else None,
            Link("前面的条文", urls[at - 1]) if at else None,
            Link("后面的条文", urls[at + 1]) if at + 1 < len(urls) else None,
        )
        title = f"《{record.title}》" + (f"（{part[0].label}起）" if at else "")
        yield Page(url, "law", title, f"《{record.title}》的条文、版本，以及每一条下的权力事项。", view, (HOME, LAWS), since=since, source=record.issuer)


def _parts(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Cut a law where a page is full, at an article."""
    part, length = list[Clause](), 0
    for clause in clauses:
        if part and length + len(clause.text) > LONGEST:
            yield part
            part, length = [], 0
        part.append(clause)
        length += len(clause.text)
    yield part


def _unread(context: Context, law: str) -> list[Clause]:
    """Give the articles that are cited of a law without words, in their order."""
    cited = [(parse_article(label), label) for label in context.index.articles_cited(law)]
    found = sorted((place.number, place.after, label) for place, label in cited if place)
    return [Clause(label, "") for _, _, label in found]


def _article(one: Clause, before: Clause | None, cited: set[str], law: str, shown: datetime.date | None, context: Context) -> ArticleView:
    found = context.index.resting_on(law, one.label, _NAMED + 1) if one.label in cited else []
    above = before.heading.split("\n") if before and before.heading else []
    headings = one.heading.split("\n") if one.heading else []
    same = next((n for n, (a, b) in enumerate(zip(above, headings, strict=False)) if a != b), min(len(above), len(headings)))
    resting = tuple(
        RestingLink(each.name, power_url(each.code), tuple(dict.fromkeys(map(field_name, each.fields))), _note(each.version, each.state, shown))
        for each in found[:_NAMED]
    )
    return ArticleView(one.label, _anchor(one), tuple(headings[same:]), tuple(one.text.splitlines()), resting, len(found) > _NAMED)


def _note(version: str, state: str, shown: datetime.date | None) -> str:
    other = f"引 {version} 版" if version and shown and version != shown.isoformat() else ""
    return "，".join(filter(None, (other, "" if state == "active" else state_label(state))))


def _chapters(where: Sequence[tuple[str, Clause]]) -> Iterator[Link]:
    """Lead to the first article under each outermost heading."""
    last = ""
    for url, one in where:
        heading = one.heading.partition("\n")[0]
        if heading and heading != last:
            yield Link(heading, f"{url}#{_anchor(one)}" if one.label else url)
        last = heading


def _anchor(one: Clause) -> str:
    return anchor_of(one.label) if one.label else f"part-{one.line}"


def anchor_of(label: str) -> str:
    """Give the anchor of an article on its law's page by its name."""
    place = parse_article(label)
    return article_anchor(place) if place else ""


@functools.lru_cache(maxsize=256)
def articles_shown(book: StatuteBook, law: str) -> frozenset[str]:
    """Give the names of the articles whose words stand on a law's page."""
    shown = version_shown(book, law)
    text = book.text(law, shown.date) if shown and shown.date else None
    return frozenset(text.articles) if text else frozenset()


def version_shown(book: StatuteBook, law: str) -> LawVersion | None:
    """Give the version whose words a law's page shows: the one in force, or else the last."""
    record = book.laws[law]
    return version_in_force(record, book.day) or (record.versions[-1] if record.versions else None)


LAW_PAGE = PageKind("law-text", law_url, ("law",), lambda context: context.registry.laws, law_text_page, (Own("law", "text"), Cited() ), sort=LAW_ARTICLE)
