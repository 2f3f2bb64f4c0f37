"""What a change does, file by file, in the bureau's words."""

from __future__ import annotations

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
from quanli.review.revisions import FileChange

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
    taken = {old.path for old in found.values()}
    joined = []
    for file in files:
        old = found.get(file.path)
        if old:
            joined.append((FileChange(file.path, old.before, file.after), old.path))
        elif file.path not in taken:
            joined.append((file, ""))
    return joined


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
    if of is None or of.name not in RECORDS:
        return FileReview(path, (_whole(file, kind),), frozenset({kind}), asked, moved_from=moved_from)
    before, after = (_read(objects, entry, path, of) for entry in (file.before, file.after))
    return _worded(file, name if of is POWER else "", kind, asked, before, after, names, moved_from)


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


def _worded(
    file: FileChange,
    code: str,
    kind: Kind,
    asked: frozenset[str],
    before: Any,
    after: Any,
    names: Names,
    moved_from: str,
) -> FileReview:
    passage = kinds_of_passage(moved_from or file.path, file.path) if code else frozenset()
    unreadable = any(
        entry is not NOTHING and value is None for entry, value in ((file.before, before), (file.after, after))
    )
    if unreadable:
        changes: tuple[Change, ...] = (_whole(file, kind),)
    elif code:
        changes = legal_diff(before, after, names)
    elif before is None or after is None:
        changes = (_whole(file, kind),)
    else:
        changes = record_diff(before, after, names)
    known = after or before
    return FileReview(
        file.path,
        changes,
        frozenset(change.kind for change in changes) | passage,
        asked,
        code=code,
        name=str(getattr(known, "name", "") or ""),
        moved_from=moved_from,
        before=before,
        after=after,
    )


def _office(path: str) -> str:
    parts = path.split("/")
    return parts[2].removesuffix(".yaml") if len(parts) > 2 else SITE


def _read(objects: Objects, entry: Listed, path: str, kind: ContentKind) -> Any:
    data = objects.one(entry.blob) if entry.regular else None
    return read_record(data, path, RECORDS[kind.name], kind.limit)[0] if data is not None else None


def _bytes(objects: Objects, entry: Listed) -> bytes:
    return (objects.one(entry.blob) if entry.regular else None) or b""


def _whole(file: FileChange, kind: Kind) -> Change:
    label = f"文件 {file.path}"
    if file.before is NOTHING:
        return Change((), label, "added", "", "", kind)
    if file.after is NOTHING:
        return Change((), label, "removed", "", "", kind)
    return Change((), label, "changed", file.before.blob[:8], file.after.blob[:8], kind)


def kinds_in_order(kinds: frozenset[Kind]) -> tuple[Kind, ...]:
    """List kinds as a report does."""
    return tuple(kind for kind in KINDS if kind in kinds)
