"""The approved catalogues held against the published one: how they agree by class, and what is gone, new or changed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.cut import until
from quanli.assemble.edges import Differences, Every
from quanli.assemble.listing import PartOfList, parts_of_list
from quanli.assemble.page import APPROVED, HOME, Link, Page, Part, differences_url, office_url, power_url
from quanli.assemble.page_kind import PageKind, once
from quanli.assemble.sort import OPEN_COLUMN
from quanli.catalogue import terms
from quanli.catalogue.approved_tables import STATUSES, Difference, Head
from quanli.frozen import frozen

_NAMES = {
    "approved": {"gone": "批准了、没有公布", "new": "公布了、没有批准", "changed": "与批准的不同"},
    "directory": {"new": "编码不在国家目录中", "changed": "名称与国家目录不同"},
}
_FIELDS = {"name": "名称", "category": "类别", "office": "实施机关", "basis": "没有引用批准的依据", "national_code": "实施编码"}


@frozen
class ClassRow:
    """A class of a list: how many the document states or lists, and how many are published."""

    name: str
    approved: int
    published: int

    @property
    def equal(self) -> bool:
        """Tell whether the two are the same."""
        return self.approved == self.published


@frozen
class ListView:
    """A list: its document, whose powers it covers, its classes, and the differences with their numbers; ``equal`` counts the rows that agree."""

    title: str
    number: str
    date: datetime.date | None
    issuer: str
    offices: tuple[Link, ...]
    classes: tuple[ClassRow, ...]
    total: ClassRow
    has_rows: bool
    equal: int
    differences: tuple[tuple[Link, int], ...]


@frozen
class ApprovedView:
    """The page of all lists; ``directory`` is the central directory's version, with its differences."""

    lists: tuple[ListView, ...]
    directory: ListView | None


@frozen
class PartView:
    """What of an item differs, in words."""

    label: str
    approved: str
    published: str


@frozen
class DifferenceView:
    """An item of a list that is gone, new or changed; ``like`` may be what it is called now."""

    name: str
    url: str
    code: str
    category: str
    office: str
    parts: tuple[PartView, ...]
    like: Link | None


@frozen
class DifferencesView:
    """A page of differences; ``total`` is 0 except on the first."""

    title: str
    number: str
    entries: tuple[DifferenceView, ...]
    previous: Link | None
    next: Link | None
    total: int


def approved_page(context: Context) -> Iterator[Page | Part]:
    """Plan the page of all lists, and its figures for programs."""
    views = [(head, _list(head, context)) for head in context.index.heads()]
    lists = tuple(view for head, view in views if head.kind == "approved")
    directory = next((view for head, view in views if head.kind == "directory"), None)
    about = "经政府批准的权力目录与本站公布的事项，逐项对照：少了哪些、多了哪些、哪里不同。"
    yield Page(APPROVED.url, "approved", APPROVED.text, about, ApprovedView(lists, directory), (HOME,))
    yield "data/approved.json", _json(views)


def differences_page(context: Context, key: str) -> Iterator[Page]:
    """Plan a page of differences; the key is the list, the status and the key that begins the page."""
    id, status, first = key.split("/", 2)  # noqa: A001
    head = next(one for one in context.index.heads() if one.id == id)
    firsts = context.data_parts
    part = parts_of_list(differences_url(f"{id}/{status}"), firsts)[firsts.index(first)]
    likes = {row: Link(name, power_url(code), code) for row, (code, name) in context.index.renamed(id).items()} if status == "gone" else {}
    entries = tuple(_entry(one, context, likes.get(one.row)) for one in context.index.differences(id, status, first, until(firsts, first)))
    total = 0 if part.previous else context.index.differing(id).get(status, 0)
    yield _page(head, status, part, entries, total)


def _page(head: Head, status: str, part: PartOfList, entries: tuple[DifferenceView, ...], total: int) -> Page:
    previous = Link("上一页", part.previous) if part.previous else None
    onward = Link("下一页", part.next) if part.next else None
    name = f"{_NAMES[head.kind][status]}的事项"
    title = f"{head.title}：{name}" if not part.previous else f"{head.title}：{name}（{entries[0].code or entries[0].name} 起）"
    view = DifferencesView(head.title, head.number, entries, previous, onward, total)
    return Page(part.url, "differences", title, f"{head.title}（{head.number}）{name}。", view, (HOME, APPROVED))


def _list(head: Head, context: Context) -> ListView:
    listed, stated, there = dict(head.rows), dict(head.counts), context.index.published(head)
    named = [key for key in terms.CATEGORIES if listed.get(key) or stated.get(key) or there.get(key)]
    classes = tuple(ClassRow(terms.CATEGORIES[key].zh, listed.get(key, 0) if head.size else stated.get(key, 0), there.get(key, 0)) for key in named)
    total = ClassRow("合计", head.size or sum(stated.values()), sum(there.values()))
    found = context.index.differing(head.id)
    return ListView(
        head.title,
        head.number,
        datetime.date.fromisoformat(head.date) if head.date else None,
        head.issuer,
        tuple(Link(context.office_name(key), office_url(key)) for key in head.offices),
        classes,
        total,
        bool(head.size),
        head.size - found.get("gone", 0) - found.get("changed", 0),
        tuple((Link(_NAMES[head.kind][status], differences_url(f"{head.id}/{status}")), found[status]) for status in STATUSES if found.get(status)),
    )


def _entry(one: Difference, context: Context, like: Link | None) -> DifferenceView:
    category = terms.CATEGORIES[one.category].zh if one.category in terms.CATEGORIES else ""
    parts = tuple(PartView(_FIELDS[part.field], _shown(part.field, part.approved, context), _shown(part.field, part.published, context)) for part in one.parts)
    own = one.code or ("" if one.row.startswith("~") else one.row.partition("~")[0])
    return DifferenceView(one.name, power_url(one.code) if one.code else "", own, category, context.office_name(one.office) if one.office else "", parts, like)


def _shown(field: str, value: str, context: Context) -> str:
    if field == "category" and value in terms.CATEGORIES:
        return terms.CATEGORIES[value].zh
    return context.office_name(value) if field == "office" else value


def _json(views: list[tuple[Head, ListView]]) -> bytes:
    values = [
        {
            "id": head.id, "kind": head.kind, "title": head.title, "number": head.number, "date": head.date, "equal": view.equal,
            "classes": [{"name": row.name, "approved": row.approved, "published": row.published} for row in view.classes],
            "differences": {link.url.split("/")[-2]: count for link, count in view.differences},
        }
        for head, view in views
    ]  # fmt: skip
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").encode()


def _there(context: Context) -> Iterator[str]:
    """Give the lists of differences that there are: list and status."""
    for head in context.index.heads():
        yield from (f"{head.id}/{status}" for status, count in context.index.differing(head.id).items() if count)


_LISTS = tuple(Every(kind, key="") for kind in ("approved", "approved-csv", "approved-xlsx", "directory"))
APPROVED_PAGE = once(
    "approved", APPROVED.url, "approved", approved_page, *_LISTS, Every("drift"), Every("count"), Every("office", "name"),
    keys=lambda context: ("",) if context.registry.approved else (),
    sort=OPEN_COLUMN,
)  # fmt: skip
APPROVED_PART = PageKind("approved-part", differences_url, ("differences",), _there, differences_page, (Differences(), Every("office", "name")), sort=OPEN_COLUMN)
