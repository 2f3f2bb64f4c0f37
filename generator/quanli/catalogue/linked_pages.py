"""The pages of the site to which prose links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quanli.records.prose_rules import link_faults, links

_POWER = re.compile(r"/powers/([^/]+?)(?:\.json)?(?:/|\Z)")
_QUERY = re.compile("[?#]")


def linked_pages(text: str) -> Iterator[str]:
    """Give the address of each page of this site that a Markdown text links to, without what is asked of it or where on it."""
    for _, target in links(text):
        address = html.unescape(target)
        if address.startswith("/") and not any(link_faults(target)):
            yield _QUERY.split(address, maxsplit=1)[0]


def power_of(page: str) -> str:
    """Give the code of the power of which an address is a page or the data; empty for any other address."""
    found = _POWER.match(page)
    return found[1] if found else ""
