"""Pages for search engines and other programs: schema.org (release 29) as JSON-LD in a data block, which no browser runs.

A page gives its nodes (:attr:`quanli.assemble.page.Page.linked`); the way to it follows from its crumbs. Pages that search
engines may not list say nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quanli.assemble.page import Link, Page
from quanli.assemble.rdf import iri
from quanli.config.site import Site

Node = Mapping[str, Any]
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def linked_data(page: Page, site: Site) -> str:
    """Give what a page says in schema.org, as JSON that can stand in a script element; empty where it says nothing."""
    if not page.indexed or "jsonld" not in site.formats:
        return ""
    nodes = [*page.linked, *([_way(page, site.domain)] if page.crumbs else [])]
    if not nodes:
        return ""
    return _dumps({"@context": "https://schema.org", "@graph": nodes}).replace("<", "\\u003c")


def address(site: Site, url: str) -> str:
    """Give the whole address of what may be a page of the site or an address elsewhere."""
    return iri(site.domain + url if url.startswith("/") else url)


def site_ref(site: Site) -> Node:
    """Refer to the site, which the home page describes."""
    return {"@id": f"{site.domain}/#site"}


def body(site: Site) -> Node:
    """Name whose site it is."""
    return {"@type": "GovernmentOrganization", "@id": f"{site.domain}/#body", "name": site.body}


def filled(node: Mapping[str, Any]) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value}


def hours(said: str) -> Node | None:
    """Give hours as they are said: 工作日 of this country is no day of the week, and nothing is guessed."""
    return {"@type": "OpeningHoursSpecification", "description": said} if said else None


def _way(page: Page, domain: str) -> Node:
    steps = list(_steps((*page.crumbs, Link(page.title, page.url)), domain))
    return {"@type": "BreadcrumbList", "@id": f"{domain}{iri(page.url)}#way", "itemListElement": steps}


def _steps(links: tuple[Link, ...], domain: str) -> Iterator[Node]:
    for position, link in enumerate(links, 1):
        yield {"@type": "ListItem", "position": position, "name": link.text, "item": f"{domain}{iri(link.url)}"}
