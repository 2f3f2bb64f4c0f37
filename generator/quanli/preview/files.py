"""What an output holds, by the path of an address: regular files below it, and nothing that a link leads to."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

INDEX = "index.html"
_WELL_KNOWN = ".well-known"
_UNFIT = frozenset("/\\\0")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""What is opened is judged once it is open: a pipe of a file's name must not make anybody wait."""


def steps(path: str) -> list[str] | None:
    """Part the path of an address (``/powers/%E6…/``) into names, the last empty for a folder.

    None where it can name no file of a site: a name that begins with a dot (``..`` and hidden files, which are nobody's),
    however it is written, an empty one, a slash or NUL within one, what is no UTF-8. ``/.well-known/`` is the one folder
    that has a dot (RFC 8615).
    """
    first, *names = path.split("/")
    try:
        read = [unquote_to_bytes(name.encode("latin-1")).decode() for name in names]
    except UnicodeError:
        return None
    seen = read[1:] if len(read) > 1 and read[0] == _WELL_KNOWN else read
    sane = not first and read and all(read[:-1]) and not any(name.startswith(".") or set(name) & _UNFIT for name in seen)
    return read if sane else None


def open_file(root: Path, names: Sequence[str]) -> BinaryIO | None:
    """Open a file below ``root``, no step of the way through a link; None where there is no regular file."""
    *folders, last = names
    found = None
    try:
        at = os.open(root, _FOLDER)
        try:
            for name in folders:
                at, above = os.open(name, _FOLDER, dir_fd=at), at
                os.close(above)
            found = os.open(last or INDEX, _FILE, dir_fd=at)
        finally:
            os.close(at)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(found).st_mode):
        os.close(found)
        return None
    return os.fdopen(found, "rb")
