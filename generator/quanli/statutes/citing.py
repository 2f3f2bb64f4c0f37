"""Citations in prose: which statute, which article, and the characters that say so.

Read are ``《…》第…条第…款第…项第…目`` and lists and ranges of them, titles without brackets where they are known to stand for a
statute (行政处罚法第三十三条), abbreviations that the text declares (以下简称《…》), words that lean on what was said before (本法,
条例) and the version in brackets (（2018年修正）). How citations are written is laid down in 立法技术规范（试行）（一） of the
Legislative Affairs Commission of the National People's Congress, 12 and 13; prose and sheets are freer than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.codes.articles import Article
from quanli.frozen import frozen
from quanli.statutes.places_cited import ARTICLE, JOINT, RANGE, Cited, cited_at
from quanli.statutes.titles_cited import (
    TITLE,
    Knows,
    Named,
    Naming,
    declared,
    is_alias,
    named_before,
    titled,
    version_in,
)


@frozen
class Citation:
    """A citation in a text, from ``start`` to ``end``; of a list of articles each is one.

    ``title`` is as written, without 《》; of a bare name that nobody knows it is all that may belong to it, and ``known`` is false.
    """

    naming: Naming
    title: str
    start: int
    end: int
    article: Article | None = None
    """None where a statute is named and no article of it."""
    places: tuple[Article, ...] = ()
    """What of the article is cited: itself, or its paragraphs, items, sub-items."""
    since: int = 0
    """The article with which the range begins that ends here; 0 where there is none."""
    version: str = ""
    """The version as the text names it: 2018, 2018-12-29."""
    known: bool = True
    named_until: int = 0
    """Where the place begins that stands behind the title; 0 where there is no title."""
    quoted: str = ""
    """Words in quotation marks that follow at once; ``quoted_at`` is where they begin."""
    quoted_at: int = 0


_GOES_ON = re.compile(rf"(?:\s|{JOINT}|[；;]|的?规定)*")
_OF = re.compile(r"\s*(?:的|中的?|之)?\s*")
_QUOTE = re.compile(r"\s*(?:的?规定|明确|要求)?\s*[，,：:]?\s*[“\"「](?P<text>[^”\"」]{6,2000})[”\"」]")
_HEAD_AFTER = re.compile(r"\s*[：:]")
_HEAD_BEFORE = re.compile(r"(?:^|[。；;：:！”\n])\s*\Z")
_LOOK_BACK = 8


def has_citation(text: str) -> bool:
    """Tell whether a text may hold a citation; most do not, and a catalogue has very many."""
    return "《" in text or ("第" in text and "条" in text)


def citations(text: str, knows: Knows | None = None) -> Iterator[Citation]:
    """Read the citations of a text, in order; without ``knows`` no title without brackets is read."""
    if has_citation(text):
        yield from _Reader(text, knows or _nothing).read()


def _nothing(_title: str) -> bool:
    return False


class _Reader:
    """Goes through a text from title to title and article to article."""

    def __init__(self, text: str, knows: Knows) -> None:
        self.text, self.knows = text, knows
        self.shorts: dict[str, str] = {}
        """Abbreviations declared so far, with the title that each stands for."""
        self.last: Citation | None = None
        """The last citation of an article."""
        self.head: Named | None = None
        """The statute whose articles the text recites, each as 第…条：…"""

    def read(self) -> Iterator[Citation]:
        """Give what is cited; a title that no article follows is a citation by itself."""
        titles = list(TITLE.finditer(self.text)) if "《" in self.text else []
        at, open_title = 0, None
        for found in ARTICLE.finditer(self.text):
            while at < len(titles) and titles[at].start() < found.start():
                yield from self._alone(open_title)
                open_title = titles[at]
                at += 1
            if (self.last and found.start() < self.last.end) or (open_title and found.start() < open_title.end()):
                continue
            named = self._named(found, open_title)
            if open_title and named.start != open_title.start():
                yield from self._alone(open_title)
            open_title = None
            yield from self._articles(found, named)
        for title in (open_title, *titles[at:]):
            yield from self._alone(title)

    def _alone(self, title: re.Match[str] | None) -> Iterator[Citation]:
        if title is None:
            return
        self.shorts.update(declared(title))
        if not is_alias(self.text, title.start()):
            named = titled(title, self.shorts, self.knows)
            end = title.end("title") + 1
            yield Citation(named.naming, named.title, title.start(), end, version=version_in(title["after"]))

    def _named(self, found: re.Match[str], title: re.Match[str] | None) -> Named:
        """Say which statute an article is of: what stands before it, or that of the citation that it goes on from."""
        text, at, last = self.text, found.start(), self.last
        if title:
            self.shorts.update(declared(title))
            if _OF.fullmatch(text, title.end(), at):
                return titled(title, self.shorts, self.knows)
        if last and (title is None or title.start() < last.start) and _GOES_ON.fullmatch(text, last.end, at):
            return Named(last.naming, last.title, at, last.version, last.known)
        named = named_before(text, at, self.shorts, self.knows)
        head = self.head if title is None and named.naming == "none" and not self._elsewhere(at) else None
        return Named(head.naming, head.title, at, head.version) if head else named

    def _elsewhere(self, at: int) -> bool:
        """Tell whether another statute has been named since the one that is recited, and no article of that one begins here."""
        begins = _HEAD_BEFORE.search(self.text, max(0, at - _LOOK_BACK), at)
        return not begins and self.last is not None and self.last.naming != "own" and self.head is not None and self.last.title != self.head.title

    def _articles(self, found: re.Match[str], named: Named) -> Iterator[Citation]:
        cited = cited_at(self.text, found)
        for at, one in enumerate(cited):
            since = one.since or (self._range(found.start()) if at == 0 else 0)
            self.last = self._citation(one, named, named.start if at == 0 else one.start, since)
            yield self.last
        if named.naming in {"title", "bare"} and named.known and cited and _HEAD_AFTER.match(self.text, cited[-1].end):
            self.head = named

    def _citation(self, one: Cited, named: Named, start: int, since: int) -> Citation:
        quote = _QUOTE.match(self.text, one.end)
        quoted, quoted_at = (quote["text"], quote.start("text")) if quote else ("", 0)
        until = one.start if start < one.start else 0
        return Citation(
            named.naming, named.title, start, one.end, one.article, one.places, since, named.version, named.known, until, quoted, quoted_at
        )

    def _range(self, at: int) -> int:
        """Give the article with which a range begins that leads from the last citation here."""
        last = self.last
        leads = last and last.article and RANGE.fullmatch(self.text, last.end, at)
        return last.article.number if leads and last and last.article else 0
