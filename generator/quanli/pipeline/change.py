"""What has changed since the last build, in terms of the catalogue, and which powers that touches."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quanli.catalogue.content_kinds import CONTENT, POWER
from quanli.catalogue.index import Index
from quanli.catalogue.law import Law
from quanli.catalogue.registry import Registry
from quanli.frozen import frozen
from quanli.pipeline.options import Reason

FORM_FILES = "content/forms/files/"


@frozen
class Change:
    """The difference to the last build. ``cold`` says why there is none to build upon; then all else is empty."""

    files: frozenset[str] = frozenset()
    cold: Reason | None = None
    offices: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    guides: frozenset[str] = frozenset()
    attached: frozenset[str] = frozenset()
    """Names of files below content/forms/files/."""
    templates: frozenset[str] = frozenset()
    """Names of page templates."""
    days: tuple[datetime.date, datetime.date] | None = None
    """The day of the last build and that of this one, where they differ."""

    @property
    def nothing(self) -> bool:
        """Tell whether nothing changed."""
        return self == Change()

    @property
    def guide_files(self) -> bool:
        """Tell whether the text of any guide changed."""
        return any(file.startswith("content/guides/") for file in self.files)

    @property
    def calendars(self) -> bool:
        """Tell whether a year's working calendar changed: items show an example counted by it."""
        return any(file.startswith("content/calendar/") for file in self.files)

    @property
    def registers(self) -> bool:
        """Tell whether an office, law, form or guide changed."""
        return bool(self.offices or self.laws or self.forms or self.guides)


def touches_registers(files: frozenset[str]) -> bool:
    """Tell whether anything of the content but powers changed: it is then read and judged as a whole."""
    return any(file.startswith(f"{CONTENT}/") and POWER.id_of(file) is None for file in files)


def different(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Give the ids of records that were added, removed or changed."""
    return frozenset(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def laws_changed(before: Registry, after: Registry, change: Change) -> frozenset[str]:
    """Give the laws whose entry or text changed, or that came into force or were repealed between two builds."""
    ending = len("-2000-01-01.md")
    texts = {Path(file).name[:-ending] for file in change.files if file.startswith("content/laws/")}
    turned = {law.id for law in after.laws.values() if change.days and _turns(law, *change.days)}
    return different(before.laws, after.laws) | texts | turned


def touched_files(change: Change, index: Index) -> dict[str, Reason]:
    """Give the files of the powers to be read and drawn again, each with the reason, before their rows are replaced."""
    found: dict[str, Reason] = {}
    for file, why in _touched(change, index):
        found.setdefault(file, why)
    return found


def _touched(change: Change, index: Index) -> Iterator[tuple[str, Reason]]:
    for file in sorted(change.files):
        if file.startswith("content/powers/") and file.endswith(".yaml"):
            yield file, (f"{file} 有改动", f"{file} changed")
    for filter_, ids, zh, en in (
        ("office", change.offices, "机关", "office"),
        ("law", change.laws, "法规", "law"),
        ("form", change.forms, "表格", "form"),
        ("guide", change.guides, "指南", "guide"),
    ):
        for one in sorted(ids):
            for file in index.files_of(**{filter_: one}):
                yield file, (f"{zh} {one} 有改动", f"the {en} {one} changed")
    for name in sorted(change.attached):
        for pointer in index.pointing("file", name):
            yield pointer.file, (f"附件 {name} 有改动", f"the file {name} changed")
    if change.calendars:
        for file in index.files_of():
            yield file, ("工作日历有改动", "the working calendar changed")
    if change.days:
        for file in index.turning(*change.days):
            yield file, (f"到 {change.days[1]} 状态已变", f"its state turned by {change.days[1]}")


def _turns(law: Law, after: datetime.date, until: datetime.date) -> bool:
    days = (day for version in law.versions for day in (version.date, version.in_force_from, version.repealed_on) if day)
    return any(after < day <= until for day in days)
