"""Citations in what is no power: offices, forms, the settings of the site, and the text of guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quanli.catalogue.citation_rules import check_texts, faults, pointed, texts_pointed
from quanli.catalogue.cited import resolved
from quanli.catalogue.content_kinds import FORM, GUIDE, OFFICE, SITE
from quanli.catalogue.guide import Guide, guide_body
from quanli.catalogue.pointer import Pointers
from quanli.catalogue.reading import read_data
from quanli.catalogue.registry import Registry
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree
from quanli.errors import Problem
from quanli.statutes.titles_cited import title_in


def check_cited_registers(registry: Registry, tree: Tree, book: StatuteBook) -> Iterator[Problem]:
    """Hold each citation of them against its statute, as of the book's day."""
    for id, office in registry.offices.items():  # noqa: A001
        yield from check_texts(office, OFFICE.file(id), book)
    for id, form in registry.forms.items():  # noqa: A001
        yield from check_texts(form, FORM.file(id), book)
    yield from check_texts(registry.site, SITE.file(), book)
    for guide in registry.guides.values():
        yield from _guide(guide, tree, book)


def cited_in_words(index: Pointers, registry: Registry, tree: Tree, book: StatuteBook) -> tuple[Counter[str], int]:
    """Count the citations in words, of powers and of everything else: by the key of the statute, and those that name none."""
    found = Counter({(kind, target): count for kind in ("title", "words") for target, count in index.targets(kind).items()})
    for record in (*registry.offices.values(), *registry.forms.values(), registry.site):
        found.update(texts_pointed(record, book))
    for guide in registry.guides.values():
        found.update(one for one in map(pointed, resolved(_body(guide, tree), book)) if one[0])
    named, unnamed = Counter[str](), 0
    for (kind, target), count in found.items():
        title = target if kind == "title" else title_in(target)
        if title:
            named[title] += count
        else:
            unnamed += count
    return named, unnamed


def _body(guide: Guide, tree: Tree) -> str:
    data, _ = read_data(tree, guide.file, GUIDE)
    return guide_body(data, guide) if data else ""


def _guide(guide: Guide, tree: Tree, book: StatuteBook) -> Iterator[Problem]:
    body = _body(guide, tree)
    for (rule, args), at in faults(body, book):
        line, column = guide.body_line + body.count("\n", 0, at), at - body.rfind("\n", 0, at)
        yield rule.at(guide.file, ("text",), line, column, **args)
