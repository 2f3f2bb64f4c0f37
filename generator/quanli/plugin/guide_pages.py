"""Gives Pelican's pages what the catalogue knows of them, so that a guide is drawn like any other page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import jinja2
from markupsafe import Markup
from pelican.generators import PagesGenerator

from quanli.assemble.guide import guide_page
from quanli.assemble.page import Page
from quanli.frozen import frozen
from quanli.pipeline.build import Build
from quanli.pipeline.opened import opened


@frozen
class Hosted:
    """A page of Pelican's as its template sees it."""

    plan: Page


class Templates:
    """The site's own environment as Pelican asks for it: one set of filters, one way of escaping.

    Of all that Pelican would give a template, its settings and this very build among it, a template gets the page's plan.
    """

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment

    def get_template(self, name: str) -> Templates.One:
        """Give a template; whether it is there is seen when it is drawn, and said as of any other."""
        return self.One(self._environment, name)

    class One:
        """One template."""

        def __init__(self, environment: jinja2.Environment, name: str) -> None:
            self._environment, self._name = environment, name

        def render(self, context: Mapping[str, Any]) -> str:
            """Draw the page of a context."""
            return self._environment.get_template(self._name).render(page=Hosted(context["page"].plan))


def use_templates(generator: Any, build: Build) -> None:
    """Let Pelican draw pages as all others are drawn."""
    if isinstance(generator, PagesGenerator):
        generator.env = Templates(opened(build.begun.place).environment)


def describe_guides(generator: Any, build: Build) -> None:
    """Attach to each of Pelican's pages its plan, with the text that Pelican rendered."""
    context = opened(build.begun.place).context
    html = {page.slug: Markup(page.content) for page in generator.pages}  # noqa: S704 - rendered and cleaned by the guide reader
    context = replace(context, guide_text=html.__getitem__)
    for page in generator.pages:
        (page.plan,) = guide_page(context, page.slug)


def texts_of(generator: Any) -> dict[str, Markup]:
    """Give the text of each guide by its slug."""
    return {page.slug: page.plan.it.html for page in generator.pages}
