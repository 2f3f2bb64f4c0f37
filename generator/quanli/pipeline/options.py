"""What is asked of a build, and what it answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Reason = tuple[str, str]
"""Why something is made again, in Chinese and English."""


@dataclass(frozen=True)
class Options:
    """What the command line says of a build."""

    root: Path
    output: Path | None = None
    as_of: datetime.date | None = None
    jobs: int = 0
    audience: str = "public"
    quiet: bool = False
    hosted: bool = False
    """Whether the host runs in any case, so that there is always something to finish."""

    @property
    def target(self) -> Path:
        """Give the folder of the output."""
        return self.output or self.root / "output"


@dataclass(frozen=True)
class Report:
    """What a build did. ``reasons`` says of each file written why it was made again; ``cold`` why all were."""

    powers: int
    written: int
    removed: int
    warnings: int
    output: Path
    cold: Reason | None
    reasons: Mapping[str, Reason]
