"""What the record of changes makes stale since the last build: whose pages of it are drawn again, and which overviews.

An item's record is drawn with the item. So items are drawn again that have new events in git, that speak of a law, an
office, a unit or a window by a title that it no longer has, or whose old texts rest on a register or an item that changed.
"""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from quanli.build.state import State
from quanli.catalogue.index import Index
from quanli.catalogue.power import Power
from quanli.catalogue.reference_rules import pointers
from quanli.catalogue.registry import Registry
from quanli.frozen import frozen
from quanli.history.record import Record
from quanli.history.titles import titles
from quanli.pipeline.change import Change
from quanli.pipeline.options import Reason
from quanli.pipeline.workplace import Workplace

PAST = """
create table past (code, kind, target, primary key (kind, target, code)) without rowid;
create index past_by_code on past (code);
"""
"""What the old texts of an item rest on, where its present text does not."""
WHY: Reason = ("变更记录有变", "the record of changes differs")

Rest = tuple[str, str]
"""Kind and id of what a text rests on."""


@dataclass
class Recorded:
    """The record in a build. ``codes`` have pages to draw again, ``retold`` among them say old events otherwise."""

    record: Record
    state: State
    codes: set[str] = field(default_factory=set)
    retold: set[str] = field(default_factory=set)

    @property
    def tip(self) -> str:
        """Give the commit up to which the last build knew the record."""
        return self.state.get("tip")

    def continues(self) -> bool:
        """Tell whether the record only grew since the last build."""
        same_cut = self.state.get("cut") == _cut(self.record)
        return same_cut and (not self.tip or self.record.continues(self.tip)) and bool(self.tip) == bool(self.record.tip)

    def look(self, change: Change, registry: Registry) -> None:
        """Find whose pages are stale, from what changed in git and in the registers."""
        if self.tip != self.record.tip:
            self.codes |= self.record.changed_since(self.tip)
        if change.offices or change.laws:
            before, after = self.state.kept("titles") or {}, titles(registry)
            renamed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
            self.retold |= self.record.speaking_of(renamed) if renamed else frozenset()
        for kind, ids in (
            ("office", change.offices),
            ("law", change.laws),
            ("form", change.forms),
            ("guide", change.guides),
            ("file", change.attached),
        ):
            self.codes |= self.resting_on(kind, ids)
        self.codes |= self.retold
        for code in list(self.codes):
            self.codes |= set(self._later(code))

    def resting_on(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Give the codes of the items whose old texts rest on any of some records."""
        query = "select code from past where kind = ? and target = ?"
        return {code for one in ids for (code,) in self.state.db.execute(query, (kind, one))}

    def files(self, index: Index, codes: Iterable[str]) -> Iterator[str]:
        """Give the files of those items that there still are."""
        for code in sorted(codes):
            row = index.row(code)
            if row:
                yield row.file

    def remember(self, registry: Registry, *, anew: bool) -> None:
        """Keep what the next build compares with."""
        if anew or self.tip != self.record.tip:
            self.state.warn(".git", sum(1 for _ in self.record.warnings()))
        self.state.put(tip=self.record.tip, cut=_cut(self.record))
        if anew:
            self.state.keep("titles", titles(registry))

    def note_past(self, rests: Mapping[str, Collection[Rest]]) -> None:
        """Note what the old texts of some items rest on, in place of what was noted before."""
        db = self.state.db
        db.executemany("delete from past where code = ?", [(code,) for code in rests])
        db.executemany(
            "insert into past values (?, ?, ?)",
            [(code, kind, target) for code, found in rests.items() for kind, target in found],
        )

    def _later(self, code: str) -> Iterator[str]:
        """Give the codes under which an item lives on."""
        seen = {code}
        while (code := self.record.successor(code)) and code not in seen:
            seen.add(code)
            yield code


@frozen
class PastFile:
    """Where a worker leaves what old texts rest on, for the parent to note."""

    place: Workplace
    name: str

    def leave(self, rests: Mapping[str, Collection[Rest]]) -> None:
        """Leave it."""
        (self.place.scratch / f"past-{self.name}.pickle").write_bytes(pickle.dumps(rests, protocol=5))

    def collect(self) -> Mapping[str, Collection[Rest]]:
        """Take it up."""
        path = self.place.scratch / f"past-{self.name}.pickle"
        found: Mapping[str, Collection[Rest]] = pickle.loads(path.read_bytes())  # noqa: S301 - our own
        path.unlink()
        return found


def rests_of(power: Power) -> set[Rest]:
    """Give the records that the page of a text rests on."""
    found = {("office", power.office), *(("law", one.law) for one in power.basis)}
    found |= {("form", one.form) for one in power.materials or () if one.form}
    return found | {(one.kind, one.target) for one in pointers(power, "")}


def _cut(record: Record) -> str:
    why = record.why_incomplete
    return f"{why.code} {record.boundary}" if why else ""
