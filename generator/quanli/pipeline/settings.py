"""What the whole output rests on besides the site's files."""

from __future__ import annotations

import os
import sys

from quanli.config.theme import packaged_theme, theme_of

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from pathlib import Path

    from quanli.build.state import State
    from quanli.pipeline.options import Options

PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120

LIBRARY = ".quanli/laws.sqlite"
"""Where the index of the law library lies in a site: it is an input, though it is kept beside the state."""
USUAL = "state.sqlite"
"""The state of the usual output for the public."""


def state_name(options: Options) -> str:
    """Give each output and audience a state of its own."""
    if options.target == options.root / "output" and options.audience == "public":
        return USUAL
    import hashlib  # noqa: PLC0415 - most builds have the usual output

    name = hashlib.sha256(f"{options.target}\0{options.audience}".encode()).hexdigest()[:12]
    return f"state-{name}.sqlite"


def search_name(state: str) -> str:
    """Name the search index that belongs to a state."""
    return f"search-{state}"


def settings_of(root: Path | str, audience: str, theme: str = "") -> dict[str, str]:
    """Give the settings that are compared with those of the last build; ``theme`` names one that is not the site's own."""
    stamp = _code_stamp(root, packaged_theme() if theme else theme_of(root))
    return {"code": stamp, "python": sys.version, "audience": audience, "theme": theme or theme_of(root)}


def may_deepen(state: State) -> bool:
    """Tell whether more of git's history may turn up without any commit: the last build found it cut off, or unreadable."""
    return state.get("cut") not in {"", "NO_HISTORY "}


def _code_stamp(root: Path | str, theme: str) -> str:
    """Stamp this program and the theme that it carries: the newest change among their files, and their number.

    A theme of the site's own is an input; in a working copy the program's lies beside the package.
    """
    newest = count = 0
    waiting = [PACKAGE] if theme in {f"{root}/theme", f"{PACKAGE}/theme"} else [PACKAGE, theme]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    newest, count = max(newest, entry.stat().st_mtime_ns), count + 1
    return f"{newest} {count}"
