"""Of which kind a change is: told from where it stands, never from what its author calls it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quanli.catalogue.form import Form
from quanli.catalogue.guide import Guide
from quanli.catalogue.law import LawRegister
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.config.calendar import Calendar
from quanli.config.site import Site
from quanli.history.change import Kind

_WHOLE: Mapping[type, Kind] = MappingProxyType({
    Power: "content",
    Office: "post",
    Form: "content",
    LawRegister: "content",
    Site: "content",
    Guide: "correction",
    Calendar: "correction",
})  # fmt: skip
"""Each record's kind, unless a field below says otherwise. Guides and calendars explain and count; they decide nothing."""

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
