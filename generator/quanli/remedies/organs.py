"""Who answers for a decision: the office itself, who entrusts it, or several organs; and who reconsiders and which court hears."""

from __future__ import annotations

from dataclasses import replace

from quanli.catalogue.office import Office, Organ
from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.remedies.editions import (
    BASIC_COURT,
    CUSTOMS_COURT,
    EDITIONS,
    INTERMEDIATE_COURT,
    PLACE,
    Edition,
    litigation,
    reconsideration,
)
from quanli.remedies.way import Lacking

_ABOVE = frozenset({"government", "vertical"})
"""Kinds of organ whose decisions go to the organ above."""
_HIGH_COURT = frozenset({"province", "city", "county"})
_BY_NAME = (
    ("government", ("人民政府",)),
    ("agency", ("街道办事处", "行政公署", "区公所")),
    ("vertical", ("税务局", "税务所", "海关", "国家安全局", "国家安全厅", "外汇管理局")),
    ("justice", ("司法局", "司法厅")),
)
"""Kinds of organ that a name tells (行政复议法第二十四条、第二十七条、第二十八条), by how it ends."""


@frozen
class Heard:
    """Who hears a case. ``bodies`` are any of them; described where ``named`` is false."""

    bodies: tuple[str, ...]
    named: bool
    articles: tuple[str, ...]


def respondents(power: Power, office: Office) -> tuple[tuple[Organ, ...], tuple[Lacking, ...]]:
    """Give the organs that answer for a decision: who entrusts, not who is entrusted; several, where they decide jointly.

    行政复议法第十九条、行政诉讼法第二十六条; what is authorised acts in its own name.
    """
    entrusted = office.nature == "entrusted" or power.power_source.startswith("entrusted")
    if entrusted and not power.entrusted_by:
        return (), (Lacking("entrusted_by", "受委托作出的决定，由委托的机关负责：写明是谁委托的", "who entrusts the office answers for the decision: name it"),)
    names = (power.entrusted_by,) if entrusted else power.jointly_with
    found = [_registered(name, office) for name in names]
    lacking = tuple(_not_registered(name) for name, organ in zip(names, found, strict=True) if organ is None)
    others = tuple(organ or Organ(name) for name, organ in zip(names, found, strict=True))
    return (others if entrusted else (organ_of(office), *others)), lacking


def organ_of(office: Office) -> Organ:
    """Give an office as an organ; an authorised organisation is one that a government manages, unless it says otherwise."""
    own = Organ(office.name, office.kind, office.level, office.government, office.superior, office.reconsideration, office.court)
    authorised = office.nature == "authorised" and kind_of(own) == "department" and not own.kind
    return replace(own, kind="managed") if authorised else own


def kind_of(organ: Organ) -> str:
    """Give the kind of organ, as it says or as its name tells; otherwise a department."""
    if organ.kind:
        return organ.kind
    return next((kind for kind, ends in _BY_NAME if organ.name.endswith(ends)), "department")


def reconsidered_by(organs: tuple[Organ, ...], edition: Edition) -> Heard:
    """Give who reconsiders the decision of these organs."""
    heard = [_reconsidered_by(organ, edition) for organ in organs]
    first = heard[0]
    if len({one.bodies for one in heard}) > 1:
        return Heard(("它们的共同上一级行政机关",), named=False, articles=(reconsideration(edition.jurisdiction["joint"]),))
    joint = (reconsideration(edition.jurisdiction["joint"]),) if len(organs) > 1 else ()
    return Heard(first.bodies, first.named, (*first.articles, *joint))


def named_reconsideration(office: Office) -> str:
    """Name who reconsiders what an office decides in its own name, by the law as it now stands; empty where it does not say."""
    heard = reconsidered_by((organ_of(office),), EDITIONS[-1])
    return "、".join(heard.bodies) if heard.named and office.nature != "entrusted" else ""


def heard_by(organs: tuple[Organ, ...]) -> Heard:
    """Give the court of the first instance: an intermediate one for governments and the customs, at the organ's seat."""
    organ = organs[0]
    article, words = _court(organ)
    named = bool(organ.court) and len(organs) == 1
    seat = f"{organ.name}所在地的{words}" if organ.name else f"作出决定的机关所在地的{words}"
    return Heard((organ.court if named else seat,), named, (litigation(article), litigation(PLACE)))


def court_is_intermediate(organ: Organ) -> bool:
    """Tell whether an intermediate court hears what the organ decides, 行政诉讼法第十五条."""
    return _court(organ)[0] != BASIC_COURT


def _court(organ: Organ) -> tuple[str, str]:
    kind = kind_of(organ)
    if organ.name.endswith("海关"):
        return CUSTOMS_COURT, "中级人民法院"
    if kind == "ministry" or (kind == "government" and organ.level in _HIGH_COURT):
        return INTERMEDIATE_COURT, "中级人民法院"
    return BASIC_COURT, "基层人民法院"


def _reconsidered_by(organ: Organ, edition: Edition) -> Heard:
    kind = kind_of(organ)
    if kind == "ministry" or (kind == "government" and organ.level == "province"):
        place = "ministry" if kind == "ministry" else "province"
        return Heard((organ.name,), named=True, articles=(reconsideration(edition.jurisdiction[place]),))
    articles = (reconsideration(edition.jurisdiction[kind]),)
    above = organ.superior or (organ.reconsideration if kind in _ABOVE else "")
    government = organ.government or organ.reconsideration
    if kind in _ABOVE:
        words = "上一级人民政府" if kind == "government" else "上一级主管部门"
        return Heard((above or f"{organ.name}的{words}",), bool(above), articles)
    own = f"{organ.name}的本级人民政府"
    if kind in edition.chosen:
        superior = above or f"{organ.name}的{'主管部门' if kind == 'branch' else '上一级主管部门'}"
        return Heard((government or own, superior), bool(government), articles)
    return Heard((government or own,), bool(government), articles)


def _registered(name: str, office: Office) -> Organ | None:
    return next((organ for organ in office.organs if organ.name == name), None)


def _not_registered(name: str) -> Lacking:
    return Lacking("organs", f"在机关文件的 organs 中登记“{name}”：类型、本级人民政府、管辖法院", f'register "{name}" under organs of the office: its kind, government and court')
