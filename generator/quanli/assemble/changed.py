"""What changed since a portal last asked: the digest of every item's data, in parts, under one index of their digests.

Whoever keeps the digests of the last time fetches the index, then the parts that differ, then the items that differ. A changed
item changes its part and the index, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quanli.assemble.bulk import CHANGED_INDEX
from quanli.assemble.context import Context
from quanli.assemble.data import json_bytes
from quanli.assemble.page import Part
from quanli.assemble.power_data import VERSION, about_site, data_file, schema_url

INDEX_SCHEMA, PART_SCHEMA = "changed-index-1", "changed-part-1"
KIND = "changed"


class ChangedRow(NamedTuple):
    """An item with data: its code, the SHA-256 of that, the ISO day since when it is so (None: unknown), and whether it is gone."""

    code: str
    sha256: str
    since: str | None
    gone: int


def changed_name(first: str) -> str:
    """Name the part that begins with a code."""
    return f"data/changed/from-{first}.json"


def changed_part(first: str, rows: Iterable[ChangedRow], context: Context) -> Part:
    """Write a part."""
    domain = context.site.domain
    items = [
        {"code": row.code, "gone": bool(row.gone), "since": row.since, "sha256": row.sha256, "url": f"{domain}/{data_file(row.code)}"}
        for row in rows
    ]
    return changed_name(first), json_bytes({"$schema": schema_url(PART_SCHEMA, context), "version": VERSION, "items": items})


def changed_index(parts: Sequence[tuple[str, str]], context: Context) -> Part:
    """Write the index, from the first code and the SHA-256 of each part."""
    domain = context.site.domain
    listed = [{"first": first, "sha256": digest, "url": f"{domain}/{changed_name(first)}"} for first, digest in parts]
    head = {"$schema": schema_url(INDEX_SCHEMA, context), "version": VERSION}
    return CHANGED_INDEX, json_bytes(head | about_site(context) | {"parts": listed})
