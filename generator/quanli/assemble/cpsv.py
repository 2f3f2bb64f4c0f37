"""An item for public-service catalogues: CPSV-AP 3.2.0 in JSON-LD and in Turtle, of the same graph.

What is said is what is in force on the day. Of an item that is abolished, gone or under another code only that is said; of a
suspended one, what it is and asks, and no way to hand a case in. One that is still to come has no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quanli.assemble.area import area_words
from quanli.assemble.concepts import GONE, concept
from quanli.assemble.context import Context
from quanli.assemble.cpsv_parts import CHINESE, Parts
from quanli.assemble.cpsv_words import CPSV
from quanli.assemble.edges import Named, Own
from quanli.assemble.home import life_event_url
from quanli.assemble.item import Item
from quanli.assemble.page import Alternate, Part, office_url, power_url
from quanli.assemble.page_kind import ItemKind
from quanli.assemble.periods import limits_said, processing_time, valid_period
from quanli.assemble.rdf import Node, iri, json_ld, turtle
from quanli.assemble.state import StateView, current_state
from quanli.assemble.unmarked import unmarked
from quanli.catalogue import terms
from quanli.catalogue.power import Power

_SAMPLE = "这是示例目录，内容不作为办事依据。"
_VERBS = {"suspended": "暂停", "abolished": "取消"}


def cpsv_files(context: Context, item: Item) -> Iterator[Part]:
    """Write an item in both forms, where the site publishes them."""
    if "cpsv" not in context.site.formats:
        return
    node = service(context, item)
    if node:
        yield f"powers/{item.code}.cpsv.jsonld", json_ld((node,), CPSV)
        yield f"powers/{item.code}.ttl", turtle((node,), CPSV)


def cpsv_alternates(code: str, context: Context) -> tuple[Alternate, ...]:
    """Give what the item's page links them by."""
    if "cpsv" not in context.site.formats:
        return ()
    own = f"/powers/{code}"
    return Alternate("application/ld+json", f"{own}.cpsv.jsonld", "CPSV-AP（JSON-LD）"), Alternate("text/turtle", f"{own}.ttl", "CPSV-AP（Turtle）")


CPSV_DATA = ItemKind(
    "cpsv",
    lambda code: f"/powers/{code}.ttl",
    (),
    cpsv_files,
    (
        Own("power", "text"),
        Own("power", "state"),
        Own("record"),
        Named("office"),
        Named("law"),
        Named("office", before=True),
    ),
    listed=False,
)


def service(context: Context, item: Item) -> Node | None:
    """Describe an item as a public service; None where there is nothing to be said of it on the day."""
    power = item.power
    if power is None:
        return _gone(context, item) if item.shown is None else None
    state = current_state(power, context.as_of)
    if item.standing and item.standing.unknown:
        said = "目前适用的文本在变更记录中查不到，以本机关的答复为准。"
        return {**_head(context, power.code, power.name, said), **_authority(power, context)}
    if state.state == "abolished":
        return {**_head(context, power.code, power.name, _since(state), "abolished"), **_authority(power, context)}
    return _in_force(context, item, power, state)


def _in_force(context: Context, item: Item, power: Power, state: StateView) -> Node:
    site, own = context.site, f"{context.site.domain}{power_url(power.code)}"
    parts, summary = Parts(power, own, context.registry, context.as_of), unmarked(power.summary)
    said = summary or f"{context.office_name(power.office)}的{terms.CATEGORIES[power.category].zh}事项：{power.name}。"
    open_ = state.state == "active"
    classes = [("category", power.category), *([("level", power.level)] if power.level else [])]
    found: dict[str, Any] = {
        "notation": power.national_code,
        **_authority(power, context),
        "valid": valid_period(item, power, context.as_of),
        "isClassifiedBy": [concept(site.domain, *one) for one in classes],
        "addressee": [concept(site.domain, "audience", one) for one in power.applicants],
        "keyword": list(power.keywords),
        "isGroupedBy": [_event(event, site.domain) for event in power.life_events],
        "relation": [f"{site.domain}{power_url(code)}#service" for code in (power.parent, *power.related) if code],
        "holdsRequirement": parts.requirements(),
        "hasInput": parts.inputs(),
        "produces": parts.outputs(),
        "hasCost": parts.costs(),
        "hasLegalResource": parts.resources(),
        "follows": _limits(power, own),
        "processingTime": processing_time(power) if open_ else "",
        "hasChannel": parts.channels() if open_ else (),
        "contactPoint": parts.contacts(),
    }
    head = _head(context, power.code, power.name, said if open_ else f"{_since(state)}{said}", state.state)
    return {**head, **{key: value for key, value in found.items() if value}}


def _head(context: Context, code: str, name: str, said: str, state: str = "") -> dict[str, Any]:
    """Give what is said of every item; no state where it is not known."""
    site = context.site
    own = f"{site.domain}{power_url(code)}"
    return {
        "id": f"{own}#service",
        "type": "PublicService",
        "identifier": code,
        "name": name,
        "description": said,
        **({"comment": site.notice or _SAMPLE} if site.sample else {}),
        "language": CHINESE,
        "page": {"id": own, "type": "Document"},
        **({"status": concept(site.domain, "state", state)} if state else {}),
    }


def _authority(power: Power, context: Context) -> dict[str, Any]:
    """Name who answers for it: who entrusts it, not who is entrusted; all that decide together (行政复议法第十九条)."""
    own = _office(power.office, context)
    office = context.registry.offices.get(power.office)
    entrusted = power.power_source.startswith("entrusted") or (office is not None and office.nature == "entrusted")
    base = f"{context.site.domain}{power_url(power.code)}"
    if not (entrusted and power.entrusted_by):
        others = [_organ(f"{base}#organ-{n}", name) for n, name in enumerate(power.jointly_with, 1)]
        return {"hasCompetentAuthority": [own, *others]}
    party = {
        "id": f"{base}#entrusted",
        "type": "Participation",
        "identifier": f"{power.code}/entrusted",
        "description": f"受{power.entrusted_by}委托办理",
        "role": concept(context.site.domain, "party", "entrusted"),
        "hasParticipant": {**own, "type": [*own["type"], "Agent"], "identifier": power.office, "name": context.office_name(power.office)},
    }
    return {"hasCompetentAuthority": _organ(f"{base}#organ", power.entrusted_by), "hasParticipation": party}


def _office(office: str, context: Context) -> Node:
    own, name = f"{context.site.domain}{iri(office_url(office))}", context.office_name(office)
    area = area_words(context.registry.offices.get(office), name, context.site)
    return _placed(f"{own}#office", name, f"{own}#area", area)


def _organ(own: str, name: str) -> Node:
    return _placed(own, name, f"{own}-area", f"{name}管辖的区域")


def _placed(own: str, name: str, where: str, area: str) -> Node:
    types = ["PublicOrganisation", "Organization"]
    return {"id": own, "type": types, "prefLabel": {"zh-Hans": name}, "spatial": {"id": where, "type": "Location", "geographicName": area}}


def _event(event: str, domain: str) -> Node:
    return {"id": f"{domain}{iri(life_event_url(event))}#event", "type": "Event", "identifier": event, "name": event}


def _limits(power: Power, own: str) -> Node | None:
    said = limits_said(power)
    if not said:
        return None
    return {"id": f"{own}#limits", "type": "Rule", "identifier": f"{power.code}/limits", "name": "办理时限", "description": said}


def _since(state: StateView) -> str:
    since = f"自 {state.on.isoformat()} 起" if state.on else ""
    return f"本事项{since}{_VERBS[state.state]}{f'（{state.document}）' if state.document else ''}。"


def _gone(context: Context, item: Item) -> Node | None:
    """Say of an item without a file that it is gone, or which code it has now."""
    name, office = item.named
    if not office:
        return None
    successor = item.past.successor
    said = f"{name}（{item.code}）编码改为 {successor}。" if successor else f"{name}（{item.code}）已不在权力事项目录中。"
    now = {"isReplacedBy": f"{context.site.domain}{power_url(successor)}#service"} if successor else {}
    return {**_head(context, item.code, name, said, GONE), "hasCompetentAuthority": _office(office, context), **now}
