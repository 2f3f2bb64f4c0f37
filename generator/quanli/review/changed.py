"""What a change does, file by file, in the bureau's words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from quanli.catalogue.form import Form
from quanli.catalogue.law import LawRegister
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.catalogue.registry import LAWS_FILE, REGISTER_LIMIT
from quanli.config.calendar import Calendar
from quanli.config.site import SITE_FILE, Site
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.approvals import APPROVERS_FILE
from quanli.history.change import KINDS, Change, Kind
from quanli.history.diff import legal_diff, record_diff
from quanli.history.naming import Names
from quanli.records.read import read_record
from quanli.review.revisions import NOTHING, Entry, FileChange

SITE = "site"
"""The office that stands for the whole site where an approval is asked: laws, settings, the list of approvers."""

_FOLDERS: Mapping[str, tuple[type | None, Kind]] = MappingProxyType({
    "content/powers/": (Power, "content"),
    "content/offices/": (Office, "post"),
    "content/forms/files/": (None, "content"),
    "content/forms/": (Form, "content"),
    "content/guides/": (None, "correction"),
    "content/calendar/": (Calendar, "correction"),
    "content/laws/": (None, "content"),
})  # fmt: skip
_FILES: Mapping[str, tuple[type | None, Kind]] = MappingProxyType({
    LAWS_FILE: (LawRegister, "content"), SITE_FILE: (Site, "content"), APPROVERS_FILE: (None, "content"),
})  # fmt: skip
_WITH_ITEMS = ("content/forms/", "content/guides/", "content/calendar/")
"""What changes along with an office's items is agreed to by that office; on its own, for the whole site."""
_DATA = "content/registers/"
"""Registers hold what happened, not what may be done: no procedure applies to them."""


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
    """Put each changed file of the catalogue into words; an item that moved to another folder is one file."""
    offices = frozenset(_office(file.path) for file in files if file.path.startswith(("content/powers/", "content/offices/")))
    return [_review(file, moved_from, offices, objects, names) for file, moved_from in _moves(files)]


def _moves(files: list[FileChange]) -> list[tuple[FileChange, str]]:
    """Pair items that are gone with new ones: of the same code first, then of the same content."""
    powers = [file for file in files if file.path.startswith("content/powers/")]
    gone = [file for file in powers if file.after is NOTHING]
    pairs: dict[str, FileChange] = {}
    for same in (_stem, _blob):
        waiting = {same(file): file for file in gone}
        for file in powers:
            old = waiting.get(same(file)) if file.before is NOTHING and file.path not in pairs else None
            if old in gone:
                pairs[file.path] = old
                gone.remove(old)
    taken = {old.path for old in pairs.values()}
    joined = []
    for file in files:
        old = pairs.get(file.path)
        if old:
            joined.append((FileChange(file.path, old.before, file.after), old.path))
        elif file.path not in taken:
            joined.append((file, ""))
    return joined


def _stem(file: FileChange) -> str:
    return file.path.rpartition("/")[2]


def _blob(file: FileChange) -> str:
    return file.after.blob or file.before.blob


def _review(
    file: FileChange, moved_from: str, offices: frozenset[str], objects: Objects, names: Names
) -> FileReview:
    path = file.path
    record, kind = _described(path)
    if path.startswith(_DATA) or (record is Power and path.count("/") != 3):
        return FileReview(path, (), frozenset(), frozenset())
    asked = frozenset({SITE})
    if record in {Power, Office}:
        asked = frozenset(_office(place) for place in (path, moved_from) if place)
    elif path.startswith(_WITH_ITEMS):
        asked = offices or asked
    if record is None or not path.endswith(".yaml"):
        return FileReview(path, (_whole(file, kind),), frozenset({kind}), asked, moved_from=moved_from)
    before, after = (_read(objects, entry, path, record) for entry in (file.before, file.after))
    return _worded(file, record, kind, asked, before, after, names, moved_from)


def _worded(
    file: FileChange,
    record: type,
    kind: Kind,
    asked: frozenset[str],
    before: Any,
    after: Any,
    names: Names,
    moved_from: str,
) -> FileReview:
    unreadable = any(
        entry is not NOTHING and value is None for entry, value in ((file.before, before), (file.after, after))
    )
    if unreadable:
        changes: tuple[Change, ...] = (_whole(file, kind),)
    elif record is Power:
        changes = legal_diff(before, after, names)
    elif before is None or after is None:
        changes = (_whole(file, kind),)
    else:
        changes = record_diff(before, after, names)
    known = after or before
    return FileReview(
        file.path,
        changes,
        frozenset(change.kind for change in changes),
        asked,
        code=file.path.rpartition("/")[2].removesuffix(".yaml") if record is Power else "",
        name=str(getattr(known, "name", "") or ""),
        moved_from=moved_from,
        before=before,
        after=after,
    )


def _described(path: str) -> tuple[type | None, Kind]:
    if path in _FILES:
        return _FILES[path]
    return next((known for folder, known in _FOLDERS.items() if path.startswith(folder)), (None, "content"))


def _office(path: str) -> str:
    parts = path.split("/")
    return parts[2].removesuffix(".yaml") if len(parts) > 2 else SITE


def _read(objects: Objects, entry: Entry, path: str, record: type) -> Any:
    data = objects.one(entry.blob) if entry.regular else None
    limit = {"limit": REGISTER_LIMIT} if record is LawRegister else {}
    return read_record(data, path, record, **limit)[0] if data is not None else None


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
