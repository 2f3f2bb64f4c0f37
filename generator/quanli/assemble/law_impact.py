"""What an amendment of a law touches, as a picture: articles that are not what they were, and the items that rest on them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from quanli.assemble.context import Context
from quanli.assemble.edges import Cited, Own
from quanli.assemble.law_change import KINDS, places_of
from quanli.assemble.law_versions import pairs_of
from quanli.assemble.page import (
    HOME,
    LAWS,
    Link,
    Page,
    law_change_url,
    law_impact_url,
    law_items_url,
    law_url,
    power_url,
)
from quanli.assemble.page_kind import PageKind
from quanli.assemble.sort import LAW_ARTICLE
from quanli.catalogue.law import Law
from quanli.catalogue.law_rests import field_name
from quanli.catalogue.law_versions import version_in_force, version_of
from quanli.catalogue.resting import RestingItem
from quanli.frozen import frozen

if TYPE_CHECKING:
    from quanli.statutes.compare import Fate

_ITEMS = 40
"""Items of an article that are drawn."""
_ARTICLES = 30
_ROW, _TOP, _LEFT, _RIGHT, _WIDE = 26, 18, 92, 168, 344
"""Of the picture, in its own units: as wide as a telephone shows without moving it."""
_NAME = 14
"""Characters of a name in the picture; whole names stand in the table below."""


@frozen
class Node:
    """A line of the picture, at a height; its text is cut."""

    text: str
    y: int
    kind: str = ""


@frozen
class Picture:
    """Articles on the left, items on the right, and the curves between them as paths of SVG."""

    wide: int
    high: int
    left: int
    right: int
    articles: tuple[Node, ...]
    items: tuple[Node, ...]
    curves: tuple[str, ...]


@frozen
class Touched:
    """An article with the items that rest on it: each a link, its fields the note."""

    label: str
    was: str
    """The names of the articles that it was, where these were others."""
    said: str
    url: str
    items: tuple[Link, ...]


@frozen
class LawImpactView:
    """What a version touches."""

    law: Law
    before: datetime.date
    after: datetime.date
    begins: datetime.date | None
    coming: bool
    picture: Picture | None
    touched: tuple[Touched, ...]
    more: bool
    """Whether further articles or items are touched than are shown."""
    change: Link
    items: Link


def law_impact_page(context: Context, law: str) -> Iterator[Page]:
    """Plan what each version of a law touches."""
    from quanli.statutes.compare import compare  # noqa: PLC0415 - seldom are there words of two versions

    record = context.registry.laws[law]
    for before, after in pairs_of(record, context):
        old, new = context.book.text(law, before), context.book.text(law, after)
        if old and new:
            places = places_of(law_change_url(law, after), compare(old.articles, new.articles).changes, old, new)
            yield _page(record, before, after, places, context)


def _page(law: Law, before: datetime.date, after: datetime.date, places: Mapping[Fate, str], context: Context) -> Page:
    """Plan the page of a version; ``places`` gives where each change is compared."""
    resting = {(fate.after or fate.before)[0]: (fate, items) for fate in places if (items := list(_resting(law, fate, (before, after), context)))}
    version = version_of(law, after)
    begins = version.in_force_from if version else None
    view = LawImpactView(
        law,
        before,
        after,
        begins,
        begins is not None and begins > context.as_of,
        _picture(dict(list(resting.items())[:_ARTICLES])) if resting else None,
        tuple(_touched(label, fate, items, places[fate]) for label, (fate, items) in resting.items()),
        len(resting) > _ARTICLES or any(len(items) > _ITEMS for _, items in resting.values()),
        Link("逐条对照", law_change_url(law.id, after)),
        Link("以它为依据的全部事项", law_items_url(law.id)),
    )
    name = f"《{law.short or law.title}》"
    crumbs = (HOME, LAWS, Link(name, law_url(law.id)), Link(f"{after} 版改了什么", law_change_url(law.id, after)))
    return Page(law_impact_url(law.id, after), "law-impact", f"{name}{after} 版影响哪些事项", f"{name}修改后，哪些权力事项的依据变了。", view, crumbs, since=after)


def _resting(law: Law, fate: Fate, versions: tuple[datetime.date, datetime.date], context: Context) -> Iterator[RestingItem]:
    """Give the items that rest on an article as it was or as it became, each once; what names no version means the one in force."""
    current = version_in_force(law, context.as_of)
    seen = set[str]()
    for labels, version in zip((fate.before, fate.after), versions, strict=True):
        meant = {version.isoformat(), *([""] if current and current.date == version else [])}
        for label in labels:
            for one in context.index.resting_on(law.id, label, _ITEMS + 1):
                if one.version in meant and one.code not in seen:
                    seen.add(one.code)
                    yield one


def _touched(label: str, fate: Fate, items: list[RestingItem], url: str) -> Touched:
    links = tuple(Link(one.name, power_url(one.code), "、".join(dict.fromkeys(map(field_name, one.fields)))) for one in items[:_ITEMS])
    was = "、".join(fate.before) if fate.before != fate.after else ""
    return Touched(label, was, KINDS[fate.kind], url, links)


def _picture(resting: Mapping[str, tuple[Fate, list[RestingItem]]]) -> Picture:
    """Lay out the picture: items in the order in which articles first lead to them, each article beside the middle of its own."""
    codes: dict[str, RestingItem] = {}
    for _, items in resting.values():
        codes |= {one.code: one for one in items[:_ITEMS] if one.code not in codes}
    rows = max(len(codes), len(resting))
    heights = {code: _TOP + _ROW * n for n, code in enumerate(codes)}
    articles, curves = list[Node](), list[str]()
    for n, (label, (fate, items)) in enumerate(resting.items()):
        y = _TOP + _ROW * (n if len(resting) >= len(codes) else round(n * (rows - 1) / max(1, len(resting) - 1)) if len(resting) > 1 else (rows - 1) // 2)
        articles.append(Node(label, y, fate.kind))
        middle = (_LEFT + _RIGHT) // 2
        for code in dict.fromkeys(one.code for one in items[:_ITEMS]):
            curves.append(f"M{_LEFT + 4} {y}C{middle} {y} {middle} {heights[code]} {_RIGHT - 4} {heights[code]}")
    boxes = [Node(_cut(one.name), heights[code]) for code, one in codes.items()]
    return Picture(_WIDE, _TOP * 2 + _ROW * (rows - 1), _LEFT, _RIGHT, tuple(articles), tuple(boxes), tuple(curves))


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


LAW_IMPACT_PAGE = PageKind(
    "law-impact", law_url, ("law-impact",), lambda context: context.registry.laws, law_impact_page, (Own("law", "text"), Cited()),
    sort=LAW_ARTICLE,
)
