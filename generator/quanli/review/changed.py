"""What a change does, file by file, in the bureau's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quanli.approval.governed import is_governed
from quanli.catalogue.content_kinds import (
    GUIDE,
    OFFICE,
    POWER,
    RECORDS,
    REGISTER,
    ContentKind,
    content_kind_of,
)
from quanli.frozen import frozen
from quanli.git.listing import NOTHING, Listed
from quanli.git.objects import Objects
from quanli.history.change import Change
from quanli.history.diff import legal_diff, record_diff
from quanli.history.guidance import guide_says_law
from quanli.history.kinds import KINDS, Kind, kind_outside, kinds_of_passage
from quanli.history.naming import Names
from quanli.history.register_kind import register_kind
from quanli.history.renamed import File, pairs
from quanli.records.read import read_record
from quanli.review.file_words import contents, file_words, record_title
from quanli.review.revisions import FileChange
from quanli.review.told import move_changes, nature_changes

SITE = "site"
"""The office that stands for the whole site where an approval is asked: laws, settings, the list of approvers."""


@frozen
class FileReview:
    """A changed file: its changes in words. ``moved_from`` names its old place, ``code`` the item that it holds."""

    path: str
    changes: tuple[Change, ...]
    kinds: frozenset[Kind]
    offices: frozenset[str]
    code: str = ""
    name: str = ""
    moved_from: str = ""
    before: Any = None
    after: Any = None
    title: str = ""
    """What the file is, in words: an item by its code and name, an office, a form or a guide by its name."""
    contents: tuple[Change, ...] = ()
    """All that stands in a record that is new."""


def changed_files(files: list[FileChange], objects: Objects, names: Names) -> list[FileReview]:
    """Put each changed file that is governed into words; an item that moved to another folder or has a new code is one file.

    A file that no procedure covers is left out: approvals, and what reaches no page.
    """
    files = [file for file in files if is_governed(file.path)]
    kinds = ((file.path, content_kind_of(file.path)) for file in files)
    offices = frozenset(_office(path) for path, of in kinds if of and of[0].approver == "office")
    return [_review(file, moved_from, offices, objects, names) for file, moved_from in _moves(files, objects)]


def _moves(files: list[FileChange], objects: Objects) -> list[tuple[FileChange, str]]:
    """Pair items that are gone with new ones as the record of changes does: of the same code first, then of the likest content."""
    powers = [file for file in files if POWER.id_of(file.path)]
    gone = {_stem(file): file for file in powers if file.after is NOTHING}
    came = {_stem(file): file for file in powers if file.before is NOTHING}
    found = {file.path: gone.pop(code) for code, file in came.items() if code in gone}
    lost = {code: File(file.path, file.before.blob) for code, file in gone.items()}
    new = {code: File(file.path, file.after.blob) for code, file in came.items() if file.path not in found}
    if lost and new:
        found |= {came[code].path: gone[old] for code, old in pairs(lost, new, objects)}
    found |= {new.path: old for old, new in _renamed(files)}
    taken = {old.path for old in found.values()}
    joined = []
    for file in files:
        old = found.get(file.path)
        if old:
            joined.append((FileChange(file.path, old.before, file.after), old.path))
        elif file.path not in taken:
            joined.append((file, ""))
    return joined


def _renamed(files: list[FileChange]) -> Iterator[tuple[FileChange, FileChange]]:
    """Pair files that are no items with those that hold the same bytes under another name."""
    others = [file for file in files if not POWER.id_of(file.path)]
    gone = {(_kind_name(file), file.before): file for file in others if file.after is NOTHING}
    for file in others:
        old = gone.pop((_kind_name(file), file.after), None) if file.before is NOTHING else None
        if old:
            yield old, file


def _kind_name(file: FileChange) -> str:
    of = content_kind_of(file.path)
    return of[0].name if of else ""


def _stem(file: FileChange) -> str:
    return file.path.rpartition("/")[2]


def _review(
    file: FileChange, moved_from: str, offices: frozenset[str], objects: Objects, names: Names
) -> FileReview:
    path = file.path
    of, name = content_kind_of(path) or (None, "")
    kind = _kind(file, objects)
    asked = frozenset({SITE})
    if of and of.approver == "office":
        asked = frozenset(_office(place) for place in (path, moved_from) if place)
    elif of and of.approver == "items":
        asked = offices or asked
    record = of is not None and of.name in RECORDS
    before, after = (_read(objects, entry, path, of) if record and of else None for entry in (file.before, file.after))
    code = name if of is POWER else ""
    unreadable = any(entry is not NOTHING and value is None for entry, value in ((file.before, before), (file.after, after)))
    passage = kinds_of_passage(moved_from or path, path) if code else frozenset()
    inside: tuple[Change, ...] = ()
    if unreadable:
        changes, title = file_words(file, of, name, kind, objects, names)
        kinds = frozenset({kind})
    else:
        title = record_title(of, code, after or before)
        changes = (*nature_changes(file, objects, kind), *_worded(title, bool(code), kind, before, after, names))
        kinds = frozenset(change.kind for change in changes)
        inside = tuple(contents(after, kind, names)) if record and before is None and after is not None else ()
    coded = any(change.path == ("code",) for change in changes)
    moved = tuple(one for one in move_changes(path, moved_from, passage, kind, names) if not (coded and one.path == ("file",)))
    return FileReview(
        path, (*moved, *changes), kinds | passage | {change.kind for change in moved}, asked, code=code, name=str(getattr(after or before, "name", "") or ""),
        moved_from=moved_from, before=before, after=after, title=title, contents=inside,
    )  # fmt: skip


def _kind(file: FileChange, objects: Objects) -> Kind:
    """Give the kind of a change of a file as a whole."""
    of, name = content_kind_of(file.path) or (None, "")
    if of is None:
        return kind_outside(file.path) or "content"
    if of in {GUIDE, REGISTER}:
        before, after = (_bytes(objects, entry) for entry in (file.before, file.after))
        if of is REGISTER:
            return register_kind(name, before, after)
        return of.change if guide_says_law(before, after) else "correction"
    if of in {POWER, OFFICE} and NOTHING in {file.before, file.after}:
        return "subject" if of is OFFICE else "added" if file.before is NOTHING else "cancelled"
    return of.change


def _worded(title: str, item: bool, kind: Kind, before: Any, after: Any, names: Names) -> tuple[Change, ...]:
    """Say how a record changed."""
    if before is not None and after is not None:
        return record_diff(before, after, names)
    if item:
        return legal_diff(before, after, names)
    return (Change((), title, "removed" if after is None else "added", "", "", kind),)


def _office(path: str) -> str:
    parts = path.split("/")
    return parts[2].removesuffix(".yaml") if len(parts) > 2 else SITE


def _read(objects: Objects, entry: Listed, path: str, kind: ContentKind) -> Any:
    data = objects.one(entry.blob) if entry.regular else None
    return read_record(data, path, RECORDS[kind.name], kind.limit)[0] if data is not None else None


def _bytes(objects: Objects, entry: Listed) -> bytes:
    return (objects.one(entry.blob) if entry.regular else None) or b""


def kinds_in_order(kinds: frozenset[Kind]) -> tuple[Kind, ...]:
    """List kinds as a report does."""
    return tuple(kind for kind in KINDS if kind in kinds)
