"""Lists, links and sub-items are found by indexes, however large the catalogue."""

import sqlite3

import pytest

from quanli.catalogue.index import Index
from quanli.catalogue.index_tables import SCHEMA

KINDS = ("category", "office", "state", "initial", "guide", "parent", "law", "form", "life_event", "audience", "office_category", "category_state")


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_found_by_its_index(kind):
    """The powers of any list are looked up by the list's key, never by walking through the catalogue."""
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    index = Index(db)
    index.finish_filling()
    asked = []
    db.set_trace_callback(asked.append)
    list(index.rows("A", "B", **{kind: "x/y" if "_" in kind and kind != "life_event" else "x"}))
    db.set_trace_callback(None)
    (query,) = asked
    first, *_ = [row[3] for row in db.execute(f"explain query plan {query}")]
    assert first.startswith("SEARCH")
    assert "=?" in first
