"""What may be put into shell, YAML and servers' settings as it stands: each value has an alphabet, outside which it is refused."""

from __future__ import annotations

import re

_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_ROOT = re.compile(r"/[A-Za-z0-9._/-]+")


def refused(branch: str, tool: str, root: str) -> tuple[str, str] | None:
    """Say in two languages which value cannot be written; None where all can."""
    if not _BRANCH.fullmatch(branch) or ".." in branch:
        return f"“{branch}”不能作分支名", f'"{branch}" cannot be the name of a branch'
    if any(ord(sign) < 32 for sign in tool):
        return "--tool 只能有一行", "--tool is one line"
    if root and not _ROOT.fullmatch(root):
        return f"“{root}”不能作服务器的目录：写绝对路径，只用字母、数字、点和横线", f'"{root}" cannot be a server\'s folder: give an absolute path of letters, digits, dots and hyphens'
    return None
