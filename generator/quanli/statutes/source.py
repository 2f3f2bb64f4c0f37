"""What the library asks of a source of statutes, and how what cannot be read in one is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from quanli.errors import Problem, Rule
from quanli.frozen import frozen
from quanli.statutes.statute import Statute

STATUTE_UNREAD = Rule(
    "STATUTE_UNREAD", "warning",
    zh="没有收入法规库：{what_zh}", en="not taken into the law library: {what_en}",
    hint_zh="改正来源里的这一处，再运行 quanli laws update", hint_en="mend it in its source and run quanli laws update again",
)  # fmt: skip
SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes of one statute: the longest, the Civil Code, has a third of a megabyte."""
TITLE_LENGTH = 300
"""Characters; the longest real title has some seventy."""


@frozen
class Reading:
    """What was read of an entry: statutes, and what was left out."""

    statutes: tuple[Statute, ...] = ()
    problems: tuple[Problem, ...] = ()


class Source(Protocol):
    """Where statutes come from. An entry is what is read at once, such as a file, by its path in the source."""

    @property
    def kind(self) -> str:
        """Name the row of :data:`quanli.statutes.sources.KINDS`."""

    @property
    def place(self) -> str:
        """Say where it lies."""

    def stamps(self) -> Mapping[str, str]:
        """Give every entry with what changes whenever it does."""

    def read(self, entry: str) -> Reading:
        """Read an entry; what is wrong with it is told in the reading, never raised."""


def unread(file: str, line: int, zh: str, en: str) -> Problem:
    """Say what is left out of the library."""
    return STATUTE_UNREAD.at(file, line=line, column=1 if line else 0, what_zh=zh, what_en=en)
