"""The data of a hub: every item of every site in parts, as each site has them, with whose they are; and the names to find by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from quanli.assemble.bulk_row import safe_cell
from quanli.assemble.cut import DATA, cut
from quanli.assemble.data import json_bytes
from quanli.assemble.page import Part
from quanli.catalogue import terms
from quanli.config.site import Site
from quanli.hub.pages import Item

_NAMES = 2_000
"""Items whose names stand in one file: about 300 KB, which a script fetches when somebody begins to type."""


def data_parts(items: Sequence[Item], site: Site) -> Iterator[Part]:
    """Give the items of all sites as JSON and CSV in parts, and the list of the parts."""
    begins = [first for first, _ in cut((item.key for item in items), DATA)]
    at = {item.key: n for n, item in enumerate(items)}
    bounds = [*(at[first] for first in begins), len(items)]
    listed = []
    for n, first in enumerate(begins):
        name = f"data/catalogue-{first}" if n else "data/catalogue"
        rows = [_row(item) for item in items[bounds[n] : bounds[n + 1]]]
        listed.append({"name": name, "first": first})
        yield f"{name}.json", json_bytes(rows)
        yield f"{name}.csv", _csv(rows)
    yield "data/index.json", json_bytes({"site": site.name, "body": site.body, "parts": listed})


def _row(item: Item) -> dict[str, Any]:
    row = item.row
    return {
        "code": row.code, "name": row.name, "category": row.category, "category_name": terms.CATEGORIES[row.category].zh,
        "body": item.site.site.id, "body_name": item.site.name, "office_name": row.office, "state": row.state, "summary": row.summary,
        "promised_text": row.promised or None, "free": row.free, "visits": row.visits, "keywords": list(row.keywords), "url": row.url,
    }  # fmt: skip


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(rows[0] if rows else ())
    for row in rows:
        writer.writerow([safe_cell(" ".join(value) if isinstance(value, list) else value) for value in row.values()])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def name_files(items: Sequence[Item]) -> Iterator[Part]:
    """Give what a script finds by: name, address, category, body, state where it is not active, everyday words and code."""
    for n in range(0, len(items), _NAMES):
        rows = [
            [item.row.name, item.row.url, terms.CATEGORIES[item.row.category].zh, item.site.name, terms.STATES[item.row.state].zh if item.row.state != "active" else "", " ".join((*item.row.keywords, item.row.code, item.row.office))]
            for item in items[n : n + _NAMES]
        ]
        yield f"data/names-{n // _NAMES}.json", json_bytes(rows)
