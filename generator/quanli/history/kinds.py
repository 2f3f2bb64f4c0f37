"""Of which kind a change is: told from where it stands, never from what its author calls it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quanli.catalogue.content_kinds import KINDS
from quanli.catalogue.power import Power
from quanli.history.change import Kind

_WHOLE: Mapping[type, Kind] = MappingProxyType({kind.record: kind.change for kind in KINDS if kind.record and kind.change != "data"})
"""Each record's kind, unless a field below says otherwise."""

_PARTS: Mapping[tuple[str, ...], Kind] = MappingProxyType({
    ("states",): "state",
    ("flows",): "flow",
    ("flows", "post"): "post",
    ("flows", "unit"): "post",
    ("flows", "duties"): "post",
    ("discretion",): "discretion",
    ("unit",): "post",
    ("contact",): "post",
    ("complaint",): "post",
    ("channels", "windows"): "post",
    ("reviewed_on",): "correction",
    ("faq",): "correction",
    ("guide",): "correction",
    ("related",): "correction",
    ("keywords",): "correction",
    ("life_events",): "correction",
    ("risks", "measure"): "post",
})  # fmt: skip
"""Parts of a power: its field, or its field and the last key below it."""


def kind_of(record: type, keys: tuple[str, ...]) -> Kind:
    """Give the kind of a change at a path of field keys (list members left out)."""
    whole = _WHOLE[record]
    if whole != "content" or record is not Power or not keys:
        return whole
    return _PARTS.get((keys[0], keys[-1])) or _PARTS.get(keys[:1], whole)
