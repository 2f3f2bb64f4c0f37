"""Parts of a document to the bytes of an Office package."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

_STATIC = Path(__file__).with_name("word")
_DAY = (1980, 1, 1, 0, 0, 0)


def package(parts: Iterable[tuple[str, str]]) -> bytes:
    """Pack the parts of one document with those that all documents share.

    Members are stored, not compressed: zlib's output differs from one of its makers to the next, and the same form
    must give the same bytes on every machine. Dates, attributes and order are fixed for the same reason.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in _shared():
            archive.writestr(_entry(name), data)
        for name, text in parts:
            archive.writestr(_entry(name), text.encode())
    return out.getvalue()


@functools.cache
def _shared() -> tuple[tuple[str, bytes], ...]:
    """Read the parts that all documents share; the list of content types must come first (ECMA-376, part 2)."""
    files = sorted(_STATIC.rglob("*.*"))
    return tuple((file.relative_to(_STATIC).as_posix(), file.read_bytes()) for file in files if file.is_file())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.create_system = 0  # DOS on every machine, so that no file modes are kept
    return entry
