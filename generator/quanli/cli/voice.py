"""How the command line speaks: Chinese or English, problems one a line as ``file:line:column``."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO

    from quanli.errors import Language, Problem

CONTROL = dict.fromkeys([*range(32), *range(127, 160)])
"""Characters that steer a terminal, to be dropped."""


class Voice:
    """One language for all messages of a run."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    @classmethod
    def of(cls, chosen: str | None) -> Voice:
        """Take the language chosen, else the locale's."""
        locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        return cls("zh" if (chosen or locale).startswith("zh") else "en")

    def pick(self, zh: str, en: str) -> str:
        """Give the wording in this language."""
        return zh if self.language == "zh" else en

    def say(self, zh: str, en: str, stream: TextIO | None = None) -> None:
        """Say one line, on standard error unless told otherwise."""
        (stream or sys.stderr).write(self.pick(zh, en) + "\n")

    def git_failed(self, error: Exception) -> None:
        """Say that git did not do what was asked, in its own words."""
        text = str(error).translate(CONTROL)
        self.say(f"git 没有完成：{text}", f"git failed: {text}")

    def done(self, powers: int, written: int, removed: int, warnings: int, output: Path | str) -> None:
        """Say what a build did."""
        self.say(
            f"完成：{powers} 个事项，写出 {written} 个文件，删去 {removed} 个；输出在 {output}",
            f"done: {powers} powers, {written} files written, {removed} removed; output in {output}",
        )
        if warnings:
            self.say(f"另有 {warnings} 条提醒，见 quanli check", f"{warnings} warnings besides: see quanli check")

    def problems(self, problems: Iterable[Problem], stream: TextIO) -> None:
        """List problems as a person reads them; what came from files cannot steer the terminal."""
        from quanli.errors import sorted_problems  # noqa: PLC0415 - most runs have no problem

        for found in sorted_problems(problems):
            word = self.pick({"error": "错误", "warning": "警告"}[found.severity], found.severity)
            where = f"{found.place}: " if found.place.file else ""  # what is wrong with the command itself stands in no file
            line = f"{where}{word} {found.code} {found.message(self.language)}"
            hint = found.hint(self.language)
            stream.write(
                line.translate(CONTROL) + "\n" + (f"    → {hint}".translate(CONTROL) + "\n" if hint else "")
            )
