"""The text of a statute: Markdown with lines ``第N条 …`` to articles, paragraphs and items; quotations held against it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from quanli.codes.articles import Article, format_article, parse_article
from quanli.codes.numerals import NUMERAL, number_of
from quanli.frozen import frozen

_HEADING = re.compile(r"\s*#{1,6}\s+(?!\**第\s*" + NUMERAL + r"\s*条)")
_ARTICLE = re.compile(rf"\s*(?:#{{1,6}}\s+)?\**(第\s*{NUMERAL}\s*条(?:之{NUMERAL})?)\**([\s\u3000：:]*)")
_ITEM = re.compile(rf"[（(]\s*({NUMERAL})\s*[)）]")
_OLD_ITEM = re.compile(r"([一二三四五六七八九十]{1,3})、")
"""How statutes of the nineteen-eighties begin their items."""
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
            if _number(item) == number:
                return f"{self.lead}\n{item}"
        return ""


@frozen
class LawText:
    """A version of a statute, article by article; the keys are written as :func:`format_article` writes them."""

    articles: Mapping[str, str]

    @classmethod
    def parse(cls, markdown: str) -> LawText:
        """Take a statute to its articles; headings and what stands before the first article belong to none."""
        return cls(MappingProxyType({part.label: part.body for part in divided(markdown) if part.label}))

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
        return passage(self.article(label), paragraph, item)


@frozen
class Part:
    """A piece of a statute: an article, a heading with what follows it, or what stands before both."""

    line: int
    """Where it begins, from 1."""
    label: str
    """The article's name as :func:`format_article` writes it; empty for what is no article."""
    mark: str
    """The article's name as it is written, with what divides it from the text."""
    lines: tuple[str, ...]
    heading: bool = False

    @property
    def body(self) -> str:
        """Give an article's text without its name."""
        return "\n".join(filter(None, self.lines))

    @property
    def text(self) -> str:
        """Give the lines as they are written; those of all parts are the statute without blank lines and margins."""
        first, *more = self.lines
        return "\n".join(((self.mark + first).strip(), *more))


def divided(markdown: str) -> Iterator[Part]:
    """Divide a statute at its articles and headings, in order; nothing but blank lines and margins is lost."""
    last: Article | None = None
    start, label, mark, lines, heading = 1, "", "", list[str](), False
    for number, line in enumerate(markdown.splitlines(), 1):
        found = _ARTICLE.match(line)
        place = parse_article(_BLANKS.sub("", found[1])) if found else None
        begins = found and place and _begins(place, last, separated=bool(found[2]) or found.end() == len(line))
        if begins or _HEADING.match(line):
            if lines:
                yield Part(start, label, mark, tuple(lines), heading)
            start, label, mark, lines, heading = number, "", "", [line.strip()], True
            if found and place and begins:
                last = place
                label, mark, heading = format_article(place), line[: found.end()].lstrip(), False
                lines = [line[found.end() :].strip()]
        elif line.strip():
            start = start if lines else number
            lines.append(line.strip())
    if lines:
        yield Part(start, label, mark, tuple(lines), heading)


@functools.lru_cache(maxsize=2048)
def passage(article: str, paragraph: int = 0, item: int = 0, sub_item: int = 0) -> str:
    """Give the place of an article's text that a citation points to; 0 leaves a part open.

    An item comes with the words that lead into it, a sub-item (目) with those of its item. Empty when there is no such place.
    """
    found = paragraphs(article)
    chosen = found[paragraph - 1 : paragraph] if paragraph else found
    if not item:
        return article if not paragraph else chosen[0].text if chosen else ""
    text = next((text for each in chosen if (text := each.item(item))), "")
    return _sub_item(text, sub_item) if sub_item else text


def _sub_item(item: str, number: int) -> str:
    """Give a sub-item with the words that lead into it; empty when there is no such one."""
    lines = item.splitlines()
    begun = [at for at, line in enumerate(lines) if _SUB_ITEM.match(line)]
    found = next((lines[at] for at in begun if _figure(lines[at]) == number), "")
    return "\n".join((*lines[: begun[0]], found)) if found else ""


def _figure(line: str) -> int:
    figures = re.search("[0-9]{1,4}", line)
    return int(figures[0]) if figures else 0


@functools.lru_cache(maxsize=2048)
def paragraphs(article: str) -> tuple[Paragraph, ...]:
    """Divide an article's text: a line is a paragraph of its own unless it is an item or a sub-item.

    Lines after which the items go on counting belong to the item before them. Items written 一、 are those that follow a colon
    and count from one; what is written （一） below them are sub-items.
    """
    found: list[list[str]] = []
    for line in article.splitlines():
        marker = _ITEM.match(line) if not line[1:2].isascii() else None
        if found and _is_old_item(line, found[-1]):
            found[-1].append(line)
        elif found and marker and len(found[-1]) > 1 and _OLD_ITEM.match(found[-1][-1]):
            found[-1][-1] += "\n" + line
        elif found and marker:
            _go_on(found, number_of(marker[1]) or 0)
            found[-1].append(line)
        elif found and _SUB_ITEM.match(line):
            found[-1][-1] += "\n" + line
        else:
            found.append([line])
    return tuple(Paragraph(lead, tuple(items)) for lead, *items in found)


def _go_on(found: list[list[str]], number: int) -> None:
    """Before an item, join the lines since the last one to it where the item counts on from there."""
    at = next((at for at in reversed(range(len(found))) if len(found[at]) > 1), len(found))
    if at + 1 < len(found) and number > 1 and _number(found[at][-1]) == number - 1:
        found[at][-1] = "\n".join((found[at][-1], *(lead for lead, in found[at + 1 :])))
        del found[at + 1 :]


def _is_old_item(line: str, paragraph: list[str]) -> bool:
    marker, last = _OLD_ITEM.match(line), paragraph[-1]
    if not marker:
        return False
    follows = _number(last) + 1 if len(paragraph) > 1 and _OLD_ITEM.match(last) else int(last.endswith(("：", ":")) and len(paragraph) == 1)
    return number_of(marker[1]) == follows


def _number(item: str) -> int:
    marker = _ITEM.match(item) or _OLD_ITEM.match(item)
    return (number_of(marker[1]) or 0) if marker else 0


@functools.lru_cache(maxsize=2048)
def normalised(text: str) -> str:
    """Take away what differs between prints of the same words: width of punctuation, quotation marks, blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text.translate(_QUOTES)))


@functools.lru_cache(maxsize=2048)
def quoted_parts(quotation: str) -> tuple[str, ...]:
    """Divide a quotation where ``……`` marks an omission."""
    return tuple(part for part in _OMISSION.split(quotation) if normalised(part).strip(_EDGE))


@functools.lru_cache(maxsize=2048)
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


@functools.lru_cache(maxsize=2048)
def _label(text: str) -> str:
    place = parse_article(_BLANKS.sub("", text))
    return format_article(Article(place.number, place.after)) if place else ""
