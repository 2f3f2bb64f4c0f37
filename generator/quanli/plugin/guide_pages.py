"""Gives Pelican's pages what the catalogue knows of them, so that a guide is drawn like any other page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup
from pelican.generators import PagesGenerator

from quanli.assemble.guide import guide_page
from quanli.pipeline.build import Build
from quanli.pipeline.opened import opened


def use_templates(generator: Any, build: Build) -> None:
    """Let Pelican draw pages with the site's own environment: one set of filters, one way of escaping."""
    if isinstance(generator, PagesGenerator):
        generator.env = opened(build.begun.place).environment


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
