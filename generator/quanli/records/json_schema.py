"""JSON Schema (2020-12) of a record, from the same description that the reader uses."""

from __future__ import annotations

from typing import Any

from quanli.records.fields import Field, fields_of

_PATTERNS = {
    "date": r"^\d{4}-\d{2}-\d{2}$",
    "code": r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
    "article": r"^第[零〇一二三四五六七八九十百千0-9]+条(之[一二三四五六七八九十]+)?$",
}


def json_schema(record: type, name: str) -> dict[str, Any]:
    """Describe a content file; every field carries its Chinese name and its help in both languages."""
    definitions: dict[str, Any] = {}
    schema = _record(record, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Quanli {name}",
        **schema,
        "$defs": definitions,
    }


def _record(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    fields = fields_of(record)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key for key, field in fields.items() if field.about.required],
        "properties": {
            key: {**_value(field, definitions), **explained(field)} for key, field in fields.items()
        },
    }


def explained(field: Field) -> dict[str, Any]:
    """Give what people are told of a field: its name, its help and its words in both languages."""
    about = field.about
    chinese = f"{about.zh}：{about.help_zh}" if about.help_zh else about.zh
    english = f"{about.en}: {about.help_en}" if about.help_en else about.en
    choices = "\n".join(f"- {key}：{term.zh}" for key, term in (about.choices or {}).items())
    explained: dict[str, Any] = {
        "title": about.zh,
        "description": f"{chinese}\n{english}" + (f"\n{choices}" if choices else ""),
    }
    if about.example:
        explained["examples"] = [about.example]
    return explained


def _value(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    if field.shape in {"record", "records", "mapping"} and hasattr(field.element, "__dataclass_fields__"):
        name = field.element.__name__
        if name not in definitions:
            definitions[name] = {}  # its own name first: records may hold each other
            definitions[name] = _record(field.element, definitions)
        one: dict[str, Any] = {"$ref": f"#/$defs/{name}"}
    else:
        one = scalar(field)
    if field.shape in {"records", "scalars"}:
        return {"type": "array", "items": one}
    if field.shape == "mapping":
        return (
            {"type": "object"}
            if field.about.kind == "open"
            else {"type": "object", "additionalProperties": one}
        )
    return one


def scalar(field: Field) -> dict[str, Any]:
    """Describe one value of a field that holds no record."""
    about = field.about
    if about.choices:
        return {"enum": [*about.choices, *(int(key) for key in about.choices if key.isdigit())]}
    if about.kind in {"integer", "number"}:
        return {"type": about.kind}
    if about.kind == "flag":
        return {"type": "boolean"}
    schema: dict[str, Any] = {"type": "string", "maxLength": field.limit}
    if about.kind in _PATTERNS:
        schema["pattern"] = _PATTERNS[about.kind]
    return schema
