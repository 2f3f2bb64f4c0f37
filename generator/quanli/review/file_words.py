"""A changed file in words, whatever it is: by the row of its kind, or as lines, or as a file of some size."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue.approved_sheet import csv_rows, workbook_rows
from quanli.catalogue.content_kinds import (
    APPROVED_CSV,
    APPROVED_XLSX,
    APPROVERS,
    DIRECTORY,
    FORM_FILE,
    GUIDE,
    LAW_TEXT,
    RECORDS,
    REGISTER,
    REGISTER_LIMIT,
    ContentKind,
)  # fmt: skip
from quanli.git.listing import NOTHING
from quanli.git.objects import Objects
from quanli.history.change import Change
from quanli.history.diff import record_diff
from quanli.history.kinds import Kind
from quanli.history.naming import Names
from quanli.records.bounds import UnreadableError
from quanli.records.fields import fields_of
from quanli.review.key_words import key_changes
from quanli.review.passages import line_changes
from quanli.review.registers import register_wording
from quanli.review.revisions import FileChange
from quanli.review.tables import Row, Table, Wording, table_changes, table_of
from quanli.review.text_words import guide_words, law_words
from quanli.review.told import Told, nature_changes, natures_of, title, whole

Words = Callable[[Told, Names], "Iterator[Change]"]


def file_words(file: FileChange, of: ContentKind | None, name: str, kind: Kind, objects: Objects, names: Names) -> tuple[tuple[Change, ...], str]:
    """Say how a file changed that holds no record, or one that cannot be read; and what it is called."""
    before, after = (objects.one(entry.blob) if entry.regular else None for entry in (file.before, file.after))
    told = Told(file, of, name, kind, before, after, natures_of(file, objects))
    changes = [*nature_changes(file, objects, kind)]
    if file.before.regular != file.after.regular and NOTHING not in {file.before, file.after}:
        return tuple(changes), title(told, names)  # what stood there is another thing now, not another text
    if NOTHING in {file.before, file.after}:
        changes.append(whole(told, names))
    if of and of.name in RECORDS and NOTHING not in {file.before, file.after}:
        changes.append(whole(told, names))  # its lines say nothing while it is no record
    elif file.after.regular:
        changes += _SAID.get(of.name if of else "", _lines)(told, names)
    return tuple(changes), title(told, names)


def record_title(of: ContentKind | None, code: str, record: Any) -> str:
    """Name what a record is of: an item by code and name, any other by its kind and its name."""
    name = str(getattr(record, "name", "") or "")
    if code:
        return f"{code} {name}"
    called = name if of and of.many else ""
    title = str(getattr(record, "title", "") or "") if of and of.many else ""
    year = f" {record.year}" if getattr(record, "year", None) else ""
    return f"{of.zh if of else ''}{f'“{called or title}”' if called or title else year}"


def contents(record: Any, kind: Kind, names: Names) -> Iterator[Change]:
    """Say all that stands in a record, as if it had been empty."""
    blank = type(record)(**{field.attribute: field.default for field in fields_of(type(record)).values()})
    return (dataclasses.replace(change, kind=kind) for change in record_diff(blank, record, names))


def _lines(told: Told, names: Names) -> Iterator[Change]:
    texts = told.texts()
    if texts is None:
        yield from () if NOTHING in {told.file.before, told.file.after} else (whole(told, names),)
    else:
        yield from line_changes(*texts, told.kind)


def _guide(told: Told, names: Names) -> Iterator[Change]:
    texts = told.texts()
    yield from guide_words(*texts, told.kind, names) if texts else _lines(told, names)


def _law(told: Told, names: Names) -> Iterator[Change]:
    texts = told.texts()
    if told.file.before is not NOTHING:  # of a new one the number of articles is said
        yield from law_words(*texts, told.kind) if texts else _lines(told, names)


def _attached(told: Told, names: Names) -> Iterator[Change]:
    yield from () if told.file.before is NOTHING or told.before == told.after else (whole(told, names),)


def _keys(told: Told, names: Names) -> Iterator[Change]:
    texts = told.texts()
    yield from key_changes(*texts, told.kind, names) if texts else _lines(told, names)


def _register(told: Told, names: Names) -> Iterator[Change]:
    yield from _rows(told, names, register_wording(told.name, names))


def _listed(told: Told, names: Names) -> Iterator[Change]:
    headings = set[str]().union(*(table.headings for data in (told.before, told.after) if (table := _table(told, data))))
    known = [one for one in _LISTED_BY if one in headings]
    yield from _rows(told, names, Wording(lambda _: "目录行", tuple(known[:1]), str, lambda _, text: text, tuple(known[1:2])))


def _rows(told: Told, names: Names, words: Wording) -> Iterator[Change]:
    tables = [_table(told, data) for data in (told.before, told.after)]
    if None in tables:
        yield from _lines(told, names)
    else:
        yield from table_changes(tables[0] or _EMPTY, tables[1] or _EMPTY, words, told.kind)


_LISTED_BY = ("编码", "事项编码", "权力编码", "code", "名称", "事项名称", "name")
"""Headings by which the rows of an approved catalogue are known, the surest first."""
_EMPTY = Table((), ())


def _table(told: Told, data: bytes | None) -> Table | None:
    rows: list[Row]
    try:
        if told.of is APPROVED_XLSX:
            rows = [row for _, row in workbook_rows(data, REGISTER_LIMIT)] if data else []
        else:
            rows = [row for _, row in csv_rows((data or b"").decode("utf-8-sig"))]
    except (UnicodeDecodeError, csv.Error, UnreadableError):
        return None
    return table_of(rows)


_SAID: Mapping[str, Words] = MappingProxyType({
    GUIDE.name: _guide, LAW_TEXT.name: _law, FORM_FILE.name: _attached, REGISTER.name: _register, APPROVED_CSV.name: _listed, APPROVED_XLSX.name: _listed,
    DIRECTORY.name: _listed, APPROVERS.name: _keys, "revoked-keys": _keys,
})  # fmt: skip
"""How files of a kind are worded; any other is, line by line."""
