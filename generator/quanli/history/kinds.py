"""The kinds of change, and of which kind a change is: told from where it stands and what it is, never from what its author calls it.

The founding rules name the item (added or cancelled), its state, its flow and its discretion (扬州公积金中心制度第十二条,
盐城食药监局制度第十三条), staff and posts, wrong data and the program (第十三条; 第十七条), and who exercises the power (南通工商局 汇报一).

A new kind is a row of :data:`KINDS`, the parts of a record that are of it, and its chain of approvals in
:mod:`quanli.history.founding`. Files are of the kind that their row in :mod:`quanli.catalogue.content_kinds` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

from quanli.approval.governed import PELICAN, PIPELINE
from quanli.catalogue.content_kinds import KINDS as KINDS_OF_FILE
from quanli.catalogue.content_kinds import ChangeKind
from quanli.catalogue.office import Office
from quanli.catalogue.power import Power
from quanli.config.theme import THEME
from quanli.history.guidance import says_law
from quanli.records.fields import Term

Kind = Literal[ChangeKind, "added", "cancelled", "moved", "renumbered", "state", "flow", "remedies", "theme", "pipeline"]

KINDS: Mapping[Kind, Term] = MappingProxyType({
    "added": Term("新增事项", "item added"),
    "cancelled": Term("取消事项", "item cancelled"),
    "moved": Term("事项划转", "item moved to another office"),
    "renumbered": Term("编码变更", "item given a new code"),
    "content": Term("事项内容变更", "content of the item"),
    "state": Term("权力状态变更", "state of the power"),
    "subject": Term("行使主体变更", "who exercises the power"),
    "flow": Term("流程变更", "flow"),
    "discretion": Term("裁量基准变更", "discretion benchmark"),
    "remedies": Term("救济途径变更", "remedies"),
    "post": Term("机构、岗位和联系方式变更", "units, posts and contacts"),
    "guidance": Term("办事指引变更", "guidance that says what the law asks"),
    "staff": Term("执法人员变更", "staff"),
    "register": Term("台账登记", "entries of registers"),
    "law": Term("法规登记和文本变更", "laws and their texts"),
    "theme": Term("网页样式变更", "theme"),
    "settings": Term("站点设置变更", "settings of the site"),
    "approvers": Term("审批人名单变更", "list of approvers"),
    "pipeline": Term("发布流程变更", "what runs the publisher"),
    "correction": Term("错漏更正和检索信息", "correction of errors, words for finding it"),
})  # fmt: skip
"""The kinds in the order in which a report lists them; each has its own chain of approvals."""

OF_ITEMS: Mapping[Kind, Term] = MappingProxyType({
    kind: term for kind, term in KINDS.items() if kind not in {"staff", "register", "law", "theme", "settings", "approvers", "pipeline"}
})  # fmt: skip
"""The kinds that the record of an item may hold: each has a page of changes."""

_WHOLE: Mapping[type, Kind] = MappingProxyType({kind.record: kind.change for kind in KINDS_OF_FILE if kind.record})
"""Each record's kind, unless a field below says otherwise."""

_POWER: Mapping[tuple[str, ...], Kind] = MappingProxyType({
    ("code",): "renumbered",
    ("national_code",): "renumbered",
    ("office",): "subject",
    ("unit",): "subject",
    ("level",): "subject",
    ("power_source",): "subject",
    ("entrusted_by",): "subject",
    ("jointly_with",): "subject",
    ("states",): "state",
    ("flows",): "flow",
    ("flows", "post"): "post",
    ("flows", "unit"): "post",
    ("flows", "duties"): "post",
    ("discretion",): "discretion",
    ("disputes",): "remedies",
    ("redress",): "remedies",
    ("contact",): "post",
    ("complaint",): "post",
    ("channels", "windows"): "post",
    ("risks", "measure"): "post",
    ("faq",): "guidance",
    ("reviewed_on",): "correction",
    ("guide",): "correction",
    ("related",): "correction",
    ("keywords",): "correction",
    ("life_events",): "correction",
})  # fmt: skip
_OFFICE: Mapping[tuple[str, ...], Kind] = MappingProxyType({
    ("name",): "subject",
    ("credit_code",): "subject",
    ("nature",): "remedies",
    ("level",): "remedies",
    ("kind",): "remedies",
    ("government",): "remedies",
    ("superior",): "remedies",
    ("organs",): "remedies",
    ("reconsideration",): "remedies",
    ("court",): "remedies",
})  # fmt: skip
"""Of an office all that decides where to have its acts reviewed or sued is remedies (行政复议法第二十四条至第二十九条, 行政诉讼法第十八条)."""
_PARTS: Mapping[type, Mapping[tuple[str, ...], Kind]] = MappingProxyType({Power: _POWER, Office: _OFFICE})
"""Parts of a record: its field, or its field and the last key below it."""

def kind_of(record: type, keys: tuple[str, ...], *said: str) -> Kind:
    """Give the kind of a change at a path of field keys (list members left out).

    ``said`` are the texts there: of questions and answers only what says law is guidance, the rest helps to find things.
    """
    whole, parts = _WHOLE[record], _PARTS.get(record)
    if not parts or not keys:
        return whole
    kind = parts.get((keys[0], keys[-1])) or parts.get(keys[:1], whole)
    return "correction" if kind == "guidance" and not any(map(says_law, said)) else kind


def kinds_of_passage(before: str, after: str) -> frozenset[Kind]:
    """Tell what becomes of an item whose file goes from one path to another; empty where there is none.

    Another folder is another office, another name another code.
    """
    if not before or not after:
        return frozenset() if before == after else frozenset({"added" if after else "cancelled"})
    was, now = PurePosixPath(before), PurePosixPath(after)
    found: set[Kind] = set()
    if was.parent != now.parent:
        found.add("moved")
    if was.name != now.name:
        found.add("renumbered")
    return frozenset(found)


def kind_outside(path: str) -> Kind | None:
    """Give the kind of a governed file outside the catalogue; None where no procedure covers the file."""
    small = path.casefold()
    if small == THEME or small.startswith(f"{THEME}/"):
        return "theme"
    if small == PELICAN:
        return "settings"
    return "pipeline" if small.startswith(PIPELINE) else None
