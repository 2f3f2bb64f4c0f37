"""The pages that there are once a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quanli.assemble.about import about_page, accessibility_page
from quanli.assemble.category import categories_page
from quanli.assemble.context import Context
from quanli.assemble.guide import guides_page
from quanli.assemble.hall import complaint_page, consultation_page, disclosure_page, registration_page
from quanli.assemble.home import home_page, not_found_page, search_page
from quanli.assemble.law import laws_page
from quanli.assemble.names import names_page
from quanli.assemble.office import offices_page
from quanli.assemble.page import Page
from quanli.assemble.statistics import statistics_page

SINGLE: tuple[Callable[[Context], Iterator[Page]], ...] = (
    home_page,
    search_page,
    categories_page,
    offices_page,
    laws_page,
    guides_page,
    statistics_page,
    names_page,
    disclosure_page,
    consultation_page,
    complaint_page,
    registration_page,
    about_page,
    accessibility_page,
    not_found_page,
)


def single_pages(context: Context) -> Iterator[Page]:
    """Plan them all: each is small, and what has not changed is not written."""
    for plan in SINGLE:
        yield from plan(context)
