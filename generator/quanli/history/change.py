"""A legal change: what it says, of which kind it is, and which way it goes for the citizen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from quanli.errors import Path
from quanli.frozen import frozen
from quanli.history.kinds import Kind
from quanli.records.fields import Term

Action = Literal["added", "removed", "changed"]
Direction = Literal["", "better", "worse", "lighter", "heavier"]
"""For the citizen: shorter, fewer, cheaper is better; a sanction becomes lighter or heavier; empty where it is neither."""

DIRECTIONS: Mapping[Direction, Term] = MappingProxyType({
    "": Term("", ""),
    "better": Term("便利办事人", "better for the applicant"),
    "worse": Term("加重办事人负担", "worse for the applicant"),
    "lighter": Term("处罚减轻", "lighter"),
    "heavier": Term("处罚加重", "heavier"),
})  # fmt: skip


@frozen
class Change:
    """One change in the bureau's words.

    ``path`` names list members by what they are, ``("materials", "申请表", "copies")``; ``label`` says the same in
    words, ``before`` and ``after`` are empty where there is nothing.
    """

    path: Path
    label: str
    action: Action
    before: str
    after: str
    kind: Kind
    direction: Direction = ""


def action_of(before: str, after: str) -> Action:
    """Tell what happens to a value: empty before is new, empty after is gone."""
    return "changed" if before and after else "added" if after else "removed"


def sentence(change: Change) -> str:
    """Say a change in one sentence: 承诺时限：20 个工作日 → 15 个工作日."""
    if change.action == "changed":
        return f"{change.label}：{change.before} → {change.after}"
    verb, detail = ("新增", change.after) if change.action == "added" else ("取消", change.before)
    return f"{verb}{change.label}：{detail}" if detail else f"{verb}{change.label}"
