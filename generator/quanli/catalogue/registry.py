"""What every page may need besides its own power: site, offices, laws, forms, guides. Small; read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from quanli.catalogue.files import record_files
from quanli.catalogue.form import Form
from quanli.catalogue.guide import Guide, read_guide
from quanli.catalogue.law import Law, LawRegister
from quanli.catalogue.office import Office
from quanli.config.calendar import Calendar
from quanli.config.site import Site, read_site
from quanli.errors import Problem, problem
from quanli.frozen import frozen
from quanli.records.read import read_record

LAWS_FILE = "content/laws.yaml"
REGISTER_LIMIT = 16 * 1024 * 1024
"""Bytes: a register of all laws of the country is larger than a power."""

R = TypeVar("R")


@frozen
class Registry:
    """Offices, laws, forms and guides by id; ``files`` gives the file of each."""

    site: Site
    offices: Mapping[str, Office]
    laws: Mapping[str, Law]
    forms: Mapping[str, Form]
    guides: Mapping[str, Guide]
    calendars: Mapping[int, Calendar]


def read_registry(root: Path) -> tuple[Registry | None, list[Problem]]:
    """Read everything but the powers. The registry is None only where there is no usable ``site.yaml``."""
    site, problems = read_site(root)
    offices = _by_id(root, "content/offices", Office, lambda office: office.id, problems)
    forms = _by_id(root, "content/forms", Form, lambda form: form.id, problems)
    calendars = _by_id(root, "content/calendar", Calendar, lambda calendar: str(calendar.year), problems)
    laws = _laws(root, problems)
    guides = _guides(root, problems)
    if site is None:
        return None, problems
    years = {int(year): calendar for year, calendar in calendars.items() if year.isdigit()}
    return Registry(site, offices, laws, forms, guides, years), problems


def _by_id(
    root: Path, folder: str, record: type[R], id_of: Callable[[R], Any], problems: list[Problem]
) -> dict[str, R]:
    files, found = record_files(root, folder)
    problems += found
    records: dict[str, R] = {}
    for file in files:
        value, faults = read_record((root / file).read_bytes(), file, record)
        problems += faults
        stem = file.rpartition("/")[2].removesuffix(".yaml")
        if value is None:
            continue
        if id_of(value) != stem and not any(fault.code == "REQUIRED" for fault in faults):
            problems.append(
                problem("CODE_MISMATCH", file, ("id",), line=1, column=1, code=id_of(value), stem=stem)
            )
        records[stem] = value
    return records


def _laws(root: Path, problems: list[Problem]) -> dict[str, Law]:
    path = root / LAWS_FILE
    if not path.is_file():
        return {}
    register, faults = read_record(path.read_bytes(), LAWS_FILE, LawRegister, REGISTER_LIMIT)
    problems += faults
    laws: dict[str, Law] = {}
    for i, law in enumerate(register.laws if register else ()):
        if law.id in laws:
            problems.append(problem("DUP_ID", LAWS_FILE, ("laws", i, "id"), id=law.id, where=LAWS_FILE))
        laws[law.id] = law
    return laws


def _guides(root: Path, problems: list[Problem]) -> dict[str, Guide]:
    guides: dict[str, Guide] = {}
    for path in sorted((root / "content" / "guides").glob("*.md")):
        file = path.relative_to(root).as_posix()
        guide, faults = read_guide(path.read_bytes(), file)
        problems += faults
        if guide is None:
            continue
        if guide.slug in guides:
            problems.append(problem("DUP_ID", file, line=1, column=1, id=guide.slug, where="content/guides"))
        guides[guide.slug] = guide
    return guides
