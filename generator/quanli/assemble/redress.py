"""What somebody can do who does not accept a decision: the computed remedies in plain words, for pages and for data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.power import Power
from quanli.catalogue.registry import Registry
from quanli.codes.numerals import numeral
from quanli.frozen import frozen
from quanli.remedies.compute import remedies_of
from quanli.remedies.editions import edition_on
from quanli.remedies.way import Against, Remedies, Way

_UNITS = {"day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
_ASKING = {"lawsuit": "起诉", "civil": "起诉", "appeal": "提出"}
_FIRST = {
    "reconsideration": "必须先申请行政复议；对复议决定不服，才能起诉",
    "review": "必须先申请复审；对复审决定不服，才能起诉",
    "query": "先提出质疑，对答复不满意再投诉",
}
_NATIONAL = {"reconsideration": "reconsiderat", "lawsuit": "litigation"}


@frozen
class WayView:
    """A way: its name, whether others must come before it, what it takes, and a remark. Plain text."""

    name: str
    order: str
    text: str
    note: str


@frozen
class AgainstView:
    """What is not accepted and the ways; ``first`` says loudly what must come first."""

    what: str
    first: str
    grounds: str
    ways: tuple[WayView, ...]
    note: str


@frozen
class RemediesView:
    """The remedies of an item. ``law`` says by which law of procedure they are computed."""

    respondent: str
    against: tuple[AgainstView, ...]
    notes: tuple[str, ...]
    law: str


def remedies_view(power: Power, registry: Registry, day: datetime.date) -> RemediesView | None:
    """Compute the remedies by the law of a day and put them into words; None where there is nothing to say."""
    found = remedies_of(power, registry.offices.get(power.office), registry.laws, day)
    if not found.against and not found.notes:
        return None
    edition = edition_on(day)
    return RemediesView(
        "、".join(found.respondent),
        tuple(map(_against, found.against)),
        tuple(f"{note}。" for note in found.notes),
        _law(edition.since) if edition and found.administrative else "",
    )


def remedies_data(power: Power, registry: Registry, day: datetime.date) -> dict[str, Any]:
    """Give the remedies as data.

    ``respondent``: names; ``against``: a list of ``key``, ``what``, ``articles``, ``reconsideration_first``, ``note`` and
    ``ways``, each with ``kind`` and ``order`` (keys of terms.REMEDY_WAYS, terms.REMEDY_ORDERS), ``name``, ``bodies``,
    ``named`` (whether these are names), ``within`` (``amount``, ``unit``) from ``since``, ``articles``, ``text``;
    ``notes``; ``national``: the texts for the elements ``reconsiderat`` and ``litigation`` of the national tables.
    """
    found = remedies_of(power, registry.offices.get(power.office), registry.laws, day)
    edition = edition_on(day)
    return {
        "respondent": list(found.respondent),
        "law_since": edition.since if edition and found.administrative else None,
        "against": [_against_data(one) for one in found.against],
        "notes": list(found.notes),
        "national": _national(found),
    }


def remedies_national(power: Power, registry: Registry, day: datetime.date) -> dict[str, str]:
    """Give the texts for the elements ``reconsiderat`` and ``litigation`` of the national tables."""
    return _national(remedies_of(power, registry.offices.get(power.office), registry.laws, day))


def cited(articles: Iterable[str]) -> str:
    """Put articles into one bracket, those of a statute together: 《行政复议法》第二十条第一款、第二十七条；《行政诉讼法》第十四条."""
    by_law: dict[str, list[str]] = {}
    for place in articles:
        law, mark, article = place.partition("第")
        by_law.setdefault(law, []).append(mark + article)
    return "；".join(f"《{law}》{'、'.join(dict.fromkeys(found))}" for law, found in by_law.items())


def _law(since: datetime.date) -> str:
    return f"按 {since.year} 年 {since.month} 月 {since.day} 日起施行的《行政复议法》计算。"


def _against(one: Against) -> AgainstView:
    first = next((way for way in one.ways if way.order == "first"), None)
    loud = _FIRST.get(first.kind, "") if first else ""
    if loud and not any(way.kind in {"lawsuit", "complaint"} for way in one.ways):
        loud = "只能申请行政复议，复议决定是最终的"
    return AgainstView(one.what, loud, cited(one.articles), tuple(map(_way, one.ways)), one.note)


def _way(way: Way) -> WayView:
    return WayView(terms.REMEDY_WAYS[way.kind].zh, way.order, _text(way), f"{way.note}。" if way.note else "")


def _text(way: Way) -> str:
    asked = _ASKING.get(way.kind, "提出")
    within = f"{way.since}{numeral(way.within.amount)}{_UNITS[way.within.unit]}内，" if way.within else f"{way.since}，" if way.since else ""
    articles = f"（{cited(way.articles)}）" if way.articles else ""
    return f"{within}向{'或者'.join(way.bodies)}{asked}{articles}。"


def _against_data(one: Against) -> dict[str, Any]:
    return {
        "key": one.key,
        "what": one.what,
        "articles": list(one.articles),
        "reconsideration_first": one.reconsideration_first,
        "note": one.note,
        "ways": [_way_data(way) for way in one.ways],
    }


def _way_data(way: Way) -> dict[str, Any]:
    return {
        "kind": way.kind,
        "name": terms.REMEDY_WAYS[way.kind].zh,
        "order": way.order,
        "bodies": list(way.bodies),
        "named": way.named,
        "within": {"amount": way.within.amount, "unit": way.within.unit} if way.within else None,
        "since": way.since,
        "articles": list(way.articles),
        "text": _text(way),
        "note": way.note,
    }


def _national(found: Remedies) -> dict[str, str]:
    """Put what is said of reconsideration and of lawsuits into the texts of the national tables' elements."""
    said: dict[str, list[str]] = {}
    for one in found.against:
        for way in one.ways:
            if way.kind in _NATIONAL:
                said.setdefault(_NATIONAL[way.kind], []).append(f"{one.what}的，{_text(way)}")
    return {key: "\n".join(lines) for key, lines in said.items()}
