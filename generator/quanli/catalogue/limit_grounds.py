"""The articles that are named as the ground of a time limit: in words beside it, or as citations in the role of setting one."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping

from quanli.catalogue.cited import Resolved, around, resolved
from quanli.catalogue.power import Power
from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, cited_place, format_article
from quanli.frozen import frozen
from quanli.statutes.text import passage

DOCUMENT = re.compile(r"〔|办法|规程|规定|意见|方案|预案|标准|通知|公告|令第|号")
"""What names a document that is no statute at hand."""
LICENSING = "行政许可法"


@frozen
class Ground:
    """An article that is named for a limit, in words."""

    title: str
    place: Article
    words: str
    """The whole article."""
    paragraphs: frozenset[int]
    """Those that are named; empty for all."""
    workdays: bool
    """Its days are working days."""

    @property
    def shown(self) -> str:
        """Name the article, with its paragraph where only one is meant."""
        paragraph = min(self.paragraphs) if len(self.paragraphs) == 1 else 0
        return cited_place(format_article(Article(self.place.number, self.place.after)), paragraph)


def citations_of(power: Power, text: str, book: StatuteBook) -> tuple[Resolved, ...]:
    """Give the citations of a text of a power; most name their statute themselves, and many powers name the same."""
    found = _alone(text, book)
    if all(one.edition for one in found):
        return found
    return tuple(resolved(text, book, around([(basis.law, basis.article) for basis in power.basis])))


@functools.lru_cache(maxsize=2048)
def _alone(text: str, book: StatuteBook) -> tuple[Resolved, ...]:
    return tuple(resolved(text, book))


def named_grounds(power: Power, text: str, book: StatuteBook) -> list[Ground]:
    """Give the articles that words name as the ground of a limit; nothing unless each is at hand and no document beside them is named."""
    versions = {basis.law: basis.version for basis in power.basis if basis.version}
    cited = citations_of(power, text, book)
    rest = text
    for one in reversed(cited):
        rest = rest[: one.citation.start] + rest[one.citation.end :]
    if not cited or DOCUMENT.search(rest):
        return []
    grounds = [_ground(one, versions, book) for one in cited if one.citation.article is not None]
    return [] if None in grounds else [one for one in grounds if one is not None]


def _ground(one: Resolved, versions: Mapping[str, datetime.date | None], book: StatuteBook) -> Ground | None:
    edition, place = one.edition, one.citation.article
    if edition is None or place is None:
        return None
    words = _words(edition, versions.get(edition.law), place.number, place.after, book)
    if not words:
        return None
    paragraphs = frozenset(part.paragraph for part in one.citation.places if part.paragraph)
    return Ground(edition.key, place, words, paragraphs, edition.key == LICENSING)


def passage_of(one: Resolved, versions: Mapping[str, datetime.date | None], book: StatuteBook) -> str:
    """Give the words of the places that a citation names; empty where not each is at hand."""
    edition, article = one.edition, one.citation.article
    if edition is None or article is None:
        return ""
    words = _words(edition, versions.get(edition.law), article.number, article.after, book)
    found = [passage(words, place.paragraph, place.item) for place in one.citation.places or (article,)] if words else []
    return "\n".join(found) if all(found) else ""


def _words(edition: Edition, version: datetime.date | None, number: int, after: int, book: StatuteBook) -> str:
    """Give an article in the version that a power cites, or else in the one that the name alone means."""
    return _article(edition.law, edition.key, version, number, after, book)


@functools.lru_cache(maxsize=4096)
def _article(law: str, key: str, version: datetime.date | None, number: int, after: int, book: StatuteBook) -> str:
    named = None if version else book.named(key)
    text = book.text(law, version) if version else named.text if named else None
    return text.article(format_article(Article(number, after))) if text else ""


def cited_grounds(power: Power, book: StatuteBook) -> list[Ground]:
    """Give the articles that a power cites in the role of setting a limit; nothing unless each is at hand."""
    grounds = list[Ground]()
    for basis in power.basis:
        if basis.role != "limit" or not basis.article:
            continue
        cited = _alone(f"《{book.laws[basis.law].title}》{cited_place(basis.article, basis.paragraph)}", book) if basis.law in book.laws else ()
        ground = _ground(cited[0], {basis.law: basis.version}, book) if cited else None
        if ground is None:
            return []
        grounds.append(ground)
    return grounds
