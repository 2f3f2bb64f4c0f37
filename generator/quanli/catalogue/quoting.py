"""Quoted words held against an article: other words are an error, other punctuation is told."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

from quanli.catalogue.moved import told_elsewhere
from quanli.catalogue.statute_book import Edition, StatuteBook
from quanli.codes.articles import Article, format_article
from quanli.errors import Rule
from quanli.statutes.text import missing_words, normalised, quoted_parts

LAW_TEXT = Rule(
    "LAW_TEXT", "error",
    zh="引文与《{title}》{article}不符：“{text}”", en='the quotation is not the text of {title} {article}: "{text}"',
    hint_zh="照录原文；省略处用“……”{elsewhere_zh}", hint_en="copy the text; mark what is left out with ……{elsewhere_en}",
)
LAW_PUNCTUATION = Rule(
    "LAW_PUNCTUATION", "warning",
    zh="引文与《{title}》{article}只有标点不同：“{text}”", en='the quotation differs from {title} {article} in punctuation alone: "{text}"',
    hint_zh="标点照录；各来源的标点若不一致，以公报为准", hint_en="copy the punctuation too; where sources differ, the gazette decides",
    follows="所引条文本身；标点以公报为准",
)

_EXCERPT = 60
_MARKS = re.compile(r"[\W_]+")


def held_against(
    quotation: str, article: str, edition: Edition, place: Article, book: StatuteBook
) -> tuple[Rule, str, dict[str, Any]] | None:
    """Hold quoted words against an article; gives the rule that they break, the words that do, and what fills its wording."""
    wrong = missing_words(quotation, article)
    if not wrong:
        return None
    args = {"title": edition.title, "article": format_article(place), "text": excerpt(wrong)}
    if same_words(quotation, article):
        return LAW_PUNCTUATION, wrong, args
    return LAW_TEXT, wrong, {**args, **told_elsewhere(wrong, edition, book)}


def not_in_place(quotation: str, edition: Edition, place: Article) -> dict[str, Any]:
    """Fill the wording for a quotation that stands in the article, and not in the paragraph or item that is named."""
    args = {"title": edition.title, "article": format_article(place), "text": excerpt(quotation)}
    return args | {"elsewhere_zh": "；这些字在该条别的款、项里", "elsewhere_en": "; these words stand in another part of the article"}


@functools.lru_cache(maxsize=2048)
def same_words(quotation: str, text: str) -> bool:
    """Tell whether all parts of a quotation stand in a text, in order, when no mark of either is looked at."""
    source, reached = _words(text), 0
    for part in map(_words, quoted_parts(quotation)):
        at = source.find(part, reached)
        if at < 0:
            return False
        reached = at + len(part)
    return True


def excerpt(words: str) -> str:
    """Give words as far as a message can hold them."""
    return words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"


def _words(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", normalised(text)))
