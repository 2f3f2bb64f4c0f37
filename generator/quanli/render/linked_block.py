"""What a page says to programs, as a data block: an element that no browser runs, whatever the policy (HTML, 4.12.1)."""

from __future__ import annotations

from markupsafe import Markup

from quanli.assemble.linked import linked_data
from quanli.assemble.page import Page
from quanli.config.site import Site

BEGIN, END = '<script type="application/ld+json">', "</script>\n"


def linked_block(page: Page, site: Site) -> Markup:
    """Give the element with what a page says in schema.org; nothing where it says nothing."""
    said = linked_data(page, site)
    return Markup(f"{BEGIN}{said}{END}" if said else "")  # noqa: S704 - JSON in which no < stands
