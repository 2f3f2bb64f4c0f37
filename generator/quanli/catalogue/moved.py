"""Where words of a statute stand that are not where a citation says: under the number of another version, or in another article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, format_article, parse_article
from quanli.statutes.text import LawText, missing_words, normalised

_LIKE, _PAIR = 0.5, 2
_PIECE = 5
"""Articles. A text with no more is held to be a piece: some sources have but the first of them."""


def told_moved(place: Article, edition: Edition, book: StatuteBook) -> dict[str, Any]:
    """Say in which older version an article stood under a number that the present one does not have, and where its words are now."""
    label = format_article(Article(place.number, place.after))
    if edition.text is None or edition.text.article(label):
        return {"moved_zh": "", "moved_en": ""}
    for version, words in _others(edition, book):
        old = words.article(label)
        if old:
            now = most_like(old, edition.text)
            zh = f"；{version.date} 版有{label}" + (f"，现在大致是{now}" if now else "")
            en = f"; version {version.date} has {label}" + (f", now roughly {now}" if now else "")
            return {"moved_zh": zh, "moved_en": en}
    last = next(reversed(list(edition.text.articles)), "")
    return {"moved_zh": f"；它到{last}为止", "moved_en": f"; it ends with {last}"}


def may_have(place: Article, text: LawText) -> bool:
    """Tell whether a statute may have an article that a text of it does not: the text is a piece, or has a hole there."""
    numbers = {found.number for found in map(parse_article, text.articles) if found}
    begun = max(numbers, default=0) == len(numbers)
    return (begun and len(numbers) <= _PIECE) or (len(numbers) > _PIECE and place.number not in numbers and place.number < max(numbers))


def told_elsewhere(words: str, edition: Edition, book: StatuteBook) -> dict[str, str]:
    """Say in which article of the same version, or in which other version, quoted words stand."""
    found = _holding(words, edition.text)
    if found:
        return {"elsewhere_zh": f"；这些字在{found}", "elsewhere_en": f"; these words stand in {found}"}
    for version, text in _others(edition, book):
        found = _holding(words, text)
        if found:
            return {"elsewhere_zh": f"；这些字在 {version.date} 版的{found}", "elsewhere_en": f"; these words stand in {found} of version {version.date}"}
    return {"elsewhere_zh": "", "elsewhere_en": ""}


def most_like(words: str, text: LawText) -> str:
    """Give the article that shares most pairs of characters with words; empty where none shares half of them."""
    wanted = _pairs(words)
    label, held = max(((label, len(wanted & _pairs(article)) / max(len(wanted), 1)) for label, article in text.articles.items()), key=lambda one: one[1], default=("", 0.0))
    return label if held >= _LIKE else ""


def _holding(words: str, text: LawText | None) -> str:
    articles: Mapping[str, str] = text.articles if text else {}
    return next((label for label, article in articles.items() if not missing_words(words, article)), "")


def _others(edition: Edition, book: StatuteBook) -> Iterator[tuple[Edition, LawText]]:
    for version in book.versions(edition):
        if version.date != edition.date and version.text is not None:
            yield version, version.text


def _pairs(text: str) -> set[str]:
    plain = normalised(text)
    return {plain[at : at + _PAIR] for at in range(len(plain) - 1)}
