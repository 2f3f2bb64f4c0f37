"""The kinds of change, and of which kind a change is: told from where it stands, never from what its author calls it.

A new kind is a row of :data:`KINDS`, the parts of a power that are of it, and its chain of approvals in
:mod:`quanli.history.procedure`. Files are of the kind that their row in :mod:`quanli.catalogue.content_kinds` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from quanli.catalogue.content_kinds import KINDS as KINDS_OF_FILE
from quanli.catalogue.power import Power
from quanli.records.fields import Term

Kind = Literal["content", "state", "flow", "discretion", "post", "correction"]

KINDS: Mapping[Kind, Term] = MappingProxyType({
    "content": Term("事项内容变更", "content of the item"),
    "state": Term("权力状态变更", "state of the power"),
    "flow": Term("流程变更", "flow"),
    "discretion": Term("裁量基准变更", "discretion benchmark"),
    "post": Term("机构、岗位和联系方式变更", "units, posts and contacts"),
    "correction": Term("错漏更正和检索信息", "correction of errors, words for finding it"),
})  # fmt: skip
"""The kinds in the order in which a report lists them; each has its own chain of approvals."""

_WHOLE: Mapping[type, Kind] = MappingProxyType({kind.record: kind.change for kind in KINDS_OF_FILE if kind.record and kind.change != "data"})
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
