"""The published JSON Schemas (2020-12), one file each: of an item, of one that is gone, of a row in bulk, of the list of changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from quanli.assemble.bulk import CATALOGUE_SCHEMA
from quanli.assemble.bulk_row import COLUMNS, Column
from quanli.assemble.changed import INDEX_SCHEMA, PART_SCHEMA
from quanli.assemble.context import Context
from quanli.assemble.data import json_bytes
from quanli.assemble.page import Part
from quanli.assemble.page_kind import PageKind
from quanli.assemble.power_data import GONE_SCHEMA, POWER_SCHEMA, VERSION, schema_url
from quanli.assemble.power_schema import (
    COMMIT,
    DATE,
    DIALECT,
    LINK,
    TEXT,
    TEXTS,
    Schema,
    head_fields,
    maybe,
    power_schema,
    said,
    site_fields,
)

_DIGEST: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TYPES: Mapping[str, Schema] = MappingProxyType({"date": DATE, "array": TEXTS})


def schema_file(context: Context, name: str) -> Iterator[Part]:
    """Write a schema under its address."""
    yield f"data/schemas/{name}.json", json_bytes({"$schema": DIALECT, "$id": schema_url(name, context), **published_schema(name)})


def published_schema(name: str) -> dict[str, Any]:
    """Give a schema by its name, without its address. More fields than it names are allowed: they may be added."""
    return _SCHEMAS[name]()


def _gone_schema() -> Schema:
    properties = head_fields(gone=True) | {
        "code": said(TEXT, "编码", "its code"),
        "name": said(TEXT, "最后的名称", "what it was called last"),
        "office": said(maybe(TEXT), "最后的实施机关", "the office that had it last"),
        "office_name": said(maybe(TEXT), "最后的实施机关（名称）", "that office, in words"),
        "since": said(maybe(DATE), "自哪天起不在目录中；还没有提交的为 null", "since when it is gone; null while that is not committed"),
        "commit": said(COMMIT, "移出它的提交", "the commit that took it out"),
        "reason": said(TEXT, "理由", "why"),
        "legal_basis": said(TEXT, "法律依据", "on which basis in law"),
        "document": said(TEXT, "决定的文件", "the document that ordered it"),
        "successor": said(maybe(TEXT), "现在的编码；没有接续的为 null", "the code under which it lives on; null where it does not"),
        "successor_name": said(maybe(TEXT), "接续它的事项（名称）", "what that is called"),
        "successor_url": said(maybe(LINK), "接续它的事项的数据", "the data of that"),
        "url": said(LINK, "说明它去向的网页", "the page that says what became of it"),
        "last_url": said(maybe(LINK), "最后的全文", "its last text"),
        "history_url": said(LINK, "变更记录", "its record of changes"),
    } | site_fields()  # fmt: skip
    return _object("已不在目录中的事项 a power that is gone", properties)


def _catalogue_schema() -> Schema:
    row = _object("一个事项 a power", {name: _column(column) for name, column in COLUMNS.items()})
    return {"title": "目录的一部分 a part of the catalogue", "type": "array", "items": row}


def _column(column: Column) -> Schema:
    schema: Schema = dict(_TYPES.get(column.type, {"type": column.type}))
    if column.choices:
        schema["enum"] = list(column.choices)
    about = {"title": column.zh, "description": column.help} if column.help else {"title": column.zh}
    return {**(maybe(schema) if column.nullable else schema), **about}


def _index_schema() -> Schema:
    part = _object("一部分 a part", {"first": said(TEXT, "开头的编码", "the code that begins it"), "sha256": said(_DIGEST, "这一部分的摘要", "the digest of the part"), "url": LINK})
    return _object("变动清单的目录 the index of the list of changes", _listing() | site_fields() | {"parts": {"type": "array", "items": part}})


def _part_schema() -> Schema:
    item = {
        "code": said(TEXT, "编码", "its code"),
        "gone": said({"type": "boolean"}, "是否已不在目录中", "whether it is no longer in the catalogue"),
        "since": said(maybe(DATE), "自哪天起是这样", "since when it is so"),
        "sha256": said(_DIGEST, "它的 JSON 的摘要", "the digest of its JSON"),
        "url": said(LINK, "它的 JSON", "its JSON"),
    }
    return _object("变动清单的一部分 a part of the list of changes", _listing() | {"items": {"type": "array", "items": _object("一个事项 a power", item)}})


def _listing() -> Schema:
    return {"$schema": LINK, "version": {"const": VERSION, "type": "integer"}}


def _object(title: str, properties: Schema) -> Schema:
    return {"title": title, "type": "object", "required": list(properties), "properties": properties}


_SCHEMAS: Mapping[str, Callable[[], Schema]] = MappingProxyType({
    POWER_SCHEMA: power_schema,
    GONE_SCHEMA: _gone_schema,
    CATALOGUE_SCHEMA: _catalogue_schema,
    INDEX_SCHEMA: _index_schema,
    PART_SCHEMA: _part_schema,
})  # fmt: skip
SCHEMAS = PageKind("schema", lambda name: f"/data/schemas/{name}.json", (), lambda _: _SCHEMAS, schema_file, listed=False)
