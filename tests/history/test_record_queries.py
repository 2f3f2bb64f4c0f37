"""What the record is asked for is found by an index: an answer costs what it gives, however long the history."""

import datetime
import sqlite3

import pytest

from quanli.git.objects import Objects
from quanli.history.cache import open_cache
from quanli.history.diff import legal_diff
from quanli.history.lists import Lists
from quanli.history.record import Record
from quanli.history.taking_in import take_in

ASKED = {
    "latest": lambda record: record.recent(5),
    "of an office": lambda record: record.recent(5, office="gjj"),
    "of a category": lambda record: record.recent(5, category="permit"),
    "of a kind": lambda record: record.recent(5, kind="fee"),
    "of some items": lambda record: record.recent(codes=["A-1"]),
    "of an item": lambda record: record.events("A-1"),
    "called last": lambda record: [record.last_called("A-1")],
    "renamed": lambda record: record.renamed_codes(),
    "last days": lambda record: [record.last_days("A-1", "A-9", datetime.date(2024, 5, 1))],
    "latest commits": lambda record: record.commits(limit=3),
    "commits of a month": lambda record: record.commits("2024-05"),
    "made by a commit": lambda record: record.made_by(1, 5),
    "months": lambda record: record.months(),
    "since a commit": lambda record: record.since("0"),
    "changed since a commit": lambda record: record.changed_since("0"),
    "coming": lambda record: record.coming(datetime.date(2024, 5, 1)),
    "approved": lambda record: [record.approved_change("0" * 16), record.restated_since(0), record.agreed_since(0), record.changes_stating(["A-1"])],
    "warnings": lambda record: record.warnings(),
}


class Explained:
    """A database that notes how SQLite would find each answer."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db, self.plans = db, []

    def execute(self, query, values=()):
        self.plans += [row[3] for row in self.db.execute(f"explain query plan {query}", values)]
        return self.db.execute(query, values)


@pytest.mark.parametrize("asked", ASKED)
def test_no_question_walks_through_all_events(tmp_path, asked):
    """No question to the record reads a table from end to end; at most it walks along an index that ends with the answer."""
    record = Record(tmp_path, tmp_path, open_cache(tmp_path / "history.sqlite"))
    record.db = Explained(record.db)
    list(ASKED[asked](record))
    own = "SCAN renamed USING COVERING INDEX" if asked == "renamed" else " "  # all that were renamed is the answer
    walks = [plan for plan in record.db.plans if not plan.startswith(own) and plan.startswith("SCAN") and "json_each" not in plan and "USING INDEX" not in plan]
    assert walks == []
    assert record.db.plans


def test_new_commits_are_taken_in_without_walking_through_the_old_ones(tmp_path):
    """Catching up with a commit looks up what it touches: no step reads all entries, events or differences."""
    db = open_cache(tmp_path / "history.sqlite")
    asked = []
    db.set_trace_callback(asked.append)
    with Objects(tmp_path, 1000) as objects:
        take_in(db.cursor(), 1, objects, legal_diff, {}, Lists(b"", b"", True), anew=False)
    db.set_trace_callback(None)
    plans = [row[3] for query in asked if query.strip().lower().startswith(("select", "insert", "update")) for row in db.execute(f"explain query plan {query}")]
    assert [plan for plan in plans if plan.startswith("SCAN") and plan.split()[1] not in {"t", "diff", "json_each"}] == []
    assert any("event_by_position" in plan for plan in plans)
