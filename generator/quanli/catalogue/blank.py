"""A commented file to fill in: every field of a record with its Chinese name, help and choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from quanli.records.fields import Field, fields_of
from quanli.records.write import dump


def blank(record: type, values: Mapping[str, Any], asked: Collection[str] = ()) -> str:
    """Write the given values, then every other field as a comment; ``asked`` are the elements that the category wants."""
    lines = []
    for key, field in fields_of(record).items():
        if not field.about.public:
            continue
        lines.append(f"# {_explained(field)}{'【本类别应填】' if key in asked and key not in values else ''}")
        if key in values:
            lines.append(dump({key: values[key]}).rstrip("\n"))
        else:
            lines += [f"# {line}" for line in _example(key, field)]
    return "\n".join(lines) + "\n"


def _explained(field: Field) -> str:
    about = field.about
    text = f"{about.zh}（{about.en}）" + (f"：{about.help_zh}" if about.help_zh else "")
    if about.choices:
        text += "；可用 " + "、".join(f"{key} {term.zh}" for key, term in about.choices.items())
    return text


def _example(key: str, field: Field, depth: int = 0) -> list[str]:
    """Show the shape of a field: nested fields two levels down, then as dots."""
    pad = "  " * depth
    if field.shape in {"record", "records"} and depth < 2:
        inner = [
            line
            for name, one in fields_of(field.element).items()
            for line in _example(name, one, depth + (2 if field.shape == "records" else 1))
        ]
        if field.shape == "records" and inner:
            first = inner[0].lstrip()
            inner[0] = f"{pad}  - {first}"
        return [f"{pad}{key}:", *inner]
    shown = {"scalars": "[]", "records": "[]", "mapping": "{}", "record": "{}"}.get(field.shape, "")
    return [f"{pad}{key}: {shown}".rstrip() + f"  # {field.about.zh}" * (depth > 0)]
