"""The citations of a text with the statutes that they mean, as far as the register and the library know them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping

from quanli.catalogue.cited_texts import cited_texts
from quanli.catalogue.power import Power
from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, parse_article
from quanli.errors import Path
from quanli.frozen import frozen
from quanli.statutes.citing import Citation, citations
from quanli.statutes.names import key_of
from quanli.statutes.titles_cited import leads_in

_LEANS = frozenset({"own", "noun", "none"})


@frozen
class Resolved:
    """A citation, and the statute that it means; None where it names none that is known."""

    citation: Citation
    edition: Edition | None


@frozen
class Around:
    """What a text stands among: the statutes that its record cites, each with the articles cited, and the one that it recites."""

    cited: Mapping[str, frozenset[Article]]
    """By id in the register."""
    own: str = ""
    """The id of the law whose words the text are; 本法 in them is that law."""
    version: datetime.date | None = None
    """The version of that law, where the record names one."""


NOTHING = Around({})
Read = Callable[[str, StatuteBook], tuple[Citation, ...]]
"""Reads the citations of a text."""


def around(bases: Iterable[tuple[str, str]]) -> Around:
    """Take the laws and articles (第三十七条) that a record cites."""
    cited: dict[str, set[Article]] = {}
    for law, article in bases:
        place = parse_article(article)
        cited.setdefault(law, set()).update({Article(place.number, place.after)} if place else ())
    return Around({law: frozenset(places) for law, places in cited.items()})


def resolved(text: str, book: StatuteBook, among: Around = NOTHING, read: Read | None = None) -> Iterator[Resolved]:
    """Give the citations of a text, in order, each with the statute that it means.

    Titles without brackets are those that the book knows, unless they are ``read`` otherwise.
    """
    named: dict[str, Edition] = {}
    for citation in (read or _read)(text, book):
        edition = _edition(citation, book, among, named)
        if edition is not None and citation.naming not in _LEANS:
            named.pop(edition.key, None)
            named[edition.key] = edition
        yield Resolved(citation, edition)


@functools.lru_cache(maxsize=4096)
def _read(text: str, book: StatuteBook) -> tuple[Citation, ...]:
    """Read the citations of a text: once, though rules and pointers ask, and many items say the same."""
    return tuple(citations(text, book.knows))


def _edition(citation: Citation, book: StatuteBook, among: Around, named: Mapping[str, Edition]) -> Edition | None:
    if citation.naming == "title" or (citation.naming == "bare" and citation.known):
        return book.named(citation.title)
    if citation.naming == "own" and among.own:
        return book.of(among.own, among.version)
    if not citation.known and citation.title and book.alike(citation.title):
        return None
    return _leant_on(citation, book, among, named)


def _leant_on(citation: Citation, book: StatuteBook, among: Around, named: Mapping[str, Edition]) -> Edition | None:
    """Find the statute that 本法, 条例, …管理办法 or nothing at all stands for: the last that the text names, or the only one at hand."""
    words = citation.title
    if citation.naming in {"own", "noun"}:
        fitting = [one for one in named.values() if one.title.endswith(words)]
        if fitting:
            return fitting[-1]
    at_hand = [edition for law in among.cited if (edition := book.of(law))]
    if citation.naming != "none":
        at_hand = [one for one in at_hand if _ends_alike(one.title, words)]
    if len(at_hand) > 1 or citation.naming == "none":
        place = citation.article
        at_hand = [one for one in at_hand if place in among.cited[one.law]]
    return at_hand[0] if len(at_hand) == 1 else None


def _ends_alike(title: str, words: str) -> bool:
    """Tell whether words such as 依照检定管理办法 end with the end of a title, and begin it after a word that leads to one."""
    title = key_of(title)
    most = next((at for at in range(min(len(title), len(words))) if title[-1 - at] != words[-1 - at]), min(len(title), len(words)))
    return most > 0 and leads_in(words[: len(words) - most])


def citations_of(power: Power, book: StatuteBook) -> list[tuple[Path, str, list[Resolved]]]:
    """Give the texts of a power that cite, with path and citations: read once, though rules and pointers ask.

    What its basis quotes, the law's own text, is none of them.
    """
    return _of_power(_Same(power), book)


class _Same:
    """A power by itself: its value has very many parts to be told by."""

    __slots__ = ("power",)

    def __init__(self, power: Power) -> None:
        self.power = power

    def __hash__(self) -> int:
        return id(self.power)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.power is self.power


@functools.lru_cache(maxsize=256)
def _of_power(same: _Same, book: StatuteBook) -> list[tuple[Path, str, list[Resolved]]]:
    power = same.power
    texts = [(path, text) for path, text in cited_texts(power) if not (path[0] == "basis" and path[-1] == "text")]
    among = around((basis.law, basis.article) for basis in power.basis) if texts else NOTHING
    return [(path, text, found) for path, text in texts if (found := list(resolved(text, book, among)))]
