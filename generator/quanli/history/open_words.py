"""Settings without fixed fields, such as the procedure, said part by part: which chain asks what, not a heap of brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanli.approval.statement import STATEMENTS
from quanli.history.founding import ROLES
from quanli.history.kinds import KINDS
from quanli.records.fields import Term

_PARTS: Mapping[str, str] = {
    "chains": "", "say": "须写明", "approve": "依次须经", "approvals": "审批从哪里来", "accounts": "平台账号", "roles": "环节", "label": "名称",
}  # fmt: skip


def open_parts(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each part of a value that holds no further ones, with the keys that lead to it."""
    if isinstance(value, Mapping) and value:
        for key in sorted(map(str, value)):
            yield from open_parts(next(part for one, part in value.items() if str(one) == key), (*path, key))
    elif isinstance(value, list | tuple):
        yield path, "、".join(_said(one) for one in value) or "（空）"
    elif value is not None:
        yield path, _said(value) or "（空）"


def part_label(whole: str, path: tuple[str, ...]) -> str:
    """Name a part in words: 变更程序（事项内容变更，依次须经）."""
    words = "，".join(filter(None, (_PARTS.get(key, _said(key)) for key in path)))
    return f"{whole}（{words}）" if words else whole


def _said(value: Any) -> str:
    known: Mapping[Any, Term] = {**KINDS, **STATEMENTS, **ROLES}
    if isinstance(value, Mapping):
        return "，".join(f"{key}：{text}" if key else text for path, text in open_parts(value) for key in ("".join(path[-1:]),))
    if isinstance(value, str) and value in known:
        return known[value].zh
    return ("是" if value else "否") if isinstance(value, bool) else " ".join(str(value).split())
