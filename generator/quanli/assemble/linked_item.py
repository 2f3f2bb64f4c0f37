"""An item in schema.org: the page, the service with its ways, fees and results, the provisions cited, the questions.

What is imposed on somebody, such as a penalty, is no service, and is not called one: its page is described, with the law. Of an
item that is suspended it is said that it is, and no way, fee or result; of one that is abolished or still to come, nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quanli.assemble.area import area_of
from quanli.assemble.basis import BasisView
from quanli.assemble.contact import ChannelsView, channels_view, complaint_of, contact_of
from quanli.assemble.context import Context
from quanli.assemble.linked import Node, address, filled, hours, site_ref
from quanli.assemble.materials import when_needed
from quanli.assemble.page import form_url, office_url, power_url
from quanli.assemble.periods import iso_duration, limits_said, processing_time
from quanli.assemble.state import StateView
from quanli.assemble.unmarked import unmarked
from quanli.catalogue import terms
from quanli.catalogue.power import Contact, Fee, Material, Power, Result
from quanli.catalogue.wording import fee_amount
from quanli.config.site import Site

IMPOSED = frozenset({"penalty", "coercion", "levy", "inspection", "requisition", "internal"})
"""Categories of what nobody applies for (as the page calls them), and of what is done inside."""
_PERMITS = frozenset({"licence", "approval"})


def linked_item(power: Power, state: StateView, basis: Iterable[BasisView], context: Context) -> tuple[Node, ...]:
    """Give the nodes of an item's page in a state, with its legal basis as the page shows it; none where it is not in force."""
    if state.state not in {"active", "suspended"}:
        return ()
    site, own = context.site, f"{context.site.domain}{power_url(power.code)}"
    open_ = state.state == "active"
    named = {"mainEntity": {"@id": f"{own}#service"}} if power.category not in IMPOSED else {"about": _office(power, context)}
    page = {
        "@type": "WebPage",
        "@id": own,
        "url": own,
        "name": power.name,
        "inLanguage": "zh-Hans",
        "isPartOf": site_ref(site),
        "breadcrumb": {"@id": f"{own}#way"},
        **named,
        "keywords": list(power.keywords),
        "citation": list(_citations(basis, site)),
    }
    found = [filled(page)]
    if power.category not in IMPOSED:
        found.append(_service(power, context, own) if open_ else _suspended(power, state, context, own))
    if power.faq and open_:
        found.append(_questions(power, own))
    return tuple(found)


def _known(power: Power, context: Context, own: str) -> dict[str, Any]:
    """Give what is said of every service."""
    area = area_of(context.registry.offices.get(power.office), context.site)
    return {
        "@type": "GovernmentService",
        "@id": f"{own}#service",
        "url": own,
        "name": power.name,
        "identifier": [code for code in (power.code, power.national_code) if code],
        "serviceType": terms.CATEGORIES[power.category].zh,
        "description": unmarked(power.summary),
        "disambiguatingDescription": (context.site.notice or "这是示例目录，内容不作为办事依据。") if context.site.sample else "",
        "provider": _office(power, context),
        "areaServed": {"@type": "AdministrativeArea", "name": area} if area else None,
        "audience": [{"@type": "Audience", "audienceType": who} for who in (terms.APPLICANTS[key].zh for key in power.applicants)],
    }


def _service(power: Power, context: Context, own: str) -> Node:
    known = _known(power, context, own)
    channels = channels_view(power, context.registry.offices.get(power.office))
    more = {
        "termsOfService": limits_said(power),
        "availableChannel": list(_channels(channels, processing_time(power), context.site)) if channels else (),
        "offers": _offers(power.fees),
        "serviceOutput": [_output(power, one, known) for one in power.results],
        "potentialAction": _application(power, context.site),
    }
    return filled(known | more)


def _suspended(power: Power, state: StateView, context: Context, own: str) -> Node:
    known = _known(power, context, own)
    since = f"自 {state.on.isoformat()} 起" if state.on else ""
    document = f"（{state.document}）" if state.document else ""
    return filled(known | {"description": f"{since}暂停办理{document}。{known['description']}"})


def _office(power: Power, context: Context) -> Node:
    """Give the office with whom to ask and where to complain about the item."""
    office = context.registry.offices.get(power.office)
    whom = (("咨询", contact_of(power, office)), ("监督投诉", complaint_of(power, office)))
    contacts = [_contact(word, one) for word, one in whom if one]
    own = address(context.site, office_url(power.office))
    return filled({"@type": "GovernmentOffice", "@id": f"{own}#office", "name": context.office_name(power.office), "url": own, "contactPoint": list(filter(None, contacts))})


def _contact(word: str, contact: Contact) -> Node | None:
    if not (contact.phone or contact.email):
        return None
    return contact_point(word, contact.phone, contact.email, contact.hours)


def contact_point(word: str, phone: str, email: str = "", when: str = "") -> Node:
    """Give a line on which somebody is reached."""
    return filled({"@type": "ContactPoint", "contactType": word, "telephone": phone, "email": email, "hoursAvailable": hours(when)})


def _channels(channels: ChannelsView, time: str, site: Site) -> Iterator[Node]:
    if channels.online:
        depth = channels.online.depth
        yield filled({"@type": "ServiceChannel", "name": f"网上：{depth}" if depth else "网上", "serviceUrl": address(site, channels.online.url), "processingTime": time})
    for window in channels.windows:
        place = {"@type": "Place", "name": window.name, "address": window.address, "telephone": window.phone, "openingHoursSpecification": hours(window.hours)}
        yield filled({"@type": "ServiceChannel", "name": window.name, "serviceLocation": filled(place), "processingTime": time})
    if channels.mail:
        yield filled({"@type": "ServiceChannel", "name": "邮寄", "description": unmarked(channels.mail), "processingTime": time})


def _offers(fees: tuple[Fee, ...] | None) -> list[Node]:
    """Give the fees in yuan; an empty list of fees says free, none at all says nothing."""
    if fees is None:
        return []
    return [_offer(fee) for fee in fees] or [{"@type": "Offer", "price": 0, "priceCurrency": "CNY", "description": "不收费"}]


def _offer(fee: Fee) -> Node:
    said = "；".join(filter(None, (fee_amount(fee), unmarked(fee.standard), f"减免：{unmarked(fee.reduction)}" if fee.reduction else "")))
    named = {"@type": "Offer", "name": fee.name, "description": said}
    if fee.amount is None:
        return filled(named)
    amount = f"{fee.amount:f}"
    price = {"@type": "UnitPriceSpecification", "price": amount, "priceCurrency": "CNY", "unitText": fee.per}
    return filled(named | ({"priceSpecification": price} if fee.per and fee.amount else {"price": amount, "priceCurrency": "CNY"}))


def _output(power: Power, result: Result, service: Node) -> Node:
    """Give a result; a licence or approval of a permit is a permit, issued by who answers for it (行政许可法第二十四条)."""
    if power.category != "permit" or result.type not in _PERMITS:
        return {"@type": "Thing", "name": result.name}
    return filled({
        "@type": "GovernmentPermit",
        "name": result.name,
        "issuedBy": _issuer(power, service),
        "issuedThrough": {"@id": service["@id"]},
        "validFor": iso_duration(result.valid_for),
    })  # fmt: skip


def _issuer(power: Power, service: Node) -> Any:
    if power.power_source.startswith("entrusted"):
        return {"@type": "GovernmentOrganization", "name": power.entrusted_by} if power.entrusted_by else None
    own = {"@id": service["provider"]["@id"]}
    return [own, *({"@type": "GovernmentOrganization", "name": name} for name in power.jointly_with)] if power.jointly_with else own


def _application(power: Power, site: Site) -> Node | None:
    """Give the application with what is handed in; where one can apply online, where."""
    online = power.channels.online if power.channels else None
    target = {"@type": "EntryPoint", "urlTemplate": address(site, online.url)} if online and online.depth in {"submission", "full"} else None
    papers = [_paper(one, when_needed(one, power), site) for one in power.materials or ()]
    return filled({"@type": "ApplyAction", "name": "申请", "instrument": papers, "target": target}) if papers or target else None


def _paper(material: Material, when: str, site: Site) -> Node:
    need = terms.MATERIAL_NEEDS[material.required].zh
    said = "" if material.required == "always" and not when else need + (f"（{when}）" if when else "")
    page = address(site, form_url(material.form)) if material.form else ""
    return filled({"@type": "CreativeWork", "name": material.name, "description": said, "url": page})


def _citations(basis: Iterable[BasisView], site: Site) -> Iterator[Node]:
    """Cite each provision once, by its law and place, with the version that is meant."""
    seen = set[str]()
    for one in basis:
        name = f"《{one.law.text}》{one.place}"
        if name not in seen:
            law = _law(one, site)
            yield {"@type": "Legislation", "name": name, "isPartOf": {"@id": law["@id"]} if law.get("@id") in seen else law}
            seen |= {name, law.get("@id", "")}


def _law(basis: BasisView, site: Site) -> Node:
    own, version = address(site, basis.law.url) if basis.law.url else "", basis.version.isoformat() if basis.version else ""
    named = {"@type": "Legislation", "@id": f"{own}#{version or 'law'}" if own else "", "name": basis.law.text, "url": own}
    return filled({**named, "legislationIdentifier": basis.number, "version": version})


def _questions(power: Power, own: str) -> Node:
    asked = [{"@type": "Question", "name": one.q, "acceptedAnswer": {"@type": "Answer", "text": unmarked(one.a)}} for one in power.faq]
    return {"@type": "FAQPage", "@id": f"{own}#faq", "isPartOf": {"@id": own}, "mainEntity": asked}
