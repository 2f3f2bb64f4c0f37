"""Citations in what is no power: offices, forms, the settings of the site, and the text of guides."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.catalogue.cited import NOTHING
from quanli.catalogue.citation_rules import check_texts, faults
from quanli.catalogue.content_kinds import FORM, GUIDE, OFFICE, SITE
from quanli.catalogue.guide import Guide, guide_body
from quanli.catalogue.reading import read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.errors import Problem


def check_cited_registers(registry: Registry, tree: Tree, book: StatuteBook) -> Iterator[Problem]:
    """Hold each citation of them against its statute, as of the book's day."""
    for id, office in registry.offices.items():  # noqa: A001
        yield from check_texts(office, OFFICE.file(id), book)
    for id, form in registry.forms.items():  # noqa: A001
        yield from check_texts(form, FORM.file(id), book)
    yield from check_texts(registry.site, SITE.file(), book)
    for guide in registry.guides.values():
        yield from _guide(guide, tree, book)


def _guide(guide: Guide, tree: Tree, book: StatuteBook) -> Iterator[Problem]:
    data, _ = read_data(tree, guide.file, GUIDE)
    body = guide_body(data, guide) if data else ""
    for (rule, args), at in faults(body, book, NOTHING, in_force=True):
        line, column = guide.body_line + body.count("\n", 0, at), at - body.rfind("\n", 0, at)
        yield rule.at(guide.file, ("text",), line, column, **args)
