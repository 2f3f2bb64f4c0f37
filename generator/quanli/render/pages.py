"""A page to bytes."""

from __future__ import annotations

import jinja2

from quanli.assemble.page import Page
from quanli.errors import ProblemsFoundError
from quanli.render.template_errors import template_problem


def render_page(page: Page, environment: jinja2.Environment) -> bytes:
    """Render a planned page with its template; raises :class:`ProblemsFoundError` where the template fails."""
    try:
        template = environment.get_template(f"pages/{page.template}.html")
        return template.render(page=page, it=page.it).encode()
    except jinja2.TemplateError as error:
        raise ProblemsFoundError([template_problem(error)]) from error
