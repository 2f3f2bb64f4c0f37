"""Forms and attached files as a page offers them."""

from __future__ import annotations

from quanli.assemble.page import Link
from quanli.frozen import frozen


@frozen
class FileView:
    """A file to download: ``size`` in bytes, ``sha256`` as hexadecimal digits."""

    name: str
    url: str
    format: str
    size: int
    sha256: str


@frozen
class FormView:
    """A form: its page to print, its blank files and its filled samples."""

    id: str
    name: str
    version: str
    number: str
    page: Link
    blanks: tuple[FileView, ...]
    samples: tuple[FileView, ...]
