"""What every page may need besides its own power: site, offices, laws, forms, guides. Small; read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quanli.catalogue.content_kinds import (
    APPROVED,
    CALENDAR,
    DIRECTORY,
    FORM,
    GUIDE,
    LAWS,
    OFFICE,
    ContentKind,
)
from quanli.catalogue.form import Form
from quanli.catalogue.guide import Guide, read_guide
from quanli.catalogue.ids import CODE_MISMATCH, DUP_ID
from quanli.catalogue.law import Law
from quanli.catalogue.office import Office
from quanli.catalogue.reading import read_content, read_data, read_site
from quanli.catalogue.tree import Tree, files_of, ids_of
from quanli.config.calendar import Calendar
from quanli.config.site import Site
from quanli.errors import Problem
from quanli.frozen import frozen
from quanli.records.read import REQUIRED


@frozen
class Registry:
    """Offices, laws, forms and guides by id; ``files`` gives the file of each."""

    site: Site
    offices: Mapping[str, Office]
    laws: Mapping[str, Law]
    forms: Mapping[str, Form]
    guides: Mapping[str, Guide]
    """By key: those of the public and handbooks, in every language."""
    calendars: Mapping[int, Calendar]
    approved: tuple[str, ...] = ()
    """The ids of the approved catalogues that are kept, and the versions of the central directory; their rows are in the index."""


def read_registry(tree: Tree) -> tuple[Registry | None, list[Problem]]:
    """Read everything but the powers. The registry is None only where there are no usable settings of the site."""
    site, problems = read_site(tree)
    offices = _by_id(tree, OFFICE, problems)
    forms = _by_id(tree, FORM, problems)
    calendars = _by_id(tree, CALENDAR, problems)
    laws = _laws(tree, problems)
    guides = _guides(tree, problems)
    if site is None:
        return None, problems
    years = {int(year): calendar for year, calendar in calendars.items() if year.isdigit()}
    approved = (*ids_of(tree, APPROVED).values(), *ids_of(tree, DIRECTORY).values())
    return Registry(site, offices, laws, forms, guides, years, approved), problems


def _by_id(tree: Tree, kind: ContentKind, problems: list[Problem]) -> dict[str, Any]:
    records: dict[str, Any] = {}
    for file in files_of(tree, kind):
        value, faults = read_content(tree, file, kind)
        problems += faults
        if value is None:
            continue
        stem, said = kind.id_of(file) or "", getattr(value, kind.key)
        if str(said) != stem and not any(fault.rule == REQUIRED for fault in faults):
            problems.append(CODE_MISMATCH.at(file, ("id",), line=1, column=1, code=said, stem=stem))
        records[stem] = value
    return records


def _laws(tree: Tree, problems: list[Problem]) -> dict[str, Law]:
    file = LAWS.file()
    if not tree.stamp(file):
        return {}
    register, faults = read_content(tree, file, LAWS)
    problems += faults
    laws: dict[str, Law] = {}
    for i, law in enumerate(register.laws if register else ()):
        if law.id in laws:
            problems.append(DUP_ID.at(file, ("laws", i, "id"), id=law.id, where=file))
        laws[law.id] = law
    return laws


def _guides(tree: Tree, problems: list[Problem]) -> dict[str, Guide]:
    guides: dict[str, Guide] = {}
    for file in files_of(tree, GUIDE):
        data, faults = read_data(tree, file, GUIDE)
        guide, more = (None, []) if data is None else read_guide(data, file)
        problems += faults + more
        if guide is None:
            continue
        if guide.key in guides:
            problems.append(DUP_ID.at(file, ("Slug",), id=guide.key, where=GUIDE.folder))
        guides[guide.key] = guide
    return guides
