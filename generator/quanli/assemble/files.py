"""Forms and attached files as a page offers them."""

from __future__ import annotations

from dataclasses import dataclass

from quanli.assemble.page import Link


@dataclass(frozen=True)
class FileView:
    """A file to download: ``size`` in bytes, ``sha256`` as hexadecimal digits."""

    name: str
    url: str
    format: str
    size: int
    sha256: str


@dataclass(frozen=True)
class FormView:
    """A form: its page to print, its blank files and its filled samples."""

    id: str
    name: str
    version: str
    number: str
    page: Link
    blanks: tuple[FileView, ...]
    samples: tuple[FileView, ...]
