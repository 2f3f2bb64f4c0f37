"""Why a record of changes is incomplete, and how its state keeps that."""

from __future__ import annotations

import json

from quanli.errors import Problem, Rule

NO_HISTORY = Rule(
    "NO_HISTORY", "warning",
    zh="这里没有 git 历史，变更记录不完整，也不知道哪些文本还没有施行",
    en="there is no git history here: the record is incomplete, and which texts wait for their day is not known",
    hint_zh="在 git 仓库中构建", hint_en="build in a git repository",
)
SHALLOW_CLONE = Rule(
    "SHALLOW_CLONE", "warning",
    zh="git 历史被截断，变更记录不完整，截断以前决定的文本是否还没有施行也无从得知",
    en="history is cut off: the record is incomplete, and which texts decided before still wait for their day is not known",
    hint_zh="用 fetch-depth: 0 取回全部历史", hint_en="use fetch-depth: 0",
)
GIT_FAILED = Rule(
    "GIT_FAILED", "warning",
    zh="git 读不出历史，变更记录不完整：{what}", en="git cannot read the history, the record is incomplete: {what}",
    hint_zh="用 git fsck 检查仓库，必要时重新克隆",
    hint_en="check the repository with git fsck; clone it again if need be",
)
OF_THE_CLONE = frozenset({NO_HISTORY, SHALLOW_CLONE})
"""What is wrong with the clone that is looked at, not with the catalogue: no error even when strict."""
_RULES = {rule.code: rule for rule in (NO_HISTORY, SHALLOW_CLONE, GIT_FAILED)}


def kept(why: Problem | None) -> str:
    """Give the text that stands for a reason, or for none."""
    return json.dumps([why.code, why.args] if why else [])


def recalled(text: str) -> Problem | None:
    """Give the reason that a text stands for."""
    why = json.loads(text)
    return _RULES[why[0]].at(".git", **why[1]) if why else None
