"""The rules for offices, laws, forms, attached files and whatever else is no power."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial

from quanli.approval.approver_rules import check_approvers, check_revoked
from quanli.approval.file_rules import check_approvals
from quanli.catalogue.content_kinds import APPROVERS, FORM, LAWS, OFFICE, REGISTER, REVOKED, SITE
from quanli.catalogue.guide_languages import check_languages
from quanli.catalogue.ids import DUP_ID
from quanli.catalogue.law import LawRegister
from quanli.catalogue.law_register_rules import check_law_register
from quanli.catalogue.law_texts import check_law_texts
from quanli.catalogue.office import Office
from quanli.catalogue.persons import check_posts
from quanli.catalogue.placeholders import check_placeholders
from quanli.catalogue.reach_rules import check_office_reach
from quanli.catalogue.reading import located, read_script_terms, read_synonyms, read_text
from quanli.catalogue.reference_rules import UNKNOWN_REFERENCE
from quanli.catalogue.registry import Registry
from quanli.catalogue.scope_rules import check_demands
from quanli.catalogue.statute_book import StatuteBook
from quanli.catalogue.tree import Tree, files_of
from quanli.config.domain import check_domain
from quanli.config.portals import check_portals
from quanli.config.security import check_security
from quanli.discretion.published import check_published
from quanli.errors import Problem
from quanli.forms.check import check_form
from quanli.forms.files import check_files
from quanli.history.founding import ROLES
from quanli.history.procedure_settings import check_procedure
from quanli.pipeline.cited_registers import check_cited_registers
from quanli.pipeline.guide_rules import check_guides
from quanli.remedies.office_rules import check_office_remedies

_ROLES = frozenset(role.lower() for role in ROLES)


def check_registry(
    registry: Registry, tree: Tree, book: StatuteBook, only: Collection[str] | None = None, guides: Collection[str] | None = None
) -> Iterator[Problem]:
    """Check everything but the powers, by the law in the book, each problem with its place.

    Of attached files ``only`` some are looked into, if asked, and only some ``guides`` are drawn.
    """
    yield from located(_problems(registry, tree), tree)
    yield from located(check_security(registry.site.security, SITE.file(), book.day), tree)
    yield from located(check_cited_registers(registry, tree, book), tree)
    yield from read_synonyms(tree)[1]
    yield from read_script_terms(tree)[1]
    yield from check_law_texts(tree, registry.laws)
    yield from check_published(tree)
    yield from check_files(tree, only)
    yield from check_guides(registry, tree, guides)
    yield from check_approvals(tree, _ROLES)
    for path in files_of(tree, REGISTER):
        yield from read_text(tree, path, REGISTER)[1]


def _problems(registry: Registry, tree: Tree) -> Iterator[Problem]:
    yield from check_procedure(registry.site.procedure, registry.offices)
    yield from check_domain(registry.site.domain, SITE.file())
    yield from check_portals(registry.site, SITE.file())
    yield from check_demands(registry.site, registry)
    for kind, check in ((APPROVERS, partial(check_approvers, roles=_ROLES)), (REVOKED, check_revoked)):
        if tree.stamp(kind.file()):
            text, problems = read_text(tree, kind.file(), kind)
            yield from problems
            yield from check(text) if text else ()
    yield from check_languages(registry.guides)
    yield from check_law_register(LawRegister(tuple(registry.laws.values())), LAWS.file())
    for id, form in registry.forms.items():  # noqa: A001
        yield from check_form(form, FORM.file(id), tree)
        yield from check_placeholders(form, FORM.file(id))
    for id, office in registry.offices.items():  # noqa: A001
        yield from _office_problems(office, OFFICE.file(id))
        yield from check_office_remedies(office, OFFICE.file(id))
        yield from check_placeholders(office, OFFICE.file(id))
        yield from check_posts(office, OFFICE.file(id))
        yield from check_office_reach(office, OFFICE.file(id))


def _office_problems(office: Office, file: str) -> Iterator[Problem]:
    for key in ("units", "posts", "windows"):
        ids = Counter(part.id for part in getattr(office, key))
        for one, count in ids.items():
            if count > 1:
                yield DUP_ID.at(file, (key,), id=one, where=file)
    units = {unit.id for unit in office.units}
    for i, post in enumerate(office.posts):
        if post.unit and post.unit not in units:
            yield UNKNOWN_REFERENCE.at(
                file,
                ("posts", i, "unit"),
                id=post.unit,
                kind_zh="内设机构",
                kind_en="unit",
                meant_zh="",
                meant_en="",
                hint_zh="在 units 中登记",
                hint_en="add it under units",
            )
