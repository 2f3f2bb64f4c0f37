"""Places in a statute: 第三十七条之一第二款第（三）项第2目 to numbers and back."""

from __future__ import annotations

import functools
import re

from quanli.codes.numerals import NUMERAL, number_of, numeral
from quanli.frozen import frozen

_ARTICLE = re.compile(
    rf"第\s*(?P<number>{NUMERAL})\s*条(?:之(?P<after>{NUMERAL}))?"
    rf"(?:第\s*(?P<paragraph>{NUMERAL})\s*款)?"
    rf"(?:第\s*[（(]?(?P<item>{NUMERAL})[)）]?\s*项)?"
    rf"(?:第\s*[（(]?(?P<sub_item>{NUMERAL})[)）]?\s*目)?\Z",
)


@frozen
class Article:
    """A place in a statute; 0 where a part is not named. ``after`` is 一 in 第三十七条之一."""

    number: int
    after: int = 0
    paragraph: int = 0
    item: int = 0
    sub_item: int = 0


@functools.lru_cache(maxsize=4096)
def parse_article(text: str) -> Article | None:
    """Read the place that a citation names; nothing when it names none."""
    found = _ARTICLE.match(text.strip())
    if not found:
        return None
    number, after, paragraph, item, sub_item = (number_of(part) if part else 0 for part in found.groups())
    if not number or after is None or paragraph is None or item is None or sub_item is None:
        return None
    return Article(number, after, paragraph, item, sub_item)


@functools.lru_cache(maxsize=4096)
def format_article(article: Article) -> str:
    """Write a place as a citation does."""
    text = f"第{numeral(article.number)}条"
    if article.after:
        text += f"之{numeral(article.after)}"
    if article.paragraph:
        text += f"第{numeral(article.paragraph)}款"
    if article.item:
        text += f"第（{numeral(article.item)}）项"
    if article.sub_item:
        text += f"第{article.sub_item}目"
    return text


def cited_place(article: str, paragraph: int = 0, item: int = 0) -> str:
    """Write an article, a paragraph and an item that stand in fields of their own as one citation."""
    place = article
    if paragraph > 0:
        place += f"第{numeral(paragraph)}款"
    if item > 0:
        place += f"第（{numeral(item)}）项"
    return place
