"""Which kind of target a name means."""

from __future__ import annotations

import re
from pathlib import Path

from quanli.errors import ProblemsFoundError, Rule
from quanli.publish.target import Target

TARGET_UNKNOWN = Rule(
    "TARGET_UNKNOWN", "error",
    zh="不认识这种发布目标：{name}", en="this is no kind of target that is known: {name}",
    hint_zh="写一个目录的路径", hint_en="give the path of a folder",
    follows="发布到哪里须写明",
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def target_of(name: str) -> Target:
    """Give the target that a name means. Raises :class:`ProblemsFoundError` for one of no known kind."""
    if _SCHEME.match(name):
        raise ProblemsFoundError([TARGET_UNKNOWN.at("", name=name)])
    from quanli.publish.folder import FolderTarget  # noqa: PLC0415 - a row a kind, each imported where it is meant

    folder = Path(name).expanduser().absolute()
    return FolderTarget(str(folder), folder)
