"""A chapter of a catalogue's past: a change on a day, told backwards."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from quanli.frozen import frozen

START = datetime.date(2016, 3, 1)
"""The day on which the past begins."""
APPROVED = (
    ("Proposed-By", "承办机构"),
    ("Legal-Review", "法制机构"),
    ("Approved-By", "分管负责人"),
    ("Determined-By", "政府法制机构"),
)
"""Trailers of a change that went through the whole procedure."""
Texts = dict[str, str]
"""Files of a catalogue: path → text."""
Earlier = Callable[[Texts], Texts]
"""From the texts after a change to the texts of the same items before it; a path that is missing was not there."""


@frozen
class Chapter:
    """A change on a day: its message, and how the files that it touches read before it."""

    day: datetime.date
    subject: str
    trailers: tuple[tuple[str, str], ...]
    earlier: Earlier
    by_merge: bool = False

    @property
    def message(self) -> str:
        """Give the commit's message."""
        return f"{self.subject}\n\n" + "".join(f"{key}: {value}\n" for key, value in self.trailers if value)
