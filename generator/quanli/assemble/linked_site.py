"""The site, its offices and its guides in schema.org."""

from __future__ import annotations

from quanli.assemble.area import area_of
from quanli.assemble.linked import Node, address, body, filled, hours, site_ref
from quanli.assemble.linked_item import contact_point
from quanli.assemble.page import guide_url, office_url
from quanli.assemble.unmarked import unmarked
from quanli.catalogue.office import Office, Window
from quanli.config.site import Site


def linked_home(site: Site) -> tuple[Node, ...]:
    """Give the site with its search, and whose it is."""
    query = {"@type": "EntryPoint", "urlTemplate": f"{site.domain}/search/?q={{search_term_string}}"}
    search = {"@type": "SearchAction", "target": query, "query-input": "required name=search_term_string"}
    line = contact_point("咨询", site.hotline) if site.hotline else None
    own = f"{site.domain}/"
    named = {"@type": "WebSite", **site_ref(site), "url": own, "name": site.name, "alternateName": site.title if site.title != site.name else ""}
    publisher = filled({**body(site), "contactPoint": line, "address": site.address})
    return (filled({**named, "inLanguage": "zh-Hans", "publisher": publisher, "potentialAction": search}),)


def linked_office(office: Office, map_address: str, site: Site) -> tuple[Node, ...]:
    """Give an office as its page shows it."""
    own, area = address(site, office_url(office.id)), area_of(office, site)
    known = (("咨询", office.contact), ("监督投诉", office.complaint))
    contacts = [contact_point(word, one.phone, one.email, one.hours) for word, one in known if one and (one.phone or one.email)]
    contacts += [contact_point(line.name, line.phone) for line in office.phones]
    node = {
        "@type": "GovernmentOffice",
        "@id": f"{own}#office",
        "name": office.name,
        "url": own,
        "description": unmarked(office.summary),
        "disambiguatingDescription": site.notice if site.sample else "",
        "address": office.address,
        "openingHoursSpecification": hours(office.hours),
        "hasMap": map_address,
        "areaServed": {"@type": "AdministrativeArea", "name": area} if area else None,
        "contactPoint": contacts,
        "location": [_place(window) for window in office.windows],
    }
    return (filled(node),)


def linked_guide(slug: str, title: str, summary: str, date: str, language: str, site: Site) -> tuple[Node, ...]:
    """Give a guide as an article: its text tells a story, and is no list of steps."""
    own = address(site, guide_url(slug))
    node = {"@type": "Article", "@id": f"{own}#article", "url": own, "headline": title, "abstract": summary, "datePublished": date}
    return (filled({**node, "inLanguage": language, "isPartOf": site_ref(site), "publisher": body(site)}),)


def _place(window: Window) -> Node:
    place = {"@type": "Place", "name": window.name, "address": window.address, "telephone": window.phone}
    return filled({**place, "openingHoursSpecification": hours(window.hours), "hasMap": window.map})
