"""A power as it stood: the page of a version that is or was in force, for good at its own address.

The text is that of the version. Names of offices, laws, forms and linked items, and the windows and phones that an office
registers, are those of today: only the item's own file is read from history, and the page says so. The state and the
validity of laws are as of the version's first day. Search engines are asked not to list these pages, so that nobody takes
an old rule for the one in force; for the same reason they stand in the script in which they were published, without a twin.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from quanli.assemble.context import Context
from quanli.assemble.edges import Holding, Named, Own
from quanli.assemble.history import HistoryLink, history_link
from quanli.assemble.item import Item
from quanli.assemble.page import CATEGORIES, HOME, OFFICES, Link, Page, history_url, power_url, version_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.power_view import PowerView, VersionNote, power_view
from quanli.assemble.sort import SERVICE_ARTICLE
from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.history.versions import Version

_ONE_DAY = datetime.timedelta(days=1)


@frozen
class FaultyView:
    """A version that cannot be shown; ``faults`` are the codes of what is wrong with its file."""

    code: str
    name: str
    faults: tuple[str, ...]
    history: HistoryLink | None
    version: VersionNote


def version_pages(context: Context, item: Item) -> Iterator[Page]:
    """Plan the page of each version that is or was in force."""
    for at, version in enumerate(item.past.versions):
        power = item.past.text(version)
        yield _version_page(item, power, at, context) if power else _faulty_page(item, at, context)


def _version_page(item: Item, power: Power, at: int, context: Context) -> Page:
    """Plan the page of the version at a place among an item's versions, oldest first."""
    version = item.past.versions[at]
    view = power_view(power, item.drawn(power), replace(context, as_of=version.from_day))
    note = _note(item.code, power.name, power.code, at, item.past.versions, context)
    view = replace(_of_then(view, power, context), history=history_link(item, context.as_of), version=note)
    return _page(item.code, power.name, version, "version", view, context, view.office.text)


def _faulty_page(item: Item, at: int, context: Context) -> Page:
    """Plan the page of a version whose text breaks the rules for writing one: what it is and how it is cited, not what it says.

    Its fields cannot be trusted, and its bytes may hold what must not be public.
    """
    version, name = item.past.versions[at], item.named[0]
    faults = next(event.faults for event in item.past.events if event.revision.after == version.blob)
    view = FaultyView(item.code, name, tuple(faults), history_link(item, context.as_of), _note(item.code, name, item.code, at, item.past.versions, context))
    return _page(item.code, name, version, "faulty-version", view, context)


VERSION_PAGE = ItemKind(
    "version",
    lambda code: f"{power_url(code)}{{day}}/",
    ("version", "faulty-version"),
    version_pages,
    (
        Own("power", "text"),
        Own("record"),
        Named("category", before=True),
        *(Named(kind, before=before) for kind in ("office", "law", "form", "form-file") for before in (False, True)),
        *(Holding("form", "form-file", through=Named("form", before=before)) for before in (False, True)),
        *(Named("power", "name", before=before) for before in (False, True)),
    ),
    listed=False,
    sort=SERVICE_ARTICLE,
)


def _page(code: str, name: str, version: Version, template: str, view: Any, context: Context, office: str = "") -> Page:
    days = spoken_days(version)
    current = context.index.row(code)
    return Page(
        version_url(code, version.from_day),
        template,
        f"{name}（{days}）",
        f"{name}（{code}）{days}的内容。",
        view,
        (HOME, Link(current.name if current else name, power_url(code)), Link("变更记录", history_url(code))),
        indexed=False,
        since=version.from_day,
        source=office,
    )


def spoken_days(version: Version) -> str:
    """Say when a version applied."""
    if version.until_day is None:
        return f"{_day(version.from_day)}起"
    return f"{_day(version.from_day)}至{_day(version.until_day)}"


def _of_then(view: PowerView, power: Power, context: Context) -> PowerView:
    """Leave out what belongs to today: what counts from now, what others say of the item, links that lead nowhere."""
    index, record = context.index, context.record
    limits = replace(view.limits, count=None) if view.limits else None
    known = {code for code in (*power.related, power.parent) if index.has(code) or (record and record.knows(code))}
    category = view.category if power.category in index.keys_of("category") else replace(view.category, url=CATEGORIES.url)
    office = view.office if power.office in context.registry.offices else replace(view.office, url=OFFICES.url)
    return replace(
        view,
        category=category,
        office=office,
        parent=view.parent if power.parent in known else None,
        children=(),
        limits=limits,
        guide=None,
        beside=(),
        related=tuple(link for code, link in zip(power.related, view.related, strict=True) if code in known),
        life_events=(),
        basis=tuple(replace(one, next=None, ends=None) for one in view.basis),
        data="",
    )


def _note(code: str, name: str, own: str, at: int, versions: Sequence[Version], context: Context) -> VersionNote:
    version = versions[at]
    url = version_url(code, version.from_day)
    earlier = versions[at - 1] if at else None
    later = versions[at + 1] if at + 1 < len(versions) else None
    ended = version.until_day + _ONE_DAY if version.until_day else None
    return VersionNote(
        version.from_day,
        version.until_day,
        Link(spoken_days(earlier), version_url(code, earlier.from_day)) if earlier else None,
        Link(spoken_days(later), version_url(code, later.from_day)) if later else None,
        Link("现在的页面", power_url(code)),
        ended if later is None or later.from_day != ended else None,
        f"{context.site.body}《{name}》（权力编码 {own}），{spoken_days(version)}适用",
        context.site.domain + url,
        version.commit,
        version.blob,
        version.from_day > context.as_of,
    )


def _day(day: datetime.date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
