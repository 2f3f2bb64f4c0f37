"""Two versions of a law side by side: what became of each article, changed words marked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from quanli.assemble.context import Context
from quanli.assemble.edges import Own
from quanli.assemble.law_text import anchor_of
from quanli.assemble.law_versions import pairs_of
from quanli.assemble.page import HOME, LAWS, Link, Page, law_change_url, law_impact_url, law_url
from quanli.assemble.page_kind import PageKind
from quanli.assemble.sort import LAW_ARTICLE
from quanli.catalogue.law import Law
from quanli.catalogue.law_versions import version_of
from quanli.frozen import frozen
from quanli.statutes.text import LawText

if TYPE_CHECKING:
    from quanli.statutes.compare import Comparison, Fate
    from quanli.statutes.differences import Piece

KINDS: Mapping[str, str] = MappingProxyType({
    "changed": "有改动", "moved": "只改条号", "moved-changed": "改条号，有改动", "split": "拆成几条", "merged": "合并", "new": "新增", "gone": "删去",
})  # fmt: skip
_LONGEST = 9_000
"""Characters of both versions on a page: each stands twice in it, with marks."""


@frozen
class ChangedArticle:
    """An article in both versions; of one that is new or fell away one side is empty. ``kind`` is a key of :data:`KINDS`."""

    kind: str
    said: str
    anchor: str
    before: str
    """The names of the articles that it was."""
    after: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    near: str


@frozen
class MovedArticle:
    """An article that only has another number: what it was and is called, and where it is found on the page."""

    before: str
    after: str
    anchor: str


@frozen
class LawChangeView:
    """A page of a comparison. What stands once stands on the first page."""

    law: Law
    before: datetime.date
    after: datetime.date
    begins: datetime.date | None
    coming: bool
    first: bool
    counts: tuple[tuple[str, int], ...]
    moved: tuple[MovedArticle, ...]
    """Articles that only have another number."""
    articles: tuple[ChangedArticle, ...]
    impact: Link
    previous: Link | None
    next: Link | None


def law_change_page(context: Context, law: str) -> Iterator[Page]:
    """Plan the comparisons of a law, each version with the one before it."""
    record = context.registry.laws[law]
    for before, after in pairs_of(record, context):
        yield from _comparison(record, before, after, context)


def _comparison(law: Law, before: datetime.date, after: datetime.date, context: Context) -> Iterator[Page]:
    from quanli.statutes.compare import compare  # noqa: PLC0415 - seldom does a law change

    old, new = context.book.text(law.id, before), context.book.text(law.id, after)
    if old is None or new is None:
        return
    found = compare(old.articles, new.articles)
    pages = _pages(law_change_url(law.id, after), found.changes, old, new)
    urls = [url for url, _ in pages]
    version = version_of(law, after)
    begins = version.in_force_from if version else None
    for at, (url, part) in enumerate(pages):
        view = LawChangeView(
            law,
            before,
            after,
            begins,
            begins is not None and begins > context.as_of,
            not at,
            tuple(_counts(found)) if not at else (),
            tuple(MovedArticle(fate.before[0], fate.after[0], _anchor(fate)) for fate in found.fates if fate.kind == "moved") if not at else (),
            tuple(_changed(fate, old, new) for fate in part),
            Link("影响哪些事项", law_impact_url(law.id, after)),
            Link("前面的条文", urls[at - 1]) if at else None,
            Link("后面的条文", urls[at + 1]) if at + 1 < len(urls) else None,
        )
        title = f"《{law.title}》{after} 版改了什么" + (f"（{_name(part[0])}起）" if at else "")
        yield Page(url, "law-change", title, f"《{law.title}》{before} 版和 {after} 版逐条对照。", view, (HOME, LAWS, Link(f"《{law.short or law.title}》", law_url(law.id))), since=after)


def _counts(found: Comparison) -> Iterator[tuple[str, int]]:
    counts: Counter[str] = Counter(fate.kind for fate in found.fates)
    yield from ((said, counts[kind]) for kind, said in KINDS.items() if counts[kind])
    if counts["same"]:
        yield "没有变化", counts["same"]


def places_of(base: str, changes: Sequence[Fate], old: LawText, new: LawText) -> dict[Fate, str]:
    """Give the address of each change of a comparison that begins at an address: the page on which it stands, and where there."""
    shown = {fate: url for url, part in _pages(base, changes, old, new) for fate in part}
    return {fate: f"{shown.get(fate, base)}#{_anchor(fate)}" for fate in changes}


def _pages(base: str, changes: Sequence[Fate], old: LawText, new: LawText) -> list[tuple[str, list[Fate]]]:
    """Give the pages of a comparison with what stands on each; what has only moved stands on the first, in a list of its own."""
    parts = _parts([fate for fate in changes if fate.kind != "moved"], old, new)
    return [(f"{base}{_anchor(part[0])}/" if at else base, part) for at, part in enumerate(parts)]


def _parts(fates: Sequence[Fate], old: LawText, new: LawText) -> Iterator[list[Fate]]:
    """Cut a comparison where a page is full; there is always a first page."""
    part: list[Fate] = []
    length = 0
    for fate in fates:
        size = sum(len(old.article(one)) for one in fate.before) + sum(len(new.article(one)) for one in fate.after)
        if part and length + size > _LONGEST:
            yield part
            part, length = [], 0
        part.append(fate)
        length += size
    yield part


def _changed(fate: Fate, old: LawText, new: LawText) -> ChangedArticle:
    from quanli.statutes.differences import Piece, differences  # noqa: PLC0415 - seldom does a law change

    before, after = _joined(fate.before, old), _joined(fate.after, new)
    pieces = differences(before, after) if before and after else (Piece("gone", before), Piece("new", after))
    return ChangedArticle(
        fate.kind,
        KINDS[fate.kind],
        _anchor(fate),
        "、".join(fate.before),
        "、".join(fate.after),
        tuple(one for one in pieces if one.kind != "new" and one.text),
        tuple(one for one in pieces if one.kind != "gone" and one.text),
        fate.near,
    )


def _joined(labels: Sequence[str], text: LawText) -> str:
    """Put the words of some articles together, each under its name where there are several."""
    if len(labels) < 2:
        return "".join(text.article(one) for one in labels)
    return "\n".join(f"{one}　{text.article(one)}" for one in labels)


def _anchor(fate: Fate) -> str:
    return anchor_of(fate.after[0]) if fate.after else f"was-{anchor_of(fate.before[0])}"


def _name(fate: Fate) -> str:
    return (fate.after or fate.before)[0]


LAW_CHANGE_PAGE = PageKind(
    "law-change", law_url, ("law-change",), lambda context: context.registry.laws, law_change_page, (Own("law", "text"),),
    sort=LAW_ARTICLE,
)
