"""``quanli export``: the powers of a site as a spreadsheet that ``quanli import`` reads back without loss, or as national records.

One row a power; one column a field that any of them fills, under its Chinese name. A cell holds the words that a clerk
would write (《…》第…条, 20个工作日, 不收费) wherever those say all of it. Ids stand in 〔〕 after the names of offices, units,
windows and laws. What has no such words (flows, risks, materials with their details) stands in its own column as
YAML below a line ``# YAML``. A cell of more than 32,767 characters, the most that a spreadsheet holds, goes on in
columns named （续2）, （续3）. A discretion table has a column a grade (裁量阶次/从轻) where those say all of it.
A text that begins like a formula has an apostrophe before it, in CSV and in .xlsx (OWASP ASVS 1.2.10).

The sheet holds powers. Offices and laws stand in it by name and id only: imported elsewhere they are registered
so, their details are to be copied with ``content/offices`` and ``content/laws.yaml``.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quanli.assemble.data import json_bytes
from quanli.assemble.national_record import national_record
from quanli.build.progress import Progress
from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.misplaced import entry_problem
from quanli.catalogue.national_table import unsaid_of
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_content
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree, files_of
from quanli.errors import Problem, ProblemsFoundError
from quanli.exchange.registers import told_by_name
from quanli.exchange.targets import label, targets
from quanli.exchange.unreadable import IMPORT_FORMAT
from quanli.exchange.wording import Names, grades_of, words_of
from quanli.frozen import frozen
from quanli.gate import lay_down
from quanli.git.repository import today
from quanli.records.write import plain
from quanli.sheets.guard import guarded

CELL = 32_767
"""Characters that a cell of a spreadsheet holds (Excel specifications and limits)."""
_NESTED = ("time_limits", "channels")
Cells = Mapping[str, str]
"""Cells by heading."""


@frozen
class Exported:
    """What an export wrote: how many powers, which codes have no national record, and the fields that those have no place for."""

    powers: int
    unrecorded: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


def export_file(root: Path, file: Path, office: str, progress: Progress) -> Exported:
    """Write the powers of the site, or of one office, to ``file``: a spreadsheet, or as .json the national records.

    Raises :class:`ProblemsFoundError` when a power cannot be read or the file's kind is not known; then, as when
    writing fails, nothing stands in ``file`` but what was there before.
    """
    suffix = file.suffix.lower()
    if suffix not in {".xlsx", ".csv", ".json"}:
        raise ProblemsFoundError([IMPORT_FORMAT.at(str(file), suffix=suffix or file.name)])
    tree = FolderTree(root)
    registry, problems = read_registry(tree)
    if registry is None:
        raise ProblemsFoundError(problems)
    powers, problems = _powers(tree, office)
    if problems:
        raise ProblemsFoundError(problems)
    each = progress.stage("导出 export", powers, len(powers), lambda _: 1)
    if suffix == ".json":
        day = today()
        records = [(power.code, national_record(power, registry, day)) for power in each]
        _put(file, json_bytes([record for _, record in records if record]))
        written = [power for power, (_, record) in zip(powers, records, strict=True) if record]
        unsaid = dict.fromkeys(key for power in written for key in unsaid_of(power))
        return Exported(len(written), tuple(code for code, record in records if not record), tuple(sorted(unsaid)))
    laws = {key: (law.title, not told_by_name(key, law.title)) for key, law in registry.laws.items()}
    rows = [row_of(power, _names(power, registry.offices, laws)) for power in each]
    table = [[guarded(cell) for cell in line] for line in table_of(rows)]
    _put(file, _csv(table) if suffix == ".csv" else _xlsx(table))
    return Exported(len(powers))


def _put(file: Path, data: bytes) -> None:
    staged = file.with_name(f".{file.name}.part")
    staged.unlink(missing_ok=True)  # left by an export that was killed, or a link that a branch laid there
    try:
        lay_down(file.parent, staged.name, data)
        os.replace(staged, file)  # noqa: PTH105 - one atomic rename
    finally:
        staged.unlink(missing_ok=True)


def _powers(tree: FolderTree, office: str) -> tuple[list[Power], list[Problem]]:
    """Read the powers; what stands where they would and is no file is a problem: without it the sheet would be short."""
    problems = list(filter(None, map(entry_problem, tree.entries(f"{POWER.folder}/{office}".rstrip("/")))))
    powers = []
    for file in files_of(tree, POWER):
        if office and file.split("/")[-2] != office:
            continue
        power, found = read_content(tree, file, POWER)
        problems += [one for one in found if one.severity == "error"]
        if power is not None:
            powers.append(power)
    return powers, problems


def row_of(power: Power, names: Names) -> Cells:
    """Write a power as cells by heading."""
    values = _flat(plain(power, public_only=True))
    cells: dict[str, str] = {}
    for target in targets():
        if target not in values:
            continue
        grades = grades_of(values[target]) if target == "discretion" else []
        if grades:
            cells |= {f"{label('discretion.tiers')}/{grade}": text for grade, text in grades}
        else:
            cells[label(target)] = words_of(target, values[target], names)
    return {name: part for heading, text in cells.items() for name, part in _parts(heading, text)}


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give time limits and channels as the targets that they are in a sheet."""
    flat = {key: value for key, value in values.items() if key not in _NESTED}
    return flat | {f"{key}.{inner}": value for key in _NESTED for inner, value in values.get(key, {}).items()}


def _names(power: Power, offices: Mapping[str, Office], laws: Mapping[str, tuple[str, bool]]) -> Names:
    office = offices.get(power.office)
    return Names(
        laws,
        {office.id: office.name} if office else {},
        {unit.id: unit.name for unit in office.units} if office else {},
        {window.id: window.name for window in office.windows} if office else {},
    )


def _parts(heading: str, text: str) -> Iterator[tuple[str, str]]:
    """Cut a text that is too long for one cell; room is left for the apostrophe of :func:`guarded`."""
    size = CELL - 1
    for number, at in enumerate(range(0, max(len(text), 1), size), 1):
        yield (heading if number == 1 else f"{heading}（续{number}）"), text[at : at + size]


def table_of(rows: Sequence[Cells]) -> Iterator[list[str]]:
    """Give the heading row and the rows, columns in the order of the model, each list of grades in that of its powers."""
    order = _ordered(row.keys() for row in rows)
    yield order
    for row in rows:
        yield [row.get(heading, "") for heading in order]


def _ordered(rows: Iterable[Iterable[str]]) -> list[str]:
    found = dict.fromkeys(heading for row in rows for heading in row)
    places = {label(target): place for place, target in enumerate(targets())}
    places[label("discretion.tiers")] = places[label("discretion")]
    return sorted(found, key=lambda heading: places[heading.partition("/")[0].partition("（续")[0]])


def _csv(table: Iterable[Sequence[str]]) -> bytes:
    """Write CSV as Excel opens it: UTF-8 with a mark, lines ended by CR LF (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Iterable[Sequence[str]]) -> bytes:
    import openpyxl  # noqa: PLC0415 - heavy, and only needed here
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "权力清单"
    for row, line in enumerate(table, 1):
        for column, text in enumerate(line, 1):
            if text:
                cell = sheet.cell(row, column, text)
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=row == 1)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
