"""The text of a statute: Markdown with lines ``第N条 …`` to articles, paragraphs and items; quotations held against it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from quanli.codes.articles import Article, format_article, parse_article
from quanli.codes.numerals import NUMERAL, number_of
from quanli.frozen import frozen

_HEADING = re.compile(r"\s*#{1,6}\s+(?!\**第\s*" + NUMERAL + r"\s*条)")
_ARTICLE = re.compile(rf"\s*(?:#{{1,6}}\s+)?\**(第\s*{NUMERAL}\s*条(?:之{NUMERAL})?)\**([\s\u3000：:]*)")
_ITEM = re.compile(rf"[（(]\s*({NUMERAL})\s*[)）]")
_SUB_ITEM = re.compile(r"(?:[0-9]+\s*[.．、]|[（(][0-9]+[)）])")
_OMISSION = re.compile(r"…+|\.{3,}|⋯+")
_BLANKS = re.compile(r"[\s\u3000]+")
_QUOTES = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")
_EDGE = " ,.;:、。\"'"


@frozen
class Paragraph:
    """A paragraph (款) of an article with its items (项)."""

    lead: str
    items: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Give the paragraph with all its items."""
        return "\n".join((self.lead, *self.items))

    def item(self, number: int) -> str:
        """Give the words that lead into an item and the item; empty when there is no such item."""
        for item in self.items:
            marker = _ITEM.match(item)
            if marker and number_of(marker[1]) == number:
                return f"{self.lead}\n{item}"
        return ""


@frozen
class LawText:
    """A version of a statute, article by article; the keys are written as :func:`format_article` writes them."""

    articles: Mapping[str, str]

    @classmethod
    def parse(cls, markdown: str) -> LawText:
        """Take a statute to its articles; headings and what stands before the first article belong to none."""
        articles: dict[str, list[str]] = {}
        lines: list[str] = []
        last: Article | None = None
        for line in markdown.splitlines():
            found = _ARTICLE.match(line)
            place = parse_article(_BLANKS.sub("", found[1])) if found else None
            if found and place and _begins(place, last, separated=bool(found[2]) or found.end() == len(line)):
                last = place
                lines = articles.setdefault(format_article(place), [])
                lines.append(line[found.end() :].strip())
            elif _HEADING.match(line):
                lines = []
            elif line.strip():
                lines.append(line.strip())
        return cls(
            MappingProxyType({label: "\n".join(filter(None, body)) for label, body in articles.items()})
        )

    def article(self, label: str) -> str:
        """Give an article's whole text; empty when there is no such article."""
        return self.articles.get(_label(label), "")

    def paragraphs(self, label: str) -> tuple[Paragraph, ...]:
        """Give an article's paragraphs."""
        return paragraphs(self.article(label))

    def paragraph(self, label: str, number: int) -> str:
        """Give a paragraph with its items; empty when there is no such paragraph."""
        found = self.paragraphs(label)
        return found[number - 1].text if 0 < number <= len(found) else ""

    def passage(self, label: str, paragraph: int = 0, item: int = 0) -> str:
        """Give what a citation points to; 0 leaves a part open. Empty when there is no such place."""
        if not item:
            return self.paragraph(label, paragraph) if paragraph else self.article(label)
        found = self.paragraphs(label)
        chosen = found[paragraph - 1 : paragraph] if paragraph else found
        return next((text for each in chosen if (text := each.item(item))), "")


def paragraphs(article: str) -> tuple[Paragraph, ...]:
    """Divide an article's text: a line is a paragraph of its own unless it is an item or a sub-item."""
    found: list[list[str]] = []
    for line in article.splitlines():
        if found and _ITEM.match(line) and not line[1:2].isascii():
            found[-1].append(line)
        elif found and _SUB_ITEM.match(line):
            found[-1][-1] += "\n" + line
        else:
            found.append([line])
    return tuple(Paragraph(lead, tuple(items)) for lead, *items in found)


def normalised(text: str) -> str:
    """Take away what differs between prints of the same words: width of punctuation, quotation marks, blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text.translate(_QUOTES)))


def quoted_parts(quotation: str) -> list[str]:
    """Divide a quotation where ``……`` marks an omission."""
    return [part for part in _OMISSION.split(quotation) if normalised(part).strip(_EDGE)]


def missing_words(quotation: str, text: str) -> str:
    """Give the first part of a quotation that does not stand in a text, in order; empty when it is all there.

    The punctuation at the edges of a part is the writer's own.
    """
    source, reached = normalised(text), 0
    for part in quoted_parts(quotation):
        words = normalised(part).strip(_EDGE)
        at = source.find(words, reached)
        if at < 0:
            return part.strip()
        reached = at + len(words)
    return ""


def _begins(place: Article, last: Article | None, *, separated: bool) -> bool:
    """Tell an article's first line from a paragraph that only begins with the name of an article."""
    if last is None:
        return separated or place.number == 1
    following = place.number == last.number + 1 or (place.number, place.after) == (
        last.number,
        last.after + 1,
    )
    return following or (separated and place.number > last.number)


def _label(text: str) -> str:
    place = parse_article(_BLANKS.sub("", text))
    return format_article(Article(place.number, place.after)) if place else ""
