"""What would be there if a branch were merged now: the tree is made by git itself, the branch is left alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.git.ask import ask
from quanli.git.run import command, environment

MERGE_CONFLICTS = Rule(
    "MERGE_CONFLICTS", "error",
    zh="与 {base} 合并有冲突：{files}，合并结果要靠手工决定，无从审批",
    en="it cannot be merged into {base} without conflict: {files}; what would come of it is decided by hand, so nobody can have approved it",
    hint_zh="先把 {base} 并入分支，解决冲突，再用 quanli propose 重新提出，由各环节重新签署",
    hint_en="merge {base} into the branch, settle the conflict, propose it anew with: quanli propose, and let it be signed anew",
    follows="发布的就是批准的（两项各自批准的变更合并出的文本没有人批准过）",
)
MERGE_UNKNOWN = Rule(
    "MERGE_UNKNOWN", "error",
    zh="{base} 在分支分出以后又有提交，这里的 git 算不出合并结果（需要 2.38 以上版本）",
    en="{base} has gone on since the branch left it, and this git cannot tell what a merge would give (it takes 2.38 or later)",
    hint_zh="更新 git，或先把 {base} 并入分支",
    hint_en="update git, or merge {base} into the branch first",
    follows="发布的就是批准的：审的是合并以后的结果",
)
_SETTINGS = {"merge.renormalize": "false", "merge.renames": "true", "merge.directoryRenames": "conflict"}


def merged_tree(folder: Path, base: str, head: str) -> str:
    """Give the tree of a merge of ``head`` into ``base``; no commit is made. Raises :class:`ProblemsFoundError` where git makes none."""
    arguments = ("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", base, head)
    surroundings = environment(folder, _SETTINGS | _drivers_off(folder))
    done = subprocess.run(command(folder, *arguments), capture_output=True, check=False, env=surroundings)
    tree, *files = done.stdout.decode("utf-8", "replace").split("\0")
    if done.returncode == 0:
        return tree.strip()
    if done.returncode == 1:
        names = "、".join(dict.fromkeys(name for name in files if name))
        raise ProblemsFoundError([MERGE_CONFLICTS.at("", base=base[:10], files=names[:300])])
    raise ProblemsFoundError([MERGE_UNKNOWN.at("", base=base[:10])])


def _drivers_off(folder: Path) -> dict[str, str]:
    """Give settings under which git runs no merge driver: a repository's own settings name programs, its attributes choose them."""
    found = ask(folder, "config", "-z", "--name-only", "--get-regexp", r"^merge\..*\.driver$") or ""
    return {name: "false" for name in found.split("\0") if name}
