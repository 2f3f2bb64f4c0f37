"""From tables to events: what the versions of each touched item change in law, one after another."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator

from quanli.catalogue.power import Power
from quanli.git.objects import Objects
from quanli.history.asked import Asked
from quanli.history.change import Change
from quanli.history.kinds import kinds_of_passage
from quanli.history.legal_date import all_trailers, decided_late, stated_date
from quanli.history.naming import Names
from quanli.history.packed_change import packed, unpacked
from quanli.history.passages import Parsed, PassageReader
from quanli.history.stating import statings
from quanli.history.timeline import timelines
from quanli.history.unread import Unread, first_base, unread_of
from quanli.history.version_facts import NOTHING, facts_of, keep_facts

Diff = Callable[[Power | None, Power | None, Names], tuple[Change, ...]]
_TOGETHER = 50
"""Items whose blobs are asked for at once."""


def settle(cursor: sqlite3.Cursor, objects: Objects, diff: Diff, names: Names) -> None:
    """Write the events of the touched items."""
    items = (unread_of(cursor.connection, code, steps) for code, steps in timelines(cursor.connection))
    while together := list(itertools.islice(items, _TOGETHER)):
        answers = objects.read(itertools.chain.from_iterable(item.blobs for item in together))
        for item in together:
            _settle(cursor, item, answers, diff, names)


def _settle(
    cursor: sqlite3.Cursor, item: Unread, answers: Iterator[bytes | None], diff: Diff, names: Names
) -> None:
    reader = PassageReader()
    before = None
    base = item.base
    if base and item.first < len(item.steps):
        before = _noted(cursor, item, base, reader.read(next(answers)))
        base = base if before else ""
    for step in item.steps[item.first :]:
        power = _noted(cursor, item, step.after, reader.read(next(answers))) if step.after else None
        if step.after and power is None:
            item.changes.append("")
            continue
        asked = Asked(names)
        changes = packed(diff(before, power, asked)) if before or power else "[]"
        kept = base, step.after, changes, asked.packed()
        cursor.execute("insert or replace into diff values (?, ?, ?, ?)", kept)
        item.changes.append(changes)
        before, base = power, step.after
    _write_events(cursor, item)


def _noted(cursor: sqlite3.Cursor, item: Unread, blob: str, parsed: Parsed) -> Power | None:
    """Keep the facts of a version and give the version."""
    item.facts[blob] = facts = facts_of(parsed)
    keep_facts(cursor, blob, facts)
    return parsed.power


def _write_events(cursor: sqlite3.Cursor, item: Unread) -> None:
    base = first_base(item.steps, item.facts)
    for table in ("of_kind", "stating"):
        cursor.execute(f"delete from {table} where code = ?", (item.code,))  # noqa: S608 - our own words
    for step, changes, stating in zip(item.steps, item.changes, statings(cursor.connection, item.steps), strict=True):
        was, now = item.facts.get(base, NOTHING), item.facts.get(step.after, NOTHING)
        trailers = all_trailers(step) if stating is None else stating.trailers
        effective = stated_date(was, now, changes, trailers) if now.readable else ""
        legal = changes != "[]" or not step.before or not step.after or step.renamed_from != ""
        cursor.execute(
            "insert or replace into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item.code,
                step.position,
                step.file,
                step.before,
                step.after,
                base,
                step.renamed_from,
                effective,
                json.dumps(trailers, ensure_ascii=False) if step.brought or stating else "",
                legal,
                step.file.split("/")[2],
                now.category or was.category,
                decided_late(step, effective, changes, trailers, stating.decided if stating else "") if legal else "",
            ),
        )
        if stating:
            cursor.executemany("insert into stating values (?, ?, ?)", [(item.code, step.position, change) for change in stating.changes])
        if legal:
            kinds = {change.kind for change in unpacked(changes)} | kinds_of_passage(step.renamed_from or step.file, step.file)
            cursor.executemany("insert into of_kind values (?, ?, ?)", [(kind, step.position, item.code) for kind in kinds])
        base = step.after if now.readable else base
