"""Who stands in a flow: posts and units that the office has, outsiders that everybody knows, and never a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.catalogue.content_kinds import OFFICE
from quanli.catalogue.office import Office
from quanli.catalogue.persons import PERSON_NAMED, is_person
from quanli.catalogue.power import Power, Step
from quanli.catalogue.reference_rules import UNKNOWN_REFERENCE
from quanli.catalogue.registry import Registry
from quanli.errors import Path, Problem, Rule
from quanli.records.suggestions import meant

ACTOR_UNKNOWN = Rule(
    "ACTOR_UNKNOWN", "warning",
    zh="本机关没有“{name}”{meant_zh}", en='the office has no "{name}"{meant_en}',
    hint_zh="写 {file} 中登记的机构、岗位或窗口的名称，或在那里登记", hint_en="write a unit, post or window of {file}, or register it there",
    follows="法定环节细化到每个岗位（南通工商局工作汇报三之三）",
)

_OUTSIDE = re.compile(r"委员会|人民政府|政府|法院|检察院|公安|银行|机构|中心$|部门|单位|企业|公司|专家|申请|当事|上级|组$|[省县区]|街道|乡镇")
"""Words of bodies outside the office that act in its cases."""
_INSIDE = re.compile(r"(?:[科股岗]|科室|窗口|支队|大队)$")
"""How units, posts and windows of an office end."""


def check_people(power: Power, file: str, registry: Registry) -> Iterator[Problem]:
    """Check the posts, units and actors of both flows against the office's file."""
    office = registry.offices.get(power.office)
    if office is None or power.flows is None:
        return
    staff = _staff_of(office)
    for key, steps in (("external", power.flows.external), ("internal", power.flows.internal)):
        for i, step in enumerate(steps):
            if (step.post and step.post not in staff.posts) or (step.actor and step.actor not in staff.known) or step.unit:
                yield from _step(step, staff, file, ("flows", key, i))


class _Staff:
    """Who works in an office; ``known`` are the actors found fine so far: the same stand in many items."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.posts = {post.name for post in office.posts}
        self.units = {unit.id for unit in office.units}
        self.names = [*(unit.name for unit in office.units), *(post.name for post in office.posts), *(window.name for window in office.windows)]
        self.known: set[str] = set()


_STAFF: dict[str, _Staff] = {}


def _staff_of(office: Office) -> _Staff:
    staff = _STAFF.get(office.id)
    if staff is None or staff.office is not office:
        staff = _STAFF[office.id] = _Staff(office)
    return staff


def _step(step: Step, staff: _Staff, file: str, at: Path) -> Iterator[Problem]:
    if step.post and step.post not in staff.posts:
        if is_person(step.post):
            yield PERSON_NAMED.at(file, (*at, "post"))
        elif staff.posts and not _OUTSIDE.search(step.post):
            yield _unknown(step.post, staff.posts, "岗位", "post", staff.office, file, (*at, "post"))
    if step.unit and step.unit not in staff.units:
        yield _unknown(step.unit, staff.units, "内设机构", "unit", staff.office, file, (*at, "unit"))
    if step.actor and step.actor not in staff.known:
        found = list(_actor(step.actor, staff, file, (*at, "actor")))
        if not found:
            staff.known.add(step.actor)
        yield from found


def _actor(actor: str, staff: _Staff, file: str, at: Path) -> Iterator[Problem]:
    if is_person(actor):
        yield PERSON_NAMED.at(file, at)
    elif staff.names and _INSIDE.search(actor) and not _OUTSIDE.search(actor) and not any(actor in name or name in actor for name in staff.names):
        zh, en = meant(actor, staff.names)
        yield ACTOR_UNKNOWN.at(file, at, name=actor, meant_zh=zh, meant_en=en, file=OFFICE.file(staff.office.id))


def _unknown(one: str, known: set[str], zh: str, en: str, office: Office, file: str, path: Path) -> Problem:
    meant_zh, meant_en = meant(one, known)
    where = OFFICE.file(office.id)
    return UNKNOWN_REFERENCE.at(
        file, path, id=one, kind_zh=zh, kind_en=en, meant_zh=meant_zh, meant_en=meant_en,
        hint_zh=f"在 {where} 中登记", hint_en=f"add it to {where}")
