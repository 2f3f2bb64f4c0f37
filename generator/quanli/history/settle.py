"""From tables to events: the versions of each touched item one after another, and what each changes in law."""

from __future__ import annotations

import datetime
import itertools
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from quanli.catalogue.power import Power
from quanli.frozen import frozen
from quanli.git.objects import Objects
from quanli.history.change import Change
from quanli.history.naming import Names
from quanli.history.passages import PassageReader, Reading
from quanli.history.titles import Asked

Diff = Callable[[Power | None, Power | None, Names], tuple[Change, ...]]
_DATE = re.compile(r"(?a)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_TOGETHER = 50
"""Items whose blobs are asked for at once."""


class Step(NamedTuple):
    """An item's file before and after a commit of the main line, whichever folder it lies in."""

    position: int
    file: str
    before: str
    after: str
    renamed_from: str
    day: str
    trailers: str
    brought: str


@frozen
class _Facts:
    """What is kept of a version: whether it could be read, the legal dates that it states, and its category."""

    readable: bool
    faults: tuple[str, ...]
    effective_on: str
    state_on: str
    category: str


_NOTHING = _Facts(True, (), "", "", "")


@dataclass
class _Plan:
    """An item's steps, what is known of them already, and from which step on blobs must be read."""

    code: str
    steps: Sequence[Step]
    facts: dict[str, _Facts]
    first: int
    base: str
    changes: list[str] = field(default_factory=list)

    @property
    def blobs(self) -> list[str]:
        """Give the blobs to read: the version that the first unknown one is compared with, then all after it."""
        unknown = [step.after for step in self.steps[self.first :] if step.after]
        return [self.base, *unknown] if self.base and self.first < len(self.steps) else unknown


def settle(cursor: sqlite3.Cursor, objects: Objects, diff: Diff, names: Names) -> None:
    """Write the events of the touched items."""
    plans = (_plan(cursor.connection, code, steps) for code, steps in _timelines(cursor.connection))
    while together := list(itertools.islice(plans, _TOGETHER)):
        answers = objects.read(itertools.chain.from_iterable(plan.blobs for plan in together))
        for plan in together:
            _settle(cursor, plan, answers, diff, names)


def _timelines(db: sqlite3.Connection) -> Iterator[tuple[str, list[Step]]]:
    rows = db.execute(
        "select e.code, e.position, e.file, e.before, e.after, e.silent, l.day, l.trailers, r.old_file, r.old_blob,"
        " (select json_group_array(json(b.trailers)) from brought b where b.position = e.position and b.file = e.file)"
        " from touched t cross join entry e on e.code = t.code join line l on l.position = e.position"
        " left join renamed r on r.code = e.code and r.position = e.position"
        " order by e.code, e.position, e.file"
    )
    for code, group in itertools.groupby(rows, itemgetter(0)):
        yield code, list(_steps(group))


def _steps(rows: Iterator[tuple[str, ...]]) -> Iterator[Step]:
    """Follow an item through its files: one that leaves a folder and turns up in another has moved."""
    live: dict[str, str] = {}
    file = ""
    for position, group in itertools.groupby(rows, itemgetter(1)):
        was = file, live.get(file, "")
        for row in group:
            _, _, path, _, after, silent, day, trailers, old_file, old_blob, brought = row
            if after:
                live[path] = after
            else:
                live.pop(path, None)
            if old_file and not was[1]:
                was = old_file, old_blob
        file = file if file in live else min(live, default="")
        now = file or was[0], live.get(file, "")
        if silent or was[1] == now[1] == "" or was == now:
            continue
        moved = was[0] if was[1] and now[1] and was[0] != now[0] else ""
        yield Step(int(position), now[0], was[1], now[1], moved, day, trailers, brought if brought != "[]" else "")


def _plan(db: sqlite3.Connection, code: str, steps: Sequence[Step]) -> _Plan:
    rows = db.execute(
        "select blob, readable, faults, effective_on, state_on, category from reading"
        " where blob in (select after from entry where code = ? union select ?)",
        (code, steps[0].before if steps else ""),
    )
    facts = {row[0]: _Facts(bool(row[1]), tuple(row[2].split()), *row[3:]) for row in rows}
    changes: list[str] = []
    if steps and steps[0].before and steps[0].before not in facts:
        return _Plan(code, steps, facts, 0, steps[0].before, changes)
    base = _first_base(steps, facts)
    for at, step in enumerate(steps):
        known = facts.get(step.after, _NOTHING if not step.after else None)
        kept = db.execute("select changes from diff where before = ? and after = ?", (base, step.after)).fetchone()
        if known is None or (kept is None and known.readable):
            return _Plan(code, steps, facts, at, base, changes)
        changes.append(kept[0] if kept and known.readable else "")
        base = step.after if known.readable else base
    return _Plan(code, steps, facts, len(steps), base, changes)


def _first_base(steps: Sequence[Step], facts: Mapping[str, _Facts]) -> str:
    """Give what the first step is compared with: nothing, or what the item was under another code or before a cut."""
    before = steps[0].before if steps else ""
    return before if before and facts[before].readable else ""


def _settle(
    cursor: sqlite3.Cursor, plan: _Plan, answers: Iterator[bytes | None], diff: Diff, names: Names
) -> None:
    reader = PassageReader()
    before = None
    base = plan.base
    if base and plan.first < len(plan.steps):
        before = _noted(cursor, plan, base, reader.read(next(answers)))
        base = base if before else ""
    for step in plan.steps[plan.first :]:
        power = _noted(cursor, plan, step.after, reader.read(next(answers))) if step.after else None
        if step.after and power is None:
            plan.changes.append("")
            continue
        asked = Asked(names)
        changes = _packed(diff(before, power, asked)) if before or power else "[]"
        kept = base, step.after, changes, asked.packed()
        cursor.execute("insert or replace into diff values (?, ?, ?, ?)", kept)
        plan.changes.append(changes)
        before, base = power, step.after
    _write_events(cursor, plan)


def _noted(cursor: sqlite3.Cursor, plan: _Plan, blob: str, reading: Reading) -> Power | None:
    """Keep the facts of a version and give the version."""
    power = reading.power
    last = power.states[-1].on if power and power.states else None
    facts = _Facts(power is not None, reading.faults, _iso(power.effective_on) if power else "", _iso(last), power.category if power else "")
    plan.facts[blob] = facts
    cursor.execute(
        "insert or replace into reading values (?, ?, ?, ?, ?, ?)",
        (blob, facts.readable, " ".join(facts.faults), facts.effective_on, facts.state_on, facts.category),
    )
    return power


def _write_events(cursor: sqlite3.Cursor, plan: _Plan) -> None:
    base = _first_base(plan.steps, plan.facts)
    cursor.execute("delete from of_kind where code = ?", (plan.code,))
    for step, changes in zip(plan.steps, plan.changes, strict=True):
        was, now = plan.facts.get(base, _NOTHING), plan.facts.get(step.after, _NOTHING)
        trailers = _all_trailers(step)
        legal = changes != "[]" or not step.before or not step.after or step.renamed_from != ""
        cursor.execute(
            "insert or replace into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                plan.code,
                step.position,
                step.file,
                step.before,
                step.after,
                base,
                step.renamed_from,
                _effective(was, now, changes, trailers) if now.readable else "",
                json.dumps(trailers, ensure_ascii=False) if step.brought else "",
                legal,
                step.file.split("/")[2],
                now.category or was.category,
            ),
        )
        if legal:
            kinds = {change[5] for change in json.loads(changes or "[]")}
            cursor.executemany("insert into of_kind values (?, ?, ?)", [(kind, step.position, plan.code) for kind in kinds])
        base = step.after if now.readable else base


def _effective(was: _Facts, now: _Facts, changes: str, trailers: Sequence[Sequence[str]]) -> str:
    """Give the legal date: a new ``effective_on``, else the trailer, else the day of a new state that stands alone.

    A date that the version before stated already is not the date of this change.
    """
    if now.effective_on and now.effective_on != was.effective_on:
        return now.effective_on
    for key, value in trailers:
        if key.lower() == "effective-on" and (day := _day(value)):
            return day
    only_state = all(change[5] == "state" for change in json.loads(changes))
    return now.state_on if now.state_on != was.state_on and only_state else ""


def _all_trailers(step: Step) -> list[list[str]]:
    """Give the commit's trailers, then those of the branch's commits that it brought, each said once."""
    found = json.loads(step.trailers) if step.trailers else []
    for said in json.loads(step.brought) if step.brought else ():
        found += [pair for pair in said if pair not in found]
    return found


def _day(text: str) -> str:
    found = _DATE.search(text)
    if not found:
        return ""
    try:
        return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _packed(changes: Sequence[Change]) -> str:
    rows = [(c.path, c.label, c.action, c.before, c.after, c.kind, c.direction) for c in changes]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
