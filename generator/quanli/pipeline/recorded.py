"""What the record of changes makes stale since the last build, as facts: whose record differs, and in which lists of changes.

Items have a record to tell anew that have new events in git, or that speak of a law, an office, a unit or a window by a
title that it no longer has.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from quanli.assemble.facts import Facts, Reason
from quanli.assemble.item import Rest
from quanli.assemble.page import file_of, month_url
from quanli.assemble.power_data import Since
from quanli.build.state import State
from quanli.catalogue.registry import Registry
from quanli.history.record import Record
from quanli.history.revision import LegalEvent
from quanli.history.titles import titles
from quanli.pipeline.options import Options

PAST = """
create table past (code, kind, target, primary key (kind, target, code)) without rowid;
create index past_by_code on past (code);
create table since (code primary key, day, gone) without rowid;
"""
"""What the old texts of an item name, where its present text does not; and since when an item is as its data says, in force or gone."""
WHY = Reason("变更记录有变", "the record of changes differs")


@dataclass
class Recorded:
    """The record in a build. The items ``retold`` say old events otherwise."""

    record: Record
    state: State
    retold: set[str] = field(default_factory=set)

    @property
    def tip(self) -> str:
        """Give the commit up to which the last build knew the record."""
        return self.state.get("tip")

    def continues(self) -> bool:
        """Tell whether the record only grew since the last build."""
        same_cut = self.state.get("cut") == _cut(self.record)
        return same_cut and (not self.tip or self.record.continues(self.tip)) and bool(self.tip) == bool(self.record.tip)

    def look(self, facts: Facts, registry: Registry, days: tuple[datetime.date, datetime.date] | None = None) -> None:
        """State whose record differs, from what changed in git and in the registers; and which texts came to apply between two days."""
        for code in self.record.beginning(*days) if days else ():
            facts.add("power", code, Reason(f"到 {days[1]} 已换用新文本", f"another text applies by {days[1]}") if days else WHY, "state")
        codes = set(self.record.changed_since(self.tip)) if self.tip != self.record.tip else set[str]()
        if facts.any("office") or facts.any("law"):
            before, after = self.state.kept("titles") or {}, titles(registry)
            renamed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
            self.retold |= self.record.speaking_of(renamed) if renamed else frozenset()
        if self.state.get("approvers") != _approvers(self.record):
            facts.add("approvers", "", Reason("审批人名单有改动", "the list of approvers changed"))
        agreed = int(self.state.get("agreed") or 0)
        if agreed != self.record.agreed:
            self.retold |= self.record.restated_since(agreed)
            for change in self.record.agreed_since(agreed):
                facts.add("approval", change, Reason("审批有变", "its approvals differ"))
        codes |= self.retold
        for change in self.record.changes_stating(codes) if codes else ():
            facts.add("approval", change, WHY)
        later = {one for code in codes for one in self._later(code)}
        for code in codes | later:
            facts.add("record", code, WHY)

    def tell(self, facts: Facts) -> None:
        """State which lists of changes differ, when the powers of the change have been read."""
        if not self.record.tip:
            return
        told = [*self._new(), *self._told_otherwise(facts)]
        found = {("changes-of-office", event.office) for event in told}
        found |= {("changes-of-category", event.category) for event in told}
        found |= {("kind-of-change", kind) for event in told for kind in event.kinds}
        found |= {("month", month) for month in self._with_neighbours({event.revision.commit.day.isoformat()[:7] for event in told})}
        # a category that had no item has no feed, one that has none any more loses it
        found |= {("changes-of-category", row.category) for code in facts.of("power", "category") for row in facts.rows(code)}
        for kind, key in found:
            facts.add(kind, key, WHY)
        if found:
            facts.add("changes", "", WHY)

    def _new(self) -> Iterator[LegalEvent]:
        return self.record.since(self.tip) if self.tip != self.record.tip else iter(())

    def _told_otherwise(self, facts: Facts) -> Iterator[LegalEvent]:
        """Give the events that are worded otherwise now, or stand in another list."""
        codes = self.retold.union(facts.of("power", "name"), facts.of("power", "category"))
        return self.record.recent(codes=codes) if codes else iter(())

    def _with_neighbours(self, months: Collection[str]) -> Iterator[str]:
        """Give months, and those beside the ones that had no page yet: they lead to each other."""
        known = self.record.months()
        for month in months:
            yield month
            if month in known and not self.state.has_output(file_of(month_url(month))):
                at = known.index(month)
                yield from known[max(0, at - 1) : at + 2]

    def remember(self, registry: Registry, *, anew: bool) -> None:
        """Keep what the next build compares with."""
        if anew or self.tip != self.record.tip or self.state.get("agreed") != str(self.record.agreed):
            self.state.warn(".git", sum(1 for _ in self.record.warnings()))
        self.state.put(tip=self.record.tip, cut=_cut(self.record), agreed=str(self.record.agreed), approvers=_approvers(self.record))
        if anew:
            self.state.keep("titles", titles(registry))

    def note_past(self, rests: Mapping[str, Collection[Rest]]) -> None:
        """Note what the old texts of some items name, in place of what was noted before."""
        db = self.state.db
        db.executemany("delete from past where code = ?", [(code,) for code in rests])
        db.executemany(
            "insert into past values (?, ?, ?)",
            [(code, kind, target) for code, found in rests.items() for kind, target in found],
        )

    def note_since(self, since: Mapping[str, Since]) -> None:
        """Note since when some items are as their data says."""
        rows = ((code, one.day and one.day.isoformat(), one.gone) for code, one in since.items())
        self.state.db.executemany("insert or replace into since values (?, ?, ?)", rows)

    def _later(self, code: str) -> Iterator[str]:
        """Give the codes under which an item lives on."""
        seen = {code}
        while (code := self.record.successor(code)) and code not in seen:
            seen.add(code)
            yield code


def _approvers(record: Record) -> str:
    return hashlib.sha256(record.approvers).hexdigest()


def _cut(record: Record) -> str:
    why = record.why_incomplete
    return f"{why.code} {record.boundary}" if why else ""


def codes_waiting(options: Options, record: Record, day: datetime.date) -> frozenset[str] | None:
    """Give the codes of the items of which a text may wait for its day; None in a catalogue of the past, which knows of nothing to come."""
    return None if options.as_of else record.beginning(day)
