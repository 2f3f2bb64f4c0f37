"""Reads the approved catalogues of a site, and the central directory that it has pinned, into rows that can be compared."""

from __future__ import annotations

import csv
import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from quanli.catalogue import terms
from quanli.catalogue.approved import Approved, ApprovedItem
from quanli.catalogue.approved_sheet import FIELDS, SheetRow, csv_rows, read_rows, workbook_rows
from quanli.catalogue.content_kinds import APPROVED, APPROVED_CSV, APPROVED_XLSX, DIRECTORY, SITE, ContentKind
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.reading import read_content, read_data, read_text
from quanli.catalogue.registry import Registry
from quanli.catalogue.tree import Tree, files_of, ids_of
from quanli.codes.articles import parse_article
from quanli.codes.numerals import NUMERAL
from quanli.errors import Path, Problem, Rule
from quanli.frozen import frozen
from quanli.records.bounds import UnreadableError
from quanli.records.fields import fields_of
from quanli.sheets.clean import key_of
from quanli.sheets.vocabulary import term_of
from quanli.statutes.names import key_of as statute_key

APPROVED_LIST = Rule(
    "APPROVED_LIST", "error",
    zh="批准的目录读不出：{what_zh}", en="the approved catalogue cannot be read: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）",
)
APPROVED_ROW = Rule(
    "APPROVED_ROW", "warning",
    zh="这一行的{what_zh}“{text}”看不懂，没有核对", en='the {what_en} "{text}" of this row is not understood and not compared',
    hint_zh="改成：{known}", hint_en="use one of: {known}",
    follows="权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）",
)
APPROVED_UNREAD = Rule(
    "APPROVED_UNREAD", "warning",
    zh="{file} 没有读，也没有核对：{what_zh}", en="{file} is neither read nor compared: {what_en}",
    hint_zh="{hint_zh}", hint_en="{hint_en}",
    follows="本程序的要求：没有核对的要说出来，不默认为对；权力目录与经批准的一致（扬州公积金中心制度第三条、盐城食药监局制度第三条）",
)

DIRECTORY_ID = "directory"
"""The id under which the central directory stands among the lists."""
_SERVICES = ("public_service", "internal")
_UNPACKED = 64 * 1024 * 1024
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_TITLE = re.compile(r"《([^《》]{2,80})》([^《]*)")
_PLACE = re.compile(rf"第\s*{NUMERAL}\s*条(?:之{NUMERAL})?")
Cite = tuple[str, int, int]
"""A statute by the key of its title, an article and what follows 之; 0 where none is named."""


@frozen
class ListRow:
    """A row that can be compared. ``key`` is its own in the list and stands in addresses; empty texts are not compared."""

    key: str
    line: int
    path: Path
    code: str
    national: str
    name: str
    category: str
    office: str
    cites: tuple[Cite, ...]


@frozen
class ApprovedList:
    """A list: its document, whose powers of which categories it covers, the numbers that it states, its rows.

    ``kind`` is ``approved``, or ``directory``: then rows are told by basic code and name all that there is anywhere.
    """

    id: str
    kind: str
    file: str
    title: str
    number: str
    date: datetime.date | None
    issuer: str
    offices: tuple[str, ...]
    categories: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    rows: tuple[ListRow, ...]


def read_lists(tree: Tree, registry: Registry) -> tuple[list[ApprovedList], list[Problem]]:
    """Read every list. Of two that cover an office, the one of the later date holds; the other's rows of it are left out."""
    lists: list[ApprovedList] = []
    problems: list[Problem] = []
    names = _office_names(registry.offices)
    ids = ids_of(tree, APPROVED)
    for path, name in ids.items():
        record, faults = read_content(tree, path, APPROVED)
        problems += faults
        if record is not None and not any(fault.severity == "error" for fault in faults):
            lists += _approved(tree, path, name, record, names, problems)
    problems += _unread(tree, set(ids.values()))
    directory = list(_directory(tree, registry, problems))
    _judge_others(tree, {one.file for one in (*lists, *directory)}, problems)
    return [*_holding(lists), *directory], problems


def _unread(tree: Tree, known: AbstractSet[str]) -> Iterator[Problem]:
    """Name the sheets that are read for no list: of no document, or beside another sheet of the same."""
    sheets = set(ids_of(tree, APPROVED_CSV).values())
    for kind in (APPROVED_CSV, APPROVED_XLSX):
        for path, name in ids_of(tree, kind).items():
            if name not in known:
                document = APPROVED.file(name)
                yield APPROVED_UNREAD.at(
                    path, file=path, what_zh=f"没有 {document}", what_en=f"there is no {document}",
                    hint_zh="在那里写明文件名称、文号和日期", hint_en="give title, number and date of the document there",
                )  # fmt: skip
            elif kind is APPROVED_XLSX and name in sheets:
                other = APPROVED_CSV.file(name)
                yield APPROVED_UNREAD.at(path, file=path, what_zh=f"读的是 {other}", what_en=f"{other} is read", hint_zh="只留一份", hint_en="keep one of the two")


def directory_versions(tree: Tree) -> list[str]:
    """Give the versions of the central directory that are at hand, oldest first."""
    return sorted(DIRECTORY.id_of(path) or "" for path in files_of(tree, DIRECTORY))


def _approved(tree: Tree, path: str, name: str, record: Approved, names: Mapping[str, str], problems: list[Problem]) -> Iterator[ApprovedList]:
    if name == DIRECTORY_ID:
        problems.append(_unreadable(path, "“directory”这个编号留给国家目录", 'the id "directory" is the central directory\'s', "换一个文件名", "give it another name"))
        return
    for i, office in enumerate(record.offices):
        if office not in names.values():
            problems.append(_unreadable(path, f"没有机关“{office}”", f'there is no office "{office}"', "改正编号", "correct the id", ("offices", i)))
    sheet = next((kind for kind in (APPROVED_CSV, APPROVED_XLSX) if tree.stamp(kind.file(name))), None)
    found = _sheet_rows(tree, sheet, name, record.columns or {}, problems) if sheet else [(("items", i), 0, _texts(item)) for i, item in enumerate(record.items)]
    if sheet and record.items:
        problems.append(_unreadable(path, f"items 和 {sheet.file(name)} 只能有一个", f"it has items, and {sheet.file(name)} beside it", "删去其中之一", "remove one of the two", ("items",)))
    file = sheet.file(name) if sheet else path
    rows = tuple(_rows(found, file, record, names, problems))
    if not rows and not record.counts and not problems:
        problems.append(_unreadable(path, "没有一行事项", "it has no rows", f"在 items 中逐项写出，或放一份 {APPROVED_CSV.file(name)}", f"list them under items, or put {APPROVED_CSV.file(name)} beside it"))
    offices = _covered(record, rows, name, names)
    if not offices and not any(one.severity == "error" for one in problems):
        problems.append(_unreadable(path, "认不出是哪个机关的目录", "it cannot be told whose it is", "在 offices 中写明机关的编号", "name the offices under offices"))
    listed = {row.category for row in rows if row.category} | {one.category for one in record.counts}
    powers = tuple(one for one in terms.CATEGORIES if one not in _SERVICES or one in listed)
    counts = tuple((one.category, one.count) for one in record.counts)
    yield ApprovedList(name, "approved", file, record.title, record.number, record.date, record.issuer, offices, record.categories or powers, counts, rows)


def _covered(record: Approved, rows: Iterable[ListRow], name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Tell whose powers a list covers: as it says, as its rows say, as its name says, or those of the only office."""
    known = set(names.values())
    named = {row.office for row in rows if row.office} or {name} & known
    return record.offices or tuple(sorted(named)) or (tuple(known) if len(known) == 1 else ())


def _texts(item: ApprovedItem) -> dict[str, str]:
    return {field: getattr(item, field) for field in FIELDS if getattr(item, field)}


def _sheet_rows(tree: Tree, kind: ContentKind, name: str, columns: Mapping[str, Any], problems: list[Problem]) -> list[tuple[Path, int, Mapping[str, str]]]:
    path = kind.file(name)
    found = _read_sheet(tree, path, kind, {str(heading): str(field) for heading, field in columns.items()}, problems)
    return [((), row.line, row.texts) for row in found]


def _read_sheet(tree: Tree, path: str, kind: ContentKind, columns: Mapping[str, str], problems: list[Problem]) -> list[SheetRow]:
    told = len(problems)
    cells = _cells(tree, path, kind, problems)
    rows = None if cells is None else read_rows(cells, columns)
    if rows is None and len(problems) == told:
        problems.append(_unreadable(path, "找不到“事项名称”一栏", "no column is headed 事项名称 (name)", "改正表头，或在 columns 中写明哪一栏是 name", "correct the headings, or say under columns which is name"))
    return rows or []


def _cells(tree: Tree, path: str, kind: ContentKind, problems: list[Problem]) -> list[tuple[int, tuple[str, ...]]] | None:
    """Give the rows of a sheet with their lines; None where it cannot be read, and why among the problems."""
    try:
        if kind.binary:
            data, faults = read_data(tree, path, kind)
            problems += faults
            return None if data is None else list(workbook_rows(data, _UNPACKED))
        text, faults = read_text(tree, path, kind)
        problems += faults
        return None if text is None else list(csv_rows(text))
    except UnreadableError as error:
        problems.append(_unreadable(path, f"文件{error.zh}", f"the file {error.en}", "用表格软件打开后另存一份", "open it in a spreadsheet program and save it again"))
    except csv.Error as error:
        problems.append(_unreadable(path, str(error), str(error), "另存为 CSV", "save it again as CSV"))
    return None


def _judge_others(tree: Tree, read: AbstractSet[str], problems: list[Problem]) -> None:
    """Judge what no list is read from as the files that they are: a document that is mended, or another version pinned, must not bring up what was there all along."""
    for kind in (APPROVED_CSV, APPROVED_XLSX, DIRECTORY):
        for path in files_of(tree, kind):
            if path not in read:
                _cells(tree, path, kind, problems)


def _rows(found: Iterable[tuple[Path, int, Mapping[str, str]]], file: str, record: Approved, names: Mapping[str, str], problems: list[Problem]) -> Iterator[ListRow]:
    keys: Counter[str] = Counter()
    told = set[str]()
    category_field = fields_of(Power)["category"]
    for path, line, texts in found:
        said, office_said = texts.get("category", ""), texts.get("office", "")
        category = term_of(category_field, said) or term_of(category_field, said.removesuffix("类"))
        office = names.get(key_of(office_said), "") or (record.offices[0] if len(record.offices) == 1 else "")
        for zh, en, text, known in (
            ("类别", "category", "" if category else said, (term.zh for term in terms.CATEGORIES.values())),
            ("机关", "office", "" if office else office_said, sorted(set(names.values()))),
        ):
            if text and text not in told:  # once each, however many rows there are
                told.add(text)
                problems.append(APPROVED_ROW.at(file, path, line=line, column=min(line, 1), what_zh=zh, what_en=en, text=text, known="、".join(known)))
        key = row_key(texts.get("code", ""), texts["name"])
        keys[key] += 1
        yield ListRow(
            key if keys[key] == 1 else f"{key}~{keys[key]}", line, path, texts.get("code", ""), texts.get("national_code", "")[:31],
            texts["name"], category, office, cites_in(texts.get("basis", "")),
        )  # fmt: skip


def row_key(code: str, name: str) -> str:
    """Give a row a key that may stand in an address: its code, or a digest of its name."""
    return code if _SAFE.match(code) else f"~{hashlib.sha1(f'{code} {name}'.encode(), usedforsecurity=False).hexdigest()[:12]}"


def cites_in(text: str) -> tuple[Cite, ...]:
    """Find the statutes and articles that a basis names, each title with the articles that follow it."""
    found: dict[Cite, None] = {}
    for title, after in _TITLE.findall(text) if "《" in text else ():
        places = [place for words in _PLACE.findall(after) if (place := parse_article(words))]
        found |= {(statute_key(title), place.number, place.after): None for place in places} or {(statute_key(title), 0, 0): None}
    return tuple(found)


def _office_names(offices: Mapping[str, Office]) -> dict[str, str]:
    names = {key_of(name): id for id, office in offices.items() for name in (office.short_name, office.name) if name}  # noqa: A001
    return names | {key_of(id): id for id in offices}  # noqa: A001


def _holding(lists: list[ApprovedList]) -> list[ApprovedList]:
    """Leave to each list the offices of which none has a later one."""
    latest: dict[str, ApprovedList] = {}
    for one in sorted(lists, key=lambda one: (one.date or datetime.date.min, one.id)):
        latest |= dict.fromkeys(one.offices, one)
    return [_narrowed(one, tuple(office for office in one.offices if latest[office] is one)) for one in lists]


def _narrowed(one: ApprovedList, offices: tuple[str, ...]) -> ApprovedList:
    if offices == one.offices:
        return one
    from dataclasses import replace  # noqa: PLC0415 - seldom is a list superseded

    return replace(one, offices=offices, rows=tuple(row for row in one.rows if row.office in offices))


def _directory(tree: Tree, registry: Registry, problems: list[Problem]) -> Iterator[ApprovedList]:
    """Read the pinned version of the central directory, or the newest where none is pinned."""
    versions, pinned = directory_versions(tree), registry.site.directory
    if pinned and pinned not in versions:
        problems.append(_unreadable(SITE.file(), f"没有 {DIRECTORY.file(pinned)}", f"there is no {DIRECTORY.file(pinned)}", "放入这一版本，或改正版本", "put that version there, or correct it", ("directory",)))
    for version in [pinned or versions[-1]] if versions and (not pinned or pinned in versions) else []:
        file = DIRECTORY.file(version)
        found = _read_sheet(tree, file, DIRECTORY, {}, problems)
        rows = {row.texts["code"]: ListRow(row_key(row.texts["code"], row.texts["name"]), row.line, (), row.texts["code"], "", row.texts["name"], "", "", ()) for row in found if row.texts.get("code")}
        yield ApprovedList(DIRECTORY_ID, "directory", file, "国家基本目录", version, None, "", (), (), (), tuple(rows.values()))


def _unreadable(file: str, zh: str, en: str, hint_zh: str, hint_en: str, path: Path = ()) -> Problem:
    return APPROVED_LIST.at(file, path, what_zh=zh, what_en=en, hint_zh=hint_zh, hint_en=hint_en)
