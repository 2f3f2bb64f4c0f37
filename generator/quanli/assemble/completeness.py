"""How completely powers are described (要素完整): by office, by category, by element, and the powers that lack any."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from quanli.assemble.context import Context
from quanli.assemble.edges import Every
from quanli.assemble.listing import ListPage
from quanli.assemble.page import COMPLETENESS, HOME, Link, Page, Part, category_url, lacking_url, office_url
from quanli.assemble.page_kind import once
from quanli.assemble.sort import FIGURES_COLUMN
from quanli.catalogue import terms
from quanli.catalogue.completeness import elements_asked
from quanli.catalogue.elements import ELEMENTS, Element
from quanli.frozen import frozen

STEPS = {"100": "全部写明", "80": "八成以上", "50": "五成以上", "0": "不足五成"}
"""The steps of completeness by their least per cent."""


@frozen
class CompletenessRow:
    """How completely an office or a category describes its powers: the average per cent, and powers by step of completeness."""

    head: Link
    average: int
    counts: tuple[int, ...]


@frozen
class ElementRow:
    """An element: of which categories it is asked, by which article, of how many powers, and how many of them lack it.

    ``inherited`` tells whether the office may give it for all of its powers.
    """

    name: str
    categories: str
    source: str
    inherited: bool
    asked: int
    lacking: int


@frozen
class CompletenessView:
    """The page of completeness; ``lacking`` leads to the powers of each office that lack anything."""

    average: int
    powers: int
    incomplete: int
    steps: tuple[str, ...]
    offices: tuple[CompletenessRow, ...]
    categories: tuple[CompletenessRow, ...]
    elements: tuple[ElementRow, ...]
    lacking: tuple[tuple[Link, int], ...]


@frozen
class LackingView:
    """A page of the powers of an office that lack elements."""

    office: Link
    list: ListPage


def completeness_page(context: Context) -> Iterator[Page | Part]:
    """Plan the page of completeness, and the same figures for programs."""
    index = context.index
    offices = {key: Link(context.office_name(key), office_url(key)) for key in context.registry.offices}
    categories = {key: Link(term.zh, category_url(key)) for key, term in terms.CATEGORIES.items()}
    lacking = index.counts_of("lacking")
    by_category = index.counts_of("category_completeness")
    elements = tuple(_element_rows(context))
    powers = sum(count for key, count in by_category.items() if not key.endswith("/sum"))
    total = sum(count for key, count in by_category.items() if key.endswith("/sum"))
    view = CompletenessView(
        total // powers if powers else 100,
        powers,
        sum(lacking.values()),
        tuple(STEPS.values()),
        tuple(completeness_rows(index.counts_of("completeness"), offices)),
        tuple(completeness_rows(by_category, categories)),
        tuple(row for _, row in elements),
        tuple((Link(link.text, lacking_url(key)), lacking[key]) for key, link in offices.items() if lacking.get(key)),
    )
    about = "每一类事项应当写明哪些要素、依据是什么，各机关各类别写全了多少，还缺什么。"
    yield Page(COMPLETENESS.url, "completeness", COMPLETENESS.text, about, view, (HOME,))
    yield "data/completeness.json", _json(view, elements)


def lacking_page(context: Context, office: str, part: ListPage) -> Page:
    """Plan a page of the powers of an office that lack elements."""
    name = context.office_name(office)
    view = LackingView(Link(name, office_url(office)), part)
    return Page(part.url, "lacking", part.title(f"{name}缺要素的事项"), f"{name}还没有写全的事项，各缺什么。", view, (HOME, COMPLETENESS))


def completeness_rows(figures: Mapping[str, int], heads: Mapping[str, Link]) -> Iterator[CompletenessRow]:
    """Give a row for each head that has powers, from figures such as ``gjj/100`` and ``gjj/sum``."""
    for key, head in heads.items():
        counts = tuple(figures.get(f"{key}/{step}", 0) for step in STEPS)
        if any(counts):
            yield CompletenessRow(head, figures.get(f"{key}/sum", 0) // sum(counts), counts)


def _element_rows(context: Context) -> Iterator[tuple[Element, ElementRow]]:
    own = context.site.elements
    there: Counter[str] = Counter()
    for (_, category, state), count in context.index.counts().items():
        there[category] += count if state != "abolished" else 0
    lacks: Counter[str] = Counter()
    for key, count in context.index.counts_of("lacks").items():
        lacks[key.partition("/")[2]] += count
    for element in ELEMENTS:
        asked = [category for category in terms.CATEGORIES if element in elements_asked(category, own)]
        if asked:
            yield element, ElementRow(
                element.zh, _named(asked), element.source, bool(element.inherited), sum(there[one] for one in asked), lacks[element.key]
            )


def _named(categories: list[str]) -> str:
    """Name categories, or those that are left out where these are fewer."""
    left = [term.zh for key, term in terms.CATEGORIES.items() if key not in categories]
    if not left:
        return "各类事项"
    return f"除{'、'.join(left)}外" if len(left) < len(categories) else "、".join(terms.CATEGORIES[one].zh for one in categories)


def _json(view: CompletenessView, elements: tuple[tuple[Element, ElementRow], ...]) -> bytes:
    def rows(found: tuple[CompletenessRow, ...]) -> list[dict[str, object]]:
        return [{"key": row.head.url.split("/")[-2], "name": row.head.text, "average": row.average, **dict(zip(STEPS, row.counts, strict=True))} for row in found]

    values = {
        "average": view.average,
        "powers": view.powers,
        "incomplete": view.incomplete,
        "offices": rows(view.offices),
        "categories": rows(view.categories),
        "elements": [
            {"key": element.key, "name": row.name, "source": row.source, "asked": row.asked, "lacking": row.lacking} for element, row in elements
        ],
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()


COMPLETENESS_PAGE = once("completeness", COMPLETENESS.url, "completeness", completeness_page, Every("count"), Every("office", "name"), sort=FIGURES_COLUMN)
