"""A version of a statute, as a source gives it."""

from __future__ import annotations

import datetime

from quanli.frozen import frozen


@frozen
class Clause:
    """An article, or a piece of a statute that is not divided into articles."""

    label: str
    """第三十七条之一; what the source calls a piece that is no article, or nothing."""
    text: str
    """Without its name; a line a paragraph, item or sub-item."""
    heading: str = ""
    """Under which headings it stands, the outer one first, one a line."""
    line: int = 0
    """Where it begins in its file; 0 where the source has no lines."""


@frozen
class Statute:
    """One version of one statute."""

    title: str
    date: datetime.date
    """Of publication or amendment: the version's name."""
    begins: datetime.date
    """From which day it holds."""
    stated: bool
    """Whether the source says so; otherwise it is taken to hold from its date on."""
    clauses: tuple[Clause, ...]
    names: tuple[str, ...] = ()
    """Short names and other spellings of the title."""
    number: str = ""
    issuer: str = ""
    ends: datetime.date | None = None
    """From which day it no longer holds, where the source says it."""
    lapsed: bool = False
    """Whether the source says that it no longer holds, and not since when."""
    ended: tuple[tuple[str, datetime.date | None], ...] = ()
    """Keys of the statutes that it ends, with the day where it says it; otherwise when it begins."""
