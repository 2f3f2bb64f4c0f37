"""What people call a commit, made out to be one."""

from __future__ import annotations

from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.git.log import ask

REVISION_UNKNOWN = Rule(
    "REVISION_UNKNOWN", "error",
    zh="git 里没有“{name}”这个版本", en='git knows no revision "{name}"',
    hint_zh="核对分支名或提交编号，必要时先 git fetch",
    hint_en="check the branch or commit; fetch it first if need be",
)


def commit_of(folder: Path, name: str) -> str:
    """Give the commit of a branch, a tag or a part of its id. Raises :class:`ProblemsFoundError` for one that git does not know."""
    commit = ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise ProblemsFoundError([REVISION_UNKNOWN.at("", name=name)])
    return commit
