"""A page to bytes."""

from __future__ import annotations

import jinja2

from quanli.assemble.page import Page


def render_page(page: Page, environment: jinja2.Environment) -> bytes:
    """Render a planned page with its template."""
    template = environment.get_template(f"pages/{page.template}.html")
    return template.render(page=page, it=page.it).encode()
