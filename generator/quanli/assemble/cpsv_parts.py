"""The parts of an item in CPSV-AP: what to bring, what it costs, where, on which law."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from quanli.assemble.concepts import concept
from quanli.assemble.contact import contact_of
from quanli.assemble.materials import copies_said, when_needed
from quanli.assemble.page import form_url, law_url, office_url
from quanli.assemble.rdf import Node, Shared, iri
from quanli.assemble.unmarked import unmarked
from quanli.catalogue import terms
from quanli.catalogue.law_rules import cited_version
from quanli.catalogue.office import Office, Window
from quanli.catalogue.power import Basis, Contact, Fee, Material, Power, Result
from quanli.catalogue.registry import Registry
from quanli.catalogue.wording import duration, fee_amount
from quanli.codes.articles import cited_place

_AUTHORITY = "http://publications.europa.eu/resource/authority"
CHINESE = Shared({"id": f"{_AUTHORITY}/language/ZHO", "type": "LinguisticSystem"})
_YUAN = Shared({"id": f"{_AUTHORITY}/currency/CNY", "type": "Concept", "prefLabel": {"zh-Hans": "人民币", "en": "renminbi"}})


class Parts:
    """Makes the parts of one item; ``own`` is the address of its page, ``office`` the one that carries it out."""

    def __init__(self, power: Power, own: str, registry: Registry, day: datetime.date) -> None:
        self._power, self._own, self._day = power, own, day
        self._laws, self._domain = registry.laws, registry.site.domain
        self._office = registry.offices.get(power.office)
        self._told: set[str] = set()

    def requirements(self) -> list[Node]:
        """Give the conditions."""
        return [{**self._named("condition", n, "Requirement"), "name": unmarked(text)} for n, text in enumerate(self._power.conditions, 1)]

    def inputs(self) -> list[Node]:
        """Give the materials; none that a condition asks for is said to be always needed."""
        return [self._input(n, one) for n, one in enumerate(self._power.materials or (), 1)]

    def outputs(self) -> list[Node]:
        """Give the results."""
        return [self._output(n, one) for n, one in enumerate(self._power.results, 1)]

    def costs(self) -> list[Node]:
        """Give the fees; an empty list of fees says free, none at all says nothing."""
        fees = self._power.fees
        if fees is None:
            return []
        free = {**self._named("fee", 0, "Cost"), "description": "不收费", "hasValue": "0", "currency": _YUAN}
        return [self._cost(n, fee) for n, fee in enumerate(fees, 1)] or [free]

    def resources(self) -> list[Node]:
        """Give the provisions that it rests on, each part of its law in the version that is cited."""
        return [self._provision(n, one) for n, one in enumerate(self._power.basis, 1)]

    def channels(self) -> list[Node]:
        """Give the ways to hand a case in; windows are the office's, at its address."""
        channels, found = self._power.channels, list[Node]()
        if channels is None:
            return found
        if channels.online:
            depth = terms.ONLINE_DEPTHS.get(channels.online.depth)
            said = {"description": depth.zh} if depth else {}
            found.append({**self._channel("online"), **said, "page": {"id": self._address(channels.online.url), "type": "Document"}})
        known = {window.id: window for window in self._office.windows} if self._office else {}
        found += [_window(known[key], self._office, self._domain) for key in channels.windows if self._office and key in known]
        if channels.mail:
            found.append({**self._channel("mail"), "description": unmarked(channels.mail)})
        return found

    def contacts(self) -> list[Node]:
        """Give whom to ask: the item's own contact, else the office's."""
        contact = contact_of(self._power, self._office)
        if contact is None or not (contact.phone or contact.email or contact.url):
            return []
        return [{"id": f"{self._own}#contact", "type": "ContactPoint", **dict(self._ways(contact))}]

    def _ways(self, contact: Contact) -> Iterator[tuple[str, Any]]:
        if contact.phone:
            yield "telephone", contact.phone
        if contact.email:
            yield "email", contact.email
        if contact.hours:
            yield "openingHours", {"type": "TemporalEntity", "description": contact.hours}
        if contact.url:
            yield "contactPage", {"id": self._address(contact.url), "type": "Document"}

    def _named(self, part: str, number: int, kind: str) -> dict[str, Any]:
        name = f"{part}-{number}"
        return {"id": f"{self._own}#{name}", "type": kind, "identifier": f"{self._power.code}/{name}"}

    def _concept(self, scheme: str, key: str) -> Node | str:
        return self._once(concept(self._domain, scheme, key))

    def _once(self, node: Node) -> Node | str:
        """Give a node where it is named first, after that its IRI."""
        own: str = node["id"]
        if own in self._told:
            return own
        self._told.add(own)
        return node

    def _channel(self, way: str) -> dict[str, Any]:
        name = f"channel-{way}"
        return {"id": f"{self._own}#{name}", "type": "Channel", "identifier": f"{self._power.code}/{name}", "kind": self._concept("channel", way)}

    def _address(self, url: str) -> str:
        return iri(self._domain + url if url.startswith("/") else url)

    def _input(self, number: int, material: Material) -> Node:
        when = when_needed(material, self._power)
        need = terms.MATERIAL_NEEDS[material.required].zh + (f"（{when}）" if when else "")
        said = _joined(need, copies_said(material), unmarked(material.note))
        page = {"page": {"id": self._domain + iri(form_url(material.form)), "type": "Document"}} if material.form else {}
        return {**self._named("material", number, "Evidence"), "name": material.name, "kind": self._concept("need", material.required), "description": said, **page}

    def _output(self, number: int, result: Result) -> Node:
        kind = {"kind": self._concept("result", result.type)} if result.type else {}
        valid = {"description": f"有效期 {duration(result.valid_for)}"} if result.valid_for else {}
        return {**self._named("result", number, "Output"), "name": result.name, **kind, **valid}

    def _cost(self, number: int, fee: Fee) -> Node:
        reduction = f"减免：{unmarked(fee.reduction)}" if fee.reduction else ""
        said = {"description": _joined(fee.name, fee_amount(fee), unmarked(fee.standard), reduction)}
        value = {"hasValue": f"{fee.amount:f}", "currency": _YUAN} if fee.amount is not None else {}
        return {**self._named("fee", number, "Cost"), **said, **value}

    def _provision(self, number: int, basis: Basis) -> Node:
        law = self._laws.get(basis.law)
        place = cited_place(basis.article, basis.paragraph, basis.item) if basis.article else ""
        node: dict[str, Any] = {"id": f"{self._own}#basis-{number}", "type": "LegalResource", "kind": self._concept("role", basis.role)}
        if law is None:
            return {**node, "name": _joined(basis.law, place)}
        version = cited_version(basis, law, self._day)
        dated = version.date.isoformat() if version and version.date else "law"
        own = f"{self._domain}{iri(law_url(law.id))}#{dated}"
        node["name"] = f"《{law.title}》{place}"
        if own in self._told:
            return {**node, "isPartOf": own}
        whole: dict[str, Any] = {"id": own, "type": "LegalResource", "name": law.title}
        if version and version.number:
            whole["number"] = version.number
        if version and version.date:
            whole["issued"] = dated
        if version and version.in_force_from:
            whole["inForceFrom"] = version.in_force_from.isoformat()
        return {**node, "isPartOf": self._once(whole)}


def _window(window: Window, office: Office, domain: str) -> Node:
    own = f"{domain}{iri(office_url(office.id))}"
    phone = f"电话 {window.phone}" if window.phone else ""
    hours = {"openingHours": {"type": "TemporalEntity", "description": window.hours}} if window.hours else {}
    return {
        "id": f"{own}#window-{window.id}",
        "type": "Channel",
        "identifier": f"{office.id}/window-{window.id}",
        "kind": concept(domain, "channel", "window"),
        "description": _joined(window.name, window.address, phone, window.traffic),
        "ownedBy": f"{own}#office",
        **hours,
    }


def _joined(*said: str) -> str:
    return "；".join(filter(None, said))

