"""What is asked of a build, and what it answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quanli.pipeline.inputs import Inputs

if TYPE_CHECKING:
    from quanli.assemble.facts import Reason
    from quanli.pipeline.base_theme import BaseTheme

STATE = ".quanli"
"""The folder in the site where a build keeps what is not output; ignored by git."""

class Options(NamedTuple):
    """What the command line says of a build."""

    root: Path
    output: Path | None = None
    as_of: datetime.date | None = None
    """The day of which the catalogue is shown as it stood, with nothing of what came later."""
    jobs: int = 0
    audience: str = "public"
    quiet: bool = False
    executor: str = ""
    """The address of a cluster's scheduler; empty to work on this machine."""
    committed: bool = False
    """Whether only commits count and the working tree is taken to be clean, as in a fresh checkout."""
    hosted: bool = False
    """Whether the host runs in any case, so that there is always something to finish."""
    stood: bool = False
    """Whether this is a catalogue of the past, which is shown as it stood: nobody can mend it, so errors do not stop it."""

    theme: BaseTheme | None = None
    """The theme to use in place of the site's own."""
    inputs: Inputs | None = None
    """The inputs, where they were looked at already to see whether there is anything to do."""
    laws: Path | None = None
    """The folder of state in which the law library lies, where that is not the site's own."""
    day: datetime.date | None = None
    """The day on which the repository, as it is, is read; None for that of the last commit."""
    because: Reason | None = None
    """Why everything must be made, whatever the last build left."""

    @property
    def asked_day(self) -> str:
        """Name the day that was asked for, and how; empty where none was."""
        return f"as of {self.as_of}" if self.as_of else f"day {self.day}" if self.day else ""

    @property
    def theme_name(self) -> str:
        """Say which theme is used in place of the site's own; empty where none is."""
        return self.theme.name if self.theme else ""

    @property
    def target(self) -> Path:
        """Give the folder of the output."""
        return self.output or self.root / "output"


class Report(NamedTuple):
    """What a build did. ``reasons`` says of each file written why it was made again; ``cold`` why all were."""

    powers: int
    written: int
    removed: int
    warnings: int
    output: Path
    cold: Reason | None
    reasons: Mapping[str, Reason]
