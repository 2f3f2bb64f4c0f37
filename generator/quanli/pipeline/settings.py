"""What the whole output rests on besides the site's files, and why a build must begin from nothing."""

from __future__ import annotations

import os
import sys

from quanli.build.manifest import ROOT
from quanli.config.theme import theme_of

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quanli.build.state import State
    from quanli.pipeline.options import Options, Reason

PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120

USUAL = "state.sqlite"
"""The state of the usual output for the public."""
_WORDS = {
    "code": ("程序有更新", "the program has changed"),
    "python": ("Python 版本不同", "another Python"),
    "audience": ("受众不同", "another audience"),
    "theme": ("主题目录不同", "another theme"),
}


def state_name(options: Options) -> str:
    """Give each output and audience a state of its own."""
    if options.target == options.root / "output" and options.audience == "public":
        return USUAL
    import hashlib  # noqa: PLC0415 - most builds have the usual output

    name = hashlib.sha256(f"{options.target}\0{options.audience}".encode()).hexdigest()[:12]
    return f"state-{name}.sqlite"


def settings_of(root: Path | str, audience: str) -> dict[str, str]:
    """Give the settings that are compared with those of the last build."""
    return {"code": _code_stamp(), "python": sys.version, "audience": audience, "theme": theme_of(root)}


def cold_because(state: State | None, settings: Mapping[str, str], options: Options, file: Path) -> Reason | None:
    """Say why everything must be made; nothing when the last build can be built upon."""
    if state is None:
        if file.is_file():
            return "构建记录已损坏、未写完或来自别的版本", "the build state is damaged, half-written or of another version"
        return "还没有构建记录", "there is no build state yet"
    if not (options.target / ROOT).is_file():
        return "输出目录不完整", "the output is not complete"
    return next((_WORDS[key] for key, value in settings.items() if state.get(key) != value), None)


def may_deepen(state: State) -> bool:
    """Tell whether more of git's history may turn up without any commit: the last build found it cut off, or unreadable."""
    return state.get("cut") not in {"", "NO_HISTORY "}


def _code_stamp() -> str:
    """Stamp this program and the theme that it carries: the newest change among their files, and their number."""
    newest = count = 0
    waiting = [PACKAGE]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    newest, count = max(newest, entry.stat().st_mtime_ns), count + 1
    return f"{newest} {count}"
