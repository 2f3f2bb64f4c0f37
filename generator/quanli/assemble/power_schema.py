"""The published JSON Schema of a power's data, from the descriptions of its fields and the rule of names beside them."""

from __future__ import annotations

from typing import Any

from quanli.assemble.names_beside import TIMES, named_fields
from quanli.assemble.power_data import VERSION
from quanli.catalogue import terms
from quanli.catalogue.office import Window
from quanli.catalogue.power import Contact, Power
from quanli.records.fields import Field, fields_of
from quanli.records.json_schema import explained, scalar

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
LINK: Schema = {"type": "string", "format": "uri"}
COMMIT: Schema = {"type": ["string", "null"], "pattern": "^[0-9a-f]{40,64}$"}


def said(schema: Schema, zh: str, en: str) -> Schema:
    """Describe what a schema is of, in both languages."""
    return {**schema, "title": zh, "description": f"{zh}\n{en}"}


def maybe(schema: Schema) -> Schema:
    """Let a value be null too."""
    return {**schema, "type": [schema["type"], "null"]}


def site_fields() -> Schema:
    """Describe what all data says of the site."""
    site = {"type": "object", "required": ["name", "body", "url"], "properties": {"name": TEXT, "body": TEXT, "url": LINK}}
    return {
        "license": said(maybe(LINK), "数据的许可协议", "the licence of the data"),
        "site": said(site, "公布它的网站和机关", "the site and the body that publish it"),
    }


def head_fields(*, gone: bool) -> Schema:
    """Describe what the data of an item begins with, in force or gone."""
    return {
        "$schema": said(LINK, "本数据的格式", "the schema of this data"),
        "version": said({"const": VERSION, "type": "integer"}, "格式的版本", "the version of the contract"),
        "gone": said({"const": gone, "type": "boolean"}, "是否已不在目录中", "whether it is no longer in the catalogue"),
    }


def power_schema() -> Schema:
    """Describe the data of an item that is in the catalogue: fields may be added, so more than these are allowed."""
    definitions: Schema = {}
    own = _record(Power, definitions)
    for record in (Contact, Window):
        definitions.setdefault(record.__name__, _record(record, definitions))
    properties = head_fields(gone=False) | own["properties"] | _added() | site_fields()
    needed = ["$schema", "version", "gone", *own["required"], "state", "since", "commit", "url", "effective_contact", "effective_complaint", "license", "site"]
    return {"title": "权力事项 a power", "type": "object", "required": needed, "properties": properties, "$defs": {**definitions, **_remedies()}}


def _record(record: type, definitions: Schema) -> Schema:
    fields, properties, needed = fields_of(record), dict[str, Any](), list[str]()
    for named in named_fields(record):
        field = fields[named.key]
        properties[named.key] = {**_value(field, definitions), **explained(field)}
        beside = bool(named.choices or named.kind)
        if beside:
            several = field.shape in {"scalars", "records"}
            properties[f"{named.key}_name"] = said(TEXTS if several else TEXT, f"{field.about.zh}（名称）", f"{field.about.en}, in words")
        if field.about.required or named.word:
            needed += [named.key, f"{named.key}_name"] if beside else [named.key]
    if record in TIMES:
        properties["text"] = said(TEXT, "这段时间怎么说", "the time in words")
        needed += ["amount", "text"]
    return {"type": "object", "required": needed, "properties": properties}


def _value(field: Field, definitions: Schema) -> Schema:
    if hasattr(field.element, "__dataclass_fields__"):
        name = field.element.__name__
        if name not in definitions:
            definitions[name] = {}  # its own name first: records may hold each other
            definitions[name] = _record(field.element, definitions)
        one: Schema = {"$ref": f"#/$defs/{name}"}
    else:
        one = {key: value for key, value in scalar(field).items() if key != "maxLength"}
        if "enum" in one:
            one = {"type": "string", "enum": list(field.about.choices or ())}
    if field.shape in {"records", "scalars"}:
        return {"type": "array", "items": one}
    return {"type": "object", "additionalProperties": one} if field.shape == "mapping" else one


def _added() -> Schema:
    state = {
        "type": "object",
        "required": ["state", "state_name", "on"],
        "properties": {"state": {"type": "string", "enum": list(terms.STATES)}, "state_name": TEXT, "on": maybe(DATE)},
    }
    contact: Schema = {"anyOf": [{"$ref": "#/$defs/Contact"}, {"type": "null"}]}
    return {
        "state": said(state, "现在的状态", "the state on the day"),
        "since": said(maybe(DATE), "现在的文本自哪天起适用；不知道的为 null", "since when the text in force holds; null where nobody knows"),
        "commit": said(COMMIT, "最后改动这一文本的提交；没有提交的为 null", "the commit that last changed the text; null where it has not been committed"),
        "url": said(LINK, "网页", "its page"),
        "effective_contact": said(contact, "向谁咨询：事项自己的，没有的用机关的", "whom to ask: its own, else the office's"),
        "effective_complaint": said(contact, "向谁投诉：事项自己的，没有的用机关的", "where to complain: its own, else the office's"),
        "places": said({"type": "array", "items": {"$ref": "#/$defs/Window"}}, "办理窗口的地址、时间和电话", "where its windows are"),
        "remedies": said({"$ref": "#/$defs/Remedies"}, "依法算出的救济途径；已取消的事项没有", "the computed remedies; none for what is abolished"),
    }


def _remedies() -> Schema:
    within = {"type": ["object", "null"], "required": ["amount", "unit"], "properties": {"amount": {"type": "integer"}, "unit": {"type": "string", "enum": list(terms.LIMIT_UNITS)}}}
    way = {
        "kind": {"type": "string", "enum": list(terms.REMEDY_WAYS)},
        "name": TEXT,
        "order": {"type": "string", "enum": list(terms.REMEDY_ORDERS)},
        "bodies": TEXTS,
        "named": {"type": "boolean"},
        "within": within,
        "since": TEXT,
        "articles": TEXTS,
        "text": TEXT,
        "note": TEXT,
    }
    against = {
        "key": TEXT,
        "what": TEXT,
        "articles": TEXTS,
        "reconsideration_first": {"type": "boolean"},
        "note": TEXT,
        "ways": {"type": "array", "items": {"$ref": "#/$defs/Way"}},
    }
    remedies = {
        "respondent": TEXTS,
        "law_since": maybe(DATE),
        "against": {"type": "array", "items": {"$ref": "#/$defs/Against"}},
        "notes": TEXTS,
        "national": {"type": "object", "additionalProperties": TEXT},
    }
    return {name: {"type": "object", "required": list(fields), "properties": fields} for name, fields in (("Way", way), ("Against", against), ("Remedies", remedies))}
