"""``quanli import``: a sheet or national records into a site's files, all or none, and what was not understood."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

from quanli.build.lock import site_lock
from quanli.build.progress import Progress
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.power import Power
from quanli.catalogue.registry import Registry, read_registry
from quanli.catalogue.tree import FolderTree
from quanli.errors import Problem, ProblemsFoundError
from quanli.exchange.assigning import assign_offices, sealed_offices
from quanli.exchange.comparing import existing, new_files, register_files, same_code_twice
from quanli.exchange.deposit import STATE, deposit
from quanli.exchange.numbering import number
from quanli.exchange.registers import Registers, fit_id
from quanli.exchange.remarks import Remark
from quanli.exchange.repeated import leave_out_repeated
from quanli.exchange.settling import category_problem, link, settle
from quanli.exchange.sources import Source, read_source
from quanli.exchange.statutory import add_statutory, articles_of
from quanli.frozen import frozen
from quanli.git.repository import today
from quanli.pipeline.entrusted import require_own
from quanli.records.scalars import BAD_ID
from quanli.sheets.clean import key_of

MOST_TOLD = 1_000
"""Problems of one file. Who has mended those will see the others; a sheet of 200,000 wrong rows is wrong in one thing."""


@frozen
class Imported:
    """What an import did; ``written`` and ``unchanged`` count powers, ``remarks`` list what was not understood."""

    written: int
    unchanged: int
    offices: tuple[str, ...]
    laws: tuple[tuple[str, str], ...]
    """(id, title) of each law that was registered, its kind told from its title, its versions unknown."""
    remarks: tuple[Remark, ...]
    files: tuple[str, ...]
    """Every file written, relative to the site."""


def import_file(root: Path, file: Path, office: str, mapping: Mapping[str, str], progress: Progress) -> Imported:
    """Import a file into the site at ``root``; rows that name no office belong to ``office``.

    Raises :class:`ProblemsFoundError`, and writes nothing, when the file cannot be read, a row lacks its name or
    category, a value cannot be right even as a note, or a file of the site says something else.
    """
    if not fit_id(office):
        raise ProblemsFoundError([BAD_ID.at("--office", text=office, hint_zh="用字母、数字、连字符，不含空格", hint_en="letters, digits and hyphens, without blanks")])
    registry = _registry(root)
    source = read_source(file, mapping)
    uncategorised = filter(None, (category_problem(draft, file.name) for draft in source.drafts))
    problems = list(itertools.islice(itertools.chain(source.problems, uncategorised), MOST_TOLD))
    if problems:
        raise ProblemsFoundError(problems)
    require_own(root, root / "output")
    with site_lock(root / STATE):
        return _imported(root, source, file.name, office, registry, progress)


def _imported(root: Path, source: Source, name: str, office: str, registry: Registry, progress: Progress) -> Imported:
    registers = Registers(registry.offices, registry.laws, sealed_offices(root, registry.offices))
    drafts = source.drafts
    assign_offices(source, office, registers)
    known, codes_taken = existing(root, drafts)
    number(drafts, known, codes_taken)
    codes = {key_of(draft.values["name"]): draft.values["code"] for draft in reversed(drafts)}
    codes |= {key_of(draft.values["code"]): draft.values["code"] for draft in drafts}
    codes = {key_of(code): code for code in codes_taken.values()} | codes
    day = today()
    articles = articles_of(root, registry.laws, day)
    powers: list[tuple[Power, str]] = []
    problems: list[Problem] = [*same_code_twice(drafts, name)]
    for draft in progress.stage("导入 import", drafts, len(drafts), lambda _: 1):
        link(draft, registers, codes)
        leave_out_repeated(draft, registry, day)
        add_statutory(draft.values, articles)
        power, wrong = settle(draft, name)
        problems += wrong
        if len(problems) >= MOST_TOLD:
            raise ProblemsFoundError(problems[:MOST_TOLD])
        if power is not None:
            powers.append((power, POWER.file(power.code, office=draft.values["office"])))
    files, unchanged = new_files(root, powers, codes_taken, problems)
    replaced = register_files(root, registers, files, problems)
    if problems:
        raise ProblemsFoundError(problems)
    deposit(root, files, replaced)
    return Imported(
        written=len(powers) - unchanged,
        unchanged=unchanged,
        offices=tuple(registers.new_offices()),
        laws=tuple((law["id"], law["title"]) for law in registers.new_laws()),
        remarks=(*source.remarks, *(remark for draft in drafts for remark in draft.remarks)),
        files=(*files, *replaced),
    )


def _registry(root: Path) -> Registry:
    registry, problems = read_registry(FolderTree(root))
    errors = [found for found in problems if found.severity == "error"]
    if errors or registry is None:
        raise ProblemsFoundError(errors)
    return registry
