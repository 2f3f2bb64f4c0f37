"""Whether what the last build left can be built upon, and why not."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from quanli.assemble.facts import Reason
from quanli.build.digests import root_digest
from quanli.build.state import State
from quanli.pipeline.idle import is_vouched, was_kept
from quanli.pipeline.options import Options
from quanli.pipeline.settings import search_name
from quanli.pipeline.touched import touched
from quanli.sealed import is_whole

_WORDS = {
    "code": Reason("程序有更新", "the program has changed"),
    "python": Reason("Python 版本不同", "another Python"),
    "audience": Reason("受众不同", "another audience"),
    "theme": Reason("主题目录不同", "another theme"),
}
"""What is said of the settings of :func:`quanli.pipeline.settings.settings_of`."""
DAMAGED = Reason("构建记录已损坏、未写完或来自别的版本", "the build state is damaged, half-written or of another version")
UNREADABLE = Reason("构建记录读不出", "the build state cannot be made sense of")
FORGOTTEN = Reason("变更记录的缓存丢失或损坏", "what was read of git's history is lost or damaged")
THROWN_AWAY = (DAMAGED, UNREADABLE, FORGOTTEN)
"""Why a state was thrown away that should have served."""


def last_state(file: Path) -> State | None:
    """Open what the last build left; None where nothing vouches for it, or it cannot be used."""
    vouched = is_vouched(file)
    if vouched is False:
        return None
    state = State.open(file)
    if state and vouched is None and not (is_whole(state.db) and _is_whole(file.with_name(search_name(file.name)))):
        state.close()
        return None
    return state


def _is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as db:
        try:
            return is_whole(db)
        except sqlite3.DatabaseError:
            return False


def cold_because(state: State | None, settings: Mapping[str, str], options: Options, file: Path) -> Reason | None:
    """Say why everything must be made; nothing when the last build can be built upon."""
    if state is None:
        return DAMAGED if was_kept(file) else Reason("还没有构建记录", "there is no build state yet")
    if root_digest(options.target) != state.get("root"):
        return Reason("输出目录不完整，或不是上次构建写的", "the output is not complete, or not what the last build wrote")
    other = next((_WORDS[key] for key, value in settings.items() if state.get(key) != value), None)
    if other:
        return other
    path = touched(options.target, state)
    return Reason(f"输出目录中的 {path} 丢失或被改动", f"{path} of the output was lost or changed") if path else None
