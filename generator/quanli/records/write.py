"""Records back to plain values and to YAML that :mod:`quanli.records.read` takes and a person likes to read."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from quanli.records.fields import Shape, fields_of


@functools.cache
def _written(record: type, public_only: bool) -> tuple[tuple[str, str, Any, Shape, bool], ...]:
    """Give of each field that may be written: key, attribute, default, shape, and whether it maps names to records."""
    fields = (one for one in fields_of(record).values() if one.about.public or not public_only)
    return tuple((one.key, one.attribute, one.default, one.shape, dataclasses.is_dataclass(one.element)) for one in fields)


def plain(record: Any, *, public_only: bool = False) -> dict[str, Any]:
    """Turn a record into nested dicts and lists by YAML keys, without fields that hold their default.

    Dates stay dates and numbers ``int`` or ``Decimal``. With ``public_only`` a field leaves the house only when its
    description says that it may.
    """
    values, held = {}, record.__dict__
    for key, attribute, default, shape, mapped in _written(record.__class__, public_only):
        value = held[attribute]
        if value is default or value == default:
            continue
        if shape == "scalar":
            values[key] = _number(value) if value.__class__ is Decimal else value
        elif shape == "record":
            values[key] = plain(value, public_only=public_only)
        elif shape == "records":
            values[key] = [plain(entry, public_only=public_only) for entry in value]
        elif shape == "scalars":
            values[key] = [_number(entry) if entry.__class__ is Decimal else entry for entry in value]
        elif mapped:
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
