"""What has changed since the last build, as facts: from the files that differ, the registers before and after, and the day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from quanli.assemble.facts import Facts, Reason, compared
from quanli.catalogue.content_kinds import (
    APPROVED,
    APPROVED_CSV,
    APPROVED_XLSX,
    CALENDAR,
    DIRECTORY,
    FORM_FILE,
    GUIDE,
    LAW_TEXT,
    POWER,
    SITE,
    SYNONYMS,
    TERMS,
    ContentKind,
    content_kind_of,
)
from quanli.catalogue.index import Index
from quanli.catalogue.law import Law, names_of
from quanli.catalogue.registry import Registry
from quanli.frozen import frozen
from quanli.remedies.turning import turned

WHOLE = (SITE, TERMS)
"""The kinds of file that every page rests on."""
_AS_FILES = {POWER.name, FORM_FILE.name, SYNONYMS.name, APPROVED.name, APPROVED_CSV.name, APPROVED_XLSX.name, DIRECTORY.name}
"""The kinds of file that are facts as they stand; of the others, the records that they hold are compared."""
_REGISTERS = (
    ("office", ("机关", "office")),
    ("law", ("法规", "law")),
    ("form", ("表格", "form")),
    ("guide", ("指南", "guide")),
    ("calendar", (CALENDAR.zh, "calendar of")),
)
"""The kinds of record that a registry holds by id, with their names."""
_DAY = len("-2000-01-01")


@frozen
class Change:
    """What differs from the last build as it can be seen. ``cold`` says why there is none to build upon; then all else is empty."""

    files: frozenset[str] = frozenset()
    """Files below content/, relative to the site."""
    cold: Reason | None = None
    templates: frozenset[str] = frozenset()
    """Names of page templates."""
    laws: frozenset[str] = frozenset()
    """Ids of the laws in the register of which the law library has other words or days."""
    library: bool = False
    """Whether the law library is another one."""
    days: tuple[datetime.date, datetime.date] | None = None
    """The day of the last build and that of this one, where they differ."""

    @property
    def nothing(self) -> bool:
        """Tell whether nothing changed."""
        return self == Change()

    def files_of(self, kind: ContentKind) -> list[str]:
        """Give the files of a kind, sorted."""
        return [file for file in sorted(self.files) if kind.id_of(file) is not None]

    @property
    def registers(self) -> bool:
        """Tell whether anything but powers and attached files changed, so that the registers must be read anew."""
        return any(POWER.id_of(file) is None for file in self.files)


def facts_of(change: Change, before: Registry, after: Registry, index: Index | None) -> Facts:
    """Say what differs, before any power is read anew; the index is that of the last build, where there was one."""
    facts = Facts()
    for file in sorted(change.files):
        known = content_kind_of(file)
        if known and known[0].name in _AS_FILES:
            facts.add(known[0].name, known[1], Reason(f"{file} 有改动", f"{file} changed"), "text")
    for kind, words in _REGISTERS:
        compared(kind, words, getattr(before, f"{kind}s"), getattr(after, f"{kind}s"), facts)
    for guide in after.guides.values():
        if guide.file in change.files:
            facts.add("guide", guide.key, Reason(f"{guide.file} 有改动", f"{guide.file} changed"), "body")
    for law in _laws_touched(change, after):
        facts.add("law", law, Reason(f"法规 {law} 有改动", f"the law {law} changed"), "text")
    for law in sorted(change.laws):
        facts.add("law", law, Reason(f"法规库中 {law} 有变", f"the law library has {law} otherwise"), "text")
    _add_titles(change, facts, before, after, index)
    for template in change.templates:
        facts.add("template", template, Reason("模板有改动", "its template changed"))
    if change.days:
        day = change.days[1]
        if turned(*change.days):
            facts.add("remedies", "", Reason(f"到 {day} 救济途径的法律已变", f"the law of remedies changed by {day}"))
        facts.add("day", "", Reason(f"改按 {day}", f"the day is {day} now"))
        for code in index.turning(*change.days) if index else ():
            facts.add("power", code, Reason(f"到 {day} 状态已变", f"its state turned by {day}"), "state")
    return facts


def _add_titles(change: Change, facts: Facts, before: Registry, after: Registry, index: Index | None) -> None:
    """State under which names words cite what differs: laws by the names that they have and had, other statutes wherever the library differs."""
    for law in facts.of("law"):
        for registry in (before, after):
            for name in names_of(registry.laws[law]) if law in registry.laws else ():
                facts.add("title", name, facts.why("law", law), "text")
    if change.library and index:
        own = {name for law in after.laws.values() for name in names_of(law)}
        why = Reason("法规库有变", "the law library changed")
        for kind in ("title", "words"):
            for target in index.targets(kind):
                if target not in own:
                    facts.add("title", target, why, "text")


def _laws_touched(change: Change, registry: Registry) -> Iterator[str]:
    """Give the laws of which a text changed, or that came into force or were repealed between two builds."""
    for file in change.files:
        named = (LAW_TEXT.id_of(file) or "")[:-_DAY]
        if named in registry.laws:
            yield named
    for law in registry.laws.values():
        if change.days and _turns(law, *change.days):
            yield law.id


def _turns(law: Law, after: datetime.date, until: datetime.date) -> bool:
    days = (day for version in law.versions for day in (version.date, version.in_force_from, version.repealed_on) if day)
    return any(after < day <= until for day in days)


def touches_guides(change: Change) -> bool:
    """Tell whether the host must draw the guides: it alone reads their text."""
    return bool(change.cold or change.files_of(GUIDE) or "guide" in change.templates)
