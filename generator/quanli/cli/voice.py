"""How the command line speaks: Chinese or English, problems one a line as ``file:line:column``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from quanli.errors import Language, Problem

CONTROL = dict.fromkeys([*range(32), *range(127, 160)])
"""Characters that steer a terminal, to be dropped."""


class Voice(NamedTuple):
    """One language for all messages of a run."""

    language: Language

    @classmethod
    def of(cls, chosen: Language | None) -> Voice:
        """Take the language chosen, else the locale's."""
        locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        return cls(chosen or ("zh" if locale.startswith("zh") else "en"))

    def pick(self, zh: str, en: str) -> str:
        """Give the wording in this language."""
        return zh if self.language == "zh" else en

    def say(self, zh: str, en: str, stream: TextIO | None = None) -> None:
        """Say one line, on standard error unless told otherwise."""
        (stream or sys.stderr).write(self.pick(zh, en) + "\n")

    def problems(self, problems: Iterable[Problem], stream: TextIO) -> None:
        """List problems as a person reads them; what came from files cannot steer the terminal."""
        from quanli.errors import sorted_problems  # noqa: PLC0415 - most runs have no problem

        for found in sorted_problems(problems):
            word = self.pick({"error": "错误", "warning": "警告"}[found.severity], found.severity)
            line = f"{found.place}: {word} {found.code} {found.message(self.language)}"
            hint = found.hint(self.language)
            stream.write(
                line.translate(CONTROL) + "\n" + (f"    → {hint}".translate(CONTROL) + "\n" if hint else "")
            )
