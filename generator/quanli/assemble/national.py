"""Where the records of the national service-item tables are published: one an item, and many in one file."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.data import json_bytes
from quanli.assemble.edges import Every, Named, Own
from quanli.assemble.item import Item
from quanli.assemble.national_record import national_record
from quanli.assemble.page import Part
from quanli.assemble.page_kind import FileKind, ItemKind
from quanli.catalogue import terms

ENDING = ".national.json"
"""How the file of an item's record ends."""


def is_national(context: Context, item: Item) -> bool:
    """Tell whether an item has a record: not where the site publishes none, its category has no number, or nobody knows what is in force."""
    known = item.power is not None and not (item.standing and item.standing.unknown)
    return known and "national" in context.site.formats and bool(item.power and terms.CATEGORIES[item.power.category].national)


def national_data(context: Context, item: Item) -> Iterator[Part]:
    """Write an item's record, where it has one."""
    if item.power and is_national(context, item):
        yield national_file(item.code), json_bytes(national_record(item.power, context.registry, context.as_of))


def national_file(code: str) -> str:
    """Give the file of an item's record."""
    return f"powers/{code}{ENDING}"


def national_url(code: str) -> str:
    """Give the address of an item's record."""
    return f"/{national_file(code)}"


def national_part_name(code: str, number: int) -> str:
    """Name a file of many records after the item that begins it, the first one ``national``."""
    return f"data/national-{code}" if number else "data/national"


NATIONAL_DATA = ItemKind(
    "national",
    national_url,
    (),
    national_data,
    (
        Own("power", "text"),
        Own("power", "state"),
        Own("record"),
        Named("office"),
        Named("law"),
        Every("remedies"),
    ),
    listed=False,
)
NATIONAL_PART = FileKind("national-part", lambda code: f"/{national_part_name(code, 1)}.json")
"""Records of many items in one file, made by a hand of its own from those of each item."""
NATIONAL_INDEX = "data/national/index.json"
"""The list of these files: ``{"site", "body", "parts": [{"name", "first"}]}``."""
