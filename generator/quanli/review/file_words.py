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
    POWER,
    RECORDS,
    REGISTER,
    REGISTER_LIMIT,
    ContentKind,
)  # fmt: skip
from quanli.frozen import frozen
from quanli.git.listing import NOTHING
from quanli.git.objects import Objects
from quanli.history.change import Change, action_of
from quanli.history.diff import record_diff
from quanli.history.kinds import Kind
from quanli.history.naming import Names
from quanli.records.bounds import UnreadableError
from quanli.records.fields import fields_of
from quanli.review.attached_words import file_in_words, nature_in_words
from quanli.review.key_words import key_changes
from quanli.review.passages import line_changes
from quanli.review.registers import register_title, register_wording
from quanli.review.revisions import FileChange
from quanli.review.tables import Row, Table, Wording, table_changes, table_of
from quanli.review.text_words import guide_title, guide_words, law_size, law_words


@frozen
class Told:
    """A changed file with what is known of it: its kind, the id in its path, its bytes (None: none, or no plain file)."""

    file: FileChange
    of: ContentKind | None
    name: str
    kind: Kind
    before: bytes | None
    after: bytes | None
    natures: tuple[str, str]
    """What stands there on both sides, in git's eyes."""

    def texts(self) -> tuple[str, str] | None:
        """Give both versions as texts, of one that is not there an empty one; None where either is no text."""
        try:
            before, after = ((data or b"").decode("utf-8-sig") for data in (self.before, self.after))
        except UnicodeDecodeError:
            return None
        return None if "\0" in before + after else (before, after)


Words = Callable[[Told, Names], "Iterator[Change]"]


def file_words(file: FileChange, of: ContentKind | None, name: str, kind: Kind, objects: Objects, names: Names) -> tuple[tuple[Change, ...], str]:
    """Say how a file changed that holds no record, or one that cannot be read; and what it is called."""
    before, after = (objects.one(entry.blob) if entry.regular else None for entry in (file.before, file.after))
    told = Told(file, of, name, kind, before, after, _natures(file, objects))
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


def nature_changes(file: FileChange, objects: Objects, kind: Kind) -> Iterator[Change]:
    """Say that git sees something else at a path: a link, another repository, a program instead of a file."""
    was, now = _natures(file, objects)
    if was == now or (NOTHING in {file.before, file.after} and "可以执行的文件" not in {was, now}):
        return  # what a link or another repository is, is said with its name
    yield Change(("mode",), "文件性质", action_of(was, now), was, now, kind)


def _natures(file: FileChange, objects: Objects) -> tuple[str, str]:
    was, now = (nature_in_words(entry, objects.one(entry.blob) if entry.link else None) for entry in (file.before, file.after))
    return was, now


def move_changes(path: str, moved_from: str, kinds: frozenset[Kind], kind: Kind, names: Names) -> Iterator[Change]:
    """Say that a file lies elsewhere: an item in another office's folder is another office's, one under another name has another code."""
    if not moved_from:
        return
    (was, old), (now, new) = (place.rpartition("/")[::2] for place in (moved_from, path))
    item = POWER.id_of(path) is not None
    if was != now:
        told = (names.get(("office", place.rpartition("/")[2]), place) if item else f"{place}/" for place in (was, now))
        yield Change(("folder",), "事项所在的机关" if item else "所在文件夹", "changed", *told, "moved" if "moved" in kinds else kind)
    if old != new:
        yield Change(("file",), "文件名", "changed", old, new, "renumbered" if "renumbered" in kinds else kind)


def whole(told: Told, names: Names) -> Change:
    """Say that a file is new, gone or another one."""
    label = title(told, names)
    if told.file.before is NOTHING:
        return Change((), label, "added", "", _detail(told, told.after), told.kind)
    if told.file.after is NOTHING:
        return Change((), label, "removed", _detail(told, told.before), "", told.kind)
    was, now = (file_in_words(told.file.path, data) for data in (told.before, told.after))
    if was == now:
        was, now = (file_in_words(told.file.path, data, told_apart=True) for data in (told.before, told.after))
    return Change((), label, "changed", was, now, told.kind)


def title(told: Told, names: Names) -> str:
    """Name a file as people do."""
    of, name = told.of, told.name
    if of is GUIDE:
        called = guide_title(told.after or told.before or b"", told.file.path)
        return f"指南“{called or name}”"
    if of is FORM_FILE:
        return f"附件“{name}”"
    if of is REGISTER:
        return register_title(name)
    if of is LAW_TEXT:
        law, version = name[: -len("-2000-01-01")], name[-len("2000-01-01") :]
        return f"《{names.get(('law', law)) or law}》{version} 版的文本"
    return f"文件 {told.file.path}" if of is None or of.many else of.zh


def _detail(told: Told, data: bytes | None) -> str:
    if told.of is LAW_TEXT and data:
        return law_size(data.decode("utf-8-sig", "replace"))
    if not (told.file.after if told.file.before is NOTHING else told.file.before).regular:
        return "".join(told.natures)
    return file_in_words(told.file.path, data) if told.of is None or told.of is FORM_FILE else ""


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
