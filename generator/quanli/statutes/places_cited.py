"""Places of a statute as prose writes them, read from a position on: 第五十一条第一款第（二）、（三）项, 第三十二、三十三条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quanli.codes.articles import Article
from quanli.codes.numerals import number_of
from quanli.frozen import frozen

_N = r"(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,8})"
JOINT = r"(?:[、，,和及与或至到~～—–-]|以及|或者)"
"""What stands between two places of one statute."""
ARTICLE = re.compile(rf"第\s*({_N}(?:\s*{JOINT}\s*第?\s*{_N}){{0,20}})\s*条(?!目|码|形|幅|件)(?:之({_N}))?")
"""第三十二条, 第一百二十条之一, 第三十二、三十三条."""
_BRACKETED = rf"[（(]\s*{_N}\s*[）)]"
_PART = rf"(?:{_BRACKETED}|{_N})"
_UNITS = re.compile(
    rf"(?P<joint>\s*{JOINT}{{1,2}})?\s*(?P<first>第\s*)?(?P<numbers>{_PART}(?:\s*(?:{JOINT}\s*第?\s*{_PART}|{_BRACKETED})){{0,20}})\s*(?P<unit>款|项|目)"
)
_NUMBER = re.compile(_N)
RANGE = re.compile(r"\s*[至到~～—–-]\s*")
_MOST = 40
"""Items of a range: no article has more."""


@frozen
class Cited:
    """An article that is cited, with the places in it: itself where no part of it is named."""

    article: Article
    places: tuple[Article, ...]
    start: int
    end: int
    since: int = 0
    """The article with which the range begins that ends here (第三十五条至第三十七条); 0 where there is none."""


def cited_at(text: str, found: re.Match[str]) -> list[Cited]:
    """Read the articles of a match of :data:`ARTICLE`, and the paragraphs, items and sub-items that follow the last of them."""
    numbers = list(_NUMBER.finditer(text, *found.span(1)))
    cited = list[Cited]()
    for at, one in enumerate(numbers):
        last = at == len(numbers) - 1
        article = Article(number_of(one[0]) or 0, number_of(found[2]) or 0 if last and found[2] else 0)
        start = found.start() if at == 0 else one.start()
        since = cited[-1].article.number if cited and RANGE.search(text, numbers[at - 1].end(), one.start()) else 0
        places, end = _within(text, found.end(), article) if last else ((article,), one.end())
        cited.append(Cited(article, places, start, end, since))
    return [one for one in cited if one.article.number]


def _within(text: str, at: int, article: Article) -> tuple[tuple[Article, ...], int]:
    """Read the parts of an article named after it, up to where they end."""
    places = [article]
    while found := _UNITS.match(text, at):
        if not _names_a_part(found, places[-1]):
            break
        numbers, unit = _numbers(found["numbers"]), found["unit"]
        if not numbers:
            break
        joint = found["joint"] or ""
        _take(places, article, _reached(places[-1], unit, numbers) if RANGE.search(joint) else numbers, unit, joined=bool(joint))
        at = found.end()
    return tuple(dict.fromkeys(places)), at


def _names_a_part(found: re.Match[str], last: Article) -> bool:
    """Tell a part of the article from a number of something else: 第十条、三项措施 names no item."""
    if found["first"] or found["numbers"][0] in "（(":
        return True
    counted = found["numbers"].startswith("两")  # 第九十七条两款: both of them
    return not found["joint"] and not counted and (found["unit"] == "款" or bool(last.paragraph))


def _take(places: list[Article], article: Article, numbers: Sequence[int], unit: str, *, joined: bool) -> None:
    """Add the parts of a unit: in the last place where they follow it at once, beside it where something joins them."""
    last = places[-1]
    if unit == "款":
        more = [Article(article.number, article.after, one) for one in numbers]
        refined = not last.paragraph and not last.item and not joined
    elif unit == "项":
        more = [Article(article.number, article.after, last.paragraph, one) for one in numbers]
        refined = not last.item and not joined
    else:
        more = [Article(article.number, article.after, last.paragraph, last.item, one) for one in numbers]
        refined = not last.sub_item and not joined
    if refined:
        places.pop()
    places += more


def _reached(last: Article, unit: str, numbers: list[int]) -> list[int]:
    """Fill the range that leads from the last place to a number: 第一项至第四项."""
    before = {"款": last.paragraph, "项": last.item, "目": last.sub_item}[unit]
    return [*range(before + 1, numbers[0]), *numbers] if 0 < before < numbers[0] <= before + _MOST else numbers


def _numbers(written: str) -> list[int]:
    """Read 一, （二）、（三） or 一至四."""
    found, numbers = list(_NUMBER.finditer(written)), list[int]()
    for at, one in enumerate(found):
        number = number_of(one[0]) or 0
        if not number:
            return []
        reaches = at and RANGE.search(written, found[at - 1].end(), one.start())
        if reaches and numbers[-1] < number <= numbers[-1] + _MOST:
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
    return numbers
