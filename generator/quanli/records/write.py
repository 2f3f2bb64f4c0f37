"""Records back to plain values and to YAML that :mod:`quanli.records.read` takes and a person likes to read."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from quanli.records.fields import fields_of


def plain(record: Any, *, public_only: bool = False) -> dict[str, Any]:
    """Turn a record into nested dicts and lists by YAML keys, without fields that hold their default.

    Dates stay dates and numbers ``int`` or ``Decimal``. With ``public_only`` a field leaves the house only when its
    description says that it may.
    """
    values = {}
    for key, field in fields_of(type(record)).items():
        value = getattr(record, field.attribute)
        if value is field.default or value == field.default or (public_only and not field.about.public):
            continue
        shape = field.shape
        if shape == "scalar":
            values[key] = _number(value) if value.__class__ is Decimal else value
        elif shape == "record":
            values[key] = plain(value, public_only=public_only)
        elif shape == "records":
            values[key] = [plain(entry, public_only=public_only) for entry in value]
        elif shape == "scalars":
            values[key] = [_number(entry) if entry.__class__ is Decimal else entry for entry in value]
        elif dataclasses.is_dataclass(field.element):
            values[key] = {name: plain(entry, public_only=public_only) for name, entry in value.items()}
        else:
            values[key] = dict(value)
    return values


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def dump(values: Mapping[str, Any]) -> str:
    """Write plain values as YAML: block style, several lines as a literal block, text quoted where it must be."""
    return yaml.dump(
        dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=False
    )


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    from quanli.records.strict_yaml import reading  # noqa: PLC0415 - the reader's rules decide what needs quotes

    if "\n" in text and not any(line != line.rstrip() for line in text.split("\n")):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if reading(text) else None)


def _represent_number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(number, "f"))


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_number)
_Dumper.add_representer(datetime.date, yaml.SafeDumper.yaml_representers[datetime.date])
