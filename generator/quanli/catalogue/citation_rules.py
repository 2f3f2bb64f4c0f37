"""Citations in the words of a record, held against the statutes that they mean: each where it stands."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from quanli.catalogue.cited import Resolved, citations_of, resolved
from quanli.catalogue.cited_texts import cited_texts
from quanli.catalogue.law_rules import LAW_ARTICLE, LAW_VERSION
from quanli.catalogue.moved import may_have, told_moved
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Power
from quanli.catalogue.quoting import held_against
from quanli.catalogue.state_rules import state_name
from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, format_article
from quanli.errors import Path, Problem, Rule
from quanli.statutes.citing import Citation
from quanli.statutes.names import key_of
from quanli.statutes.text import passage

CITED_TITLE = Rule(
    "CITED_TITLE", "warning",
    zh="没有名为“{written}”的法规；是不是“{near}”？", en='no statute is called "{written}"; did you mean "{near}"?',
    hint_zh="照法规的全称或简称书写", hint_en="write the statute's title or short name",
    follows="权力入库“要素完整、表述准确”（南通工商局工作汇报一之一）：法规以全称或者公认的简称引用",
)
CITED_NOT_IN_FORCE = Rule(
    "CITED_NOT_IN_FORCE", "warning",
    zh="所引的《{title}》{version}在 {day} 不是现行有效", en="the text cites {title} {version}, which is not in force on {day}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="各法规自己的施行、废止条文：引用当日现行有效的文本",
)
CITED_RANGE = Rule(
    "CITED_RANGE", "error",
    zh="{first}在{last}之后，不成起止", en="{first} comes after {last}: that is no range",
    hint_zh="核对起止条文", hint_en="check where the range begins and ends",
    follows="所引法规自己的条次",
)

_PAST = re.compile(r"(?:原|旧|已废止的?|已失效的?|废止的?|修订前的?|修正前的?|修改前的?|过去的?|当时的?|曾依据?)[《（(]?\Z")
_PAST_AFTER = re.compile(r"[》）)]?(?:已|同时|于[^。；]{0,20})(?:经)?(?:被)?(?:废止|失效)")
_LOOK = 8


def check_citations(power: Power, file: str, book: StatuteBook) -> Iterator[Problem]:
    """Hold each citation in the words of a power against its statute, as of the book's day.

    What the basis itself quotes is the law's own text, and held by :mod:`quanli.catalogue.law_rules`.
    """
    current = None
    for path, text, found in citations_of(power, book):
        if current is None:
            current = state_name(power, book.day) == "active"
        for problem, at in _faults(found, text, book, in_force=current and path[0] != "states"):
            yield _at(problem, file, path, text[:at])


def title_pointers(power: Power, file: str, book: StatuteBook) -> Iterator[Pointer]:
    """Give the statutes that the words of a power cite: each citation points, by its place in the text, to what it names."""
    for path, _, found in citations_of(power, book):
        for one in found:
            kind, target = pointed(one)
            if kind:
                yield Pointer(kind, target, power.code, file, (*path, one.citation.start))


def pointed(one: Resolved) -> tuple[str, str]:
    """Say what a citation points to: ``title``, the key of the statute that it means or names; ``words``, what may end with a title.

    Neither where a statute is only mentioned that nobody knows: it may be any document.
    """
    citation = one.citation
    if one.edition is not None:
        return "title", one.edition.key
    if citation.article is None:
        return "", ""
    if citation.naming == "title":
        return "title", key_of(citation.title)
    return "words", "" if citation.known else citation.title


def texts_pointed(record: Any, book: StatuteBook) -> Iterator[tuple[str, str]]:
    """Give what the citations in the words of a record point to."""
    for _, text in cited_texts(record):
        yield from (one for one in map(pointed, resolved(text, book)) if one[0])


def check_texts(record: Any, file: str, book: StatuteBook, path: Path = ()) -> Iterator[Problem]:
    """Hold each citation in the words of a record against its statute: an office, a form, the settings."""
    for within, text in cited_texts(record):
        for problem, at in faults(text, book):
            yield _at(problem, file, (*path, *within), text[:at])


def _at(problem: tuple[Rule, dict[str, Any]], file: str, path: Path, leading: str) -> Problem:
    rule, args = problem
    return rule.at(file, path, leading=leading, **args)


Fault = tuple[tuple[Rule, dict[str, Any]], int]
"""A rule that is broken with what fills its words, and the character of the text where."""


def faults(text: str, book: StatuteBook) -> Iterator[Fault]:
    """Judge the citations of a text."""
    yield from _faults(resolved(text, book), text, book, in_force=True)


def _faults(found: Iterable[Resolved], text: str, book: StatuteBook, *, in_force: bool) -> Iterator[Fault]:
    """Judge citations; ``in_force`` asks that what is cited holds on the book's day."""
    for one in found:
        if one.edition is None:
            yield from _unknown(one.citation, text, book)
        else:
            yield from _judged(one, one.edition, text, book, in_force=in_force)


def _unknown(citation: Citation, text: str, book: StatuteBook) -> Iterator[Fault]:
    """Say that a title is that of no statute where it is all but one; another may be local, and is counted elsewhere."""
    if citation.naming in {"own", "noun"} or not citation.title:
        return
    near = book.alike(citation.title)
    if near is None:
        return
    length, title = near
    whole = citation.naming == "title"
    if whole and length < len(citation.title.replace("中华人民共和国", "")):
        return
    written = citation.title if whole else citation.title[-length:]
    at = citation.start if whole else text.rfind(written, 0, citation.end)
    yield (CITED_TITLE, {"written": written, "near": title}), max(at, 0)


def _judged(one: Resolved, edition: Edition, text: str, book: StatuteBook, *, in_force: bool) -> Iterator[Fault]:
    citation = one.citation
    meant = _version(citation, edition, book)
    if meant is None:
        versions = "、".join(str(each.date) for each in reversed(book.versions(edition)))
        yield (LAW_VERSION, {"title": edition.title, "version": citation.version, "versions": versions}), citation.start
        return
    if in_force and not meant.in_force and meant.date and not _of_the_past(citation, text):
        yield (CITED_NOT_IN_FORCE, _ended(meant, edition, book)), citation.start
    if meant.text is None or citation.article is None:
        return
    if citation.since > citation.article.number:
        first, last = format_article(Article(citation.since)), format_article(citation.article)
        yield (CITED_RANGE, {"first": first, "last": last}), citation.start
    missing = missing_place(citation, meant)
    if missing:
        yield (LAW_ARTICLE, {"title": meant.title, "version": meant.date, "article": format_article(missing), **told_moved(missing, meant, book)}), citation.start
    elif citation.quoted:
        article = meant.text.articles[format_article(citation.article)]
        held = held_against(citation.quoted, article, meant, citation.article, book)
        if held:
            rule, words, args = held
            yield (rule, args), citation.quoted_at + max(citation.quoted.find(words), 0)


def _version(citation: Citation, edition: Edition, book: StatuteBook) -> Edition | None:
    """Give the version that a citation names; None where the statute is known to have none such."""
    wanted = citation.version
    if not wanted or (edition.date and edition.date.isoformat().startswith(wanted)):
        return edition
    versions = book.versions(edition)
    return next((one for one in versions if one.date and one.date.isoformat().startswith(wanted)), None) if versions else edition


_passage = functools.lru_cache(maxsize=4096)(passage)


def _ended(meant: Edition, edition: Edition, book: StatuteBook) -> dict[str, Any]:
    now = edition if edition.in_force else next((one for one in book.versions(edition) if one.in_force), None)
    zh, en = ("该法规没有现行有效的版本，改引别的依据", "no version of it is in force; cite another law")
    if now:
        zh, en = f"改引现行版本 {now.date}，或写明是原来的规定", f"cite the version in force, {now.date}, or say that it is the old one"
    return {"title": meant.title, "version": f"{meant.date} 版", "day": book.day, "hint_zh": zh, "hint_en": en}


def _of_the_past(citation: Citation, text: str) -> bool:
    """Tell whether the text itself says that it speaks of what held before."""
    before = text[max(0, citation.start - _LOOK) : citation.start]
    return bool(_PAST.search(before) or _PAST_AFTER.match(text, citation.end))


def missing_place(citation: Citation, edition: Edition) -> Article | None:
    """Give the first place of a citation that its statute does not have: the article, or a part of it.

    None where no more than a piece of the statute is at hand.
    """
    text, article = edition.text, citation.article
    if text is None or article is None:
        return None
    words = text.articles.get(format_article(article), "")
    if not words:
        return None if may_have(article, text) else article
    parts = (place for place in citation.places if place is not article)
    return next((place for place in parts if not _passage(words, place.paragraph, place.item, place.sub_item)), None)

