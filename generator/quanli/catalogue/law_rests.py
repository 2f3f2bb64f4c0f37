"""What of an item rests on which article of which law, with the field that does: its legal basis, what follows from that, and citations in words."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from quanli.catalogue.cited import NOTHING, Around, Resolved, citations_of, resolved
from quanli.catalogue.law_rules import changes_since_review
from quanli.catalogue.pointer import Pointer
from quanli.catalogue.power import Basis, Power
from quanli.catalogue.resting import ARTICLE, REVIEW
from quanli.catalogue.statute_book import StatuteBook
from quanli.codes.articles import Article, format_article, parse_article
from quanli.errors import Path
from quanli.frozen import frozen
from quanli.records.texts import texts_in
from quanli.statutes.citing import Citation, has_citation

_FIELDS: Mapping[str, str] = MappingProxyType({
    "basis": "实施依据", "conditions": "受理条件", "materials": "申报材料", "time_limits": "时限", "special_steps": "特别程序", "fees": "收费",
    "results": "办理结果", "channels": "办理方式", "discretion.tiers": "裁量档次", "discretion.exemptions": "不予处罚和从轻减轻", "discretion": "裁量基准",
    "flows": "流程环节", "redress": "救济途径", "faq": "常见问题", "responsibilities": "责任事项", "accountability": "追责情形", "risks": "廉政风险点",
    "summary": "简介", "states": "权力状态", "sections": "栏目", "notes": "填表说明", "text": "正文",
})  # fmt: skip
_FOR_FIELDS = frozenset({"discretion"})
"""Fields of which the one within is told too."""


@frozen
class Rest:
    """A field that rests on an article."""

    law: str
    """Its id in the register."""
    version: datetime.date | None
    """The version that it names, words that of the basis; None where it means the one in force."""
    article: str
    """As :func:`quanli.codes.articles.format_article` writes it; empty where the law as a whole is meant."""
    path: Path
    follows: bool = False
    """Whether it names no article itself, but is made by one that the item cites: tiers by the article that sets the sanction."""
    cited: Citation | None = None
    """The citation in words; None where fields of their own cite."""


def rests_of(power: Power, book: StatuteBook | None = None) -> Iterator[Rest]:
    """Give what an item cites in its legal basis and what follows from that; with a book also what it cites in words."""
    for at, basis in enumerate(power.basis):
        rest = Rest(basis.law, basis.version, article_of(basis), ("basis", at))
        yield rest
        if basis.role == "sanction" and power.discretion:
            yield from (Rest(rest.law, rest.version, rest.article, ("discretion", "tiers", n), follows=True) for n in range(len(power.discretion.tiers)))
        if basis.role == "limit" and power.time_limits and power.time_limits.statutory:
            yield Rest(rest.law, rest.version, rest.article, ("time_limits", "statutory"), follows=True)
    if book:
        yield from _in_words(power, book)


def _in_words(power: Power, book: StatuteBook) -> Iterator[Rest]:
    versions = dict[str, datetime.date | None]()
    for basis in power.basis:
        versions[basis.law] = basis.version if versions.get(basis.law, basis.version) == basis.version else None
    for path, _, found in citations_of(power, book):
        yield from (replace(rest, version=versions.get(rest.law)) for rest in _rests(found, path))


def rests_in_record(record: Any, book: StatuteBook) -> Iterator[Rest]:
    """Give what the words of a record cite: of an office, a form."""
    for path, text in texts_in(record, has_citation):
        yield from rests_in(text, path, book, NOTHING)


def rests_in(text: str, path: Path, book: StatuteBook, among: Around = NOTHING) -> Iterator[Rest]:
    """Give the articles of laws of the register that a text cites, each of a range by itself."""
    yield from _rests(resolved(text, book, among), path)


def _rests(found: Iterable[Resolved], path: Path) -> Iterator[Rest]:
    for one in found:
        place = one.citation.article
        if one.edition is None or not one.edition.law or place is None:
            continue
        for number in range(min(one.citation.since or place.number, place.number), place.number):
            yield Rest(one.edition.law, None, _label(number), path, cited=one.citation)
        yield Rest(one.edition.law, None, _label(place.number, place.after), path, cited=one.citation)


def article_pointers(power: Power, file: str, book: StatuteBook) -> Iterator[Pointer]:
    """Give a pointer to each article on which an item rests, in each version that it cites, and to each law that changed since its last review."""
    found = dict[tuple[str, str, str], dict[str, None]]()
    for rest in rests_of(power, book):
        if rest.article:
            fields = found.setdefault((rest.law, rest.article, rest.version.isoformat() if rest.version else ""), {})
            fields[field_of(rest.path)] = None
    for (law, article, version), fields in found.items():
        yield Pointer(ARTICLE, f"{law} {article}", power.code, file, (version, *fields))
    for _, changed, change in changes_since_review(power, book.laws, book.day):
        yield Pointer(REVIEW, changed.id, power.code, file, (change.day.isoformat(),))


def article_of(basis: Basis) -> str:
    """Give the article that a provision names, without paragraph and item."""
    return _named(basis.article)


@functools.lru_cache(maxsize=4096)
def _named(written: str) -> str:
    place = parse_article(written)
    return _label(place.number, place.after) if place else ""


@functools.lru_cache(maxsize=4096)
def _label(number: int, after: int = 0) -> str:
    return format_article(Article(number, after))


def field_of(path: Path) -> str:
    """Give the field by which a place of an item is told: the outermost, of some with the one within."""
    return f"{path[0]}.{path[1]}" if len(path) > 1 and path[0] in _FOR_FIELDS else str(path[0])


def field_name(field: str) -> str:
    """Name a field that :func:`field_of` gave."""
    return _FIELDS.get(field) or _FIELDS.get(field.partition(".")[0], "其他")
