"""The few questions that a build asks git. git is run as a process: no binding is needed, none is trusted."""

from __future__ import annotations

import datetime
import subprocess
from dataclasses import dataclass
from pathlib import Path

_BEIJING = datetime.timezone(datetime.timedelta(hours=8))


@dataclass(frozen=True)
class Revision:
    """A commit: its id and the day of it in Beijing time, taken from the epoch seconds (a zone may be absurd)."""

    commit: str
    day: datetime.date


def head(folder: Path) -> Revision | None:
    """Give the commit that is checked out; None outside git or before the first commit."""
    answer = _git(folder, "log", "-1", "--format=%H %ct", "--end-of-options", "HEAD")
    commit, _, seconds = answer.strip().partition(" ")
    if not seconds.isdigit():
        return None
    return Revision(commit, datetime.datetime.fromtimestamp(int(seconds), _BEIJING).date())


def is_shallow(folder: Path) -> bool:
    """Tell whether the clone's history is cut off."""
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False, timeout=30
        )
    except FileNotFoundError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
