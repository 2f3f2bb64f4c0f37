"""Where the citations of a page's words lead: to the article on the page of its law."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from quanli.assemble.page import LAWS, Page, law_url
from quanli.catalogue.cited import NOTHING, Around, around, resolved
from quanli.catalogue.law import names_of
from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, format_article, parse_article
from quanli.statutes.citing import Citation, citations, has_citation
from quanli.statutes.names import key_of

_LONGEST = 60
"""Characters of a link."""


class Led(NamedTuple):
    """Characters of a text, and the address to which they lead."""

    start: int
    end: int
    url: str


def article_anchor(article: Article) -> str:
    """Give the id of an article on the page of its law: ``art-33``, ``art-120-1`` for 第一百二十条之一."""
    return f"art-{article.number}" + (f"-{article.after}" if article.after else "")


class Cites:
    """Finds the citations of laws of the register in a page's words.

    A page speaks of its day. That of today leads to every law that its words cite; one of the past, whose words nobody asks
    any more what they cite, to those that its basis cites, and to an article only where its law is the same today.
    """

    def __init__(self, book: StatuteBook, shown: Callable[[str], frozenset[str]]) -> None:
        """Take the book of the build's day, and what gives the names of the articles that a law's page shows."""
        self._book = book
        self._shown = shown
        self._among = NOTHING
        self._past: datetime.date | None = None

    def turn_to(self, page: Page) -> None:
        """Speak for a page: its words may lean on what its basis cites."""
        basis: tuple[Any, ...] = getattr(page.it, "basis", ())
        self._among = around((law_of(one.law.url), _article(one.place)) for one in basis) if basis else NOTHING
        version = getattr(page.it, "version", None)
        self._past = version.from_day if version else None

    def led(self, text: str, own: str = "") -> Iterator[Led]:
        """Give where the citations of a text lead; ``own`` is the address of the law whose words it is."""
        if not has_citation(text):
            return
        law = law_of(own)
        among = Around(self._among.cited, law) if law else self._among
        book = self._book if self._past is None else _book_of(self._book, self._past)
        for one in resolved(text, book, among, read=_read):
            edition = one.edition
            if edition and edition.law and (self._past is None or edition.law in among.cited):
                yield Led(_begins(one.citation), one.citation.end, self._url(edition, one.citation))

    def article(self, url: str, place: str, version: datetime.date | None) -> str:
        """Give the address of an article (第三十七条第二款) on a law's page, as far as it is that of the version meant."""
        law, found = law_of(url), parse_article(place)
        today = self._book.of(law) if law and found else None
        if today is None or found is None or (version is not None and version != today.date):
            return url
        return self._at(url, law, found)

    def _at(self, url: str, law: str, article: Article) -> str:
        label = format_article(Article(article.number, article.after))
        return f"{url}#{article_anchor(article)}" if label in self._shown(law) else url

    def _url(self, edition: Edition, citation: Citation) -> str:
        url, today = law_url(edition.law), self._book.of(edition.law)
        if citation.article is None or today is None or edition.date != today.date or _names_another(citation, today):
            return url
        return self._at(url, edition.law, citation.article)


def _begins(citation: Citation) -> int:
    """Give where a link begins: at the title, unless very much stands between it and the place."""
    return citation.start if citation.end - citation.start <= _LONGEST else citation.named_until or citation.start


def law_of(url: str) -> str:
    """Give the id of the law whose page an address is; empty for another address."""
    return url.removeprefix(LAWS.url).strip("/") if url.startswith(LAWS.url) else ""


def _article(place: str) -> str:
    """Give the article of a place such as 第三十七条第二款, as a basis writes it."""
    found = parse_article(place)
    return format_article(Article(found.number, found.after)) if found else ""


def _names_another(citation: Citation, today: Edition) -> bool:
    """Tell whether a citation names a version that is not today's."""
    return bool(citation.version) and not (today.date and today.date.isoformat().startswith(citation.version))


@functools.lru_cache(maxsize=4096)
def _read(text: str, book: StatuteBook) -> tuple[Citation, ...]:
    """Read the citations of a text by the titles of the register alone: a page rests on no others."""
    names = _names(book)
    return tuple(citations(text, lambda name: key_of(name) in names))


@functools.lru_cache(maxsize=64)
def _names(book: StatuteBook) -> frozenset[str]:
    return frozenset(name for law in book.laws.values() for name in names_of(law))


@functools.lru_cache(maxsize=64)
def _book_of(book: StatuteBook, day: datetime.date) -> StatuteBook:
    return book.on(day)
