"""The files of the public index and where they lie."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

FOLDER = "search/index/2"
"""Below the output. The number is that of the format: a page that knows another asks for another folder."""
MANIFEST = f"{FOLDER}/manifest.json"
_SUFFIXES = ("", ".gz", ".br")
_SYSTEM, _UNIX = 9, b"\x03"
"""Which byte of a gzip file names the system that wrote it."""


def shard_path(kind: str, leaf: int) -> str:
    """Give the path of a file of word lists (n, c, p, b), of names (r) or of excerpts (x)."""
    return f"{FOLDER}/{kind}/{leaf:x}.{'json' if kind in 'rx' else 'bin'}"


def block_path(table: str, block: int) -> str:
    """Give the path of a block of a table of characters (fold, sound)."""
    return f"{FOLDER}/{table}/{block:x}.txt"


def with_packed(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give a file and its gzip and Brotli forms: servers send what stands beside the file.

    Brotli at quality 11 would save 8 % more and take forty times as long.
    """
    import brotli  # noqa: PLC0415

    yield path, data
    yield path + ".gz", _gzip(data)
    yield path + ".br", brotli.compress(data, quality=5, lgwin=16)


def _gzip(data: bytes) -> bytes:
    """Pack without a moment and for no system: what ``gzip`` writes of it differs from one Python to the next (RFC 1952, 2.3.1)."""
    packed = zlib.compress(data, 9, wbits=31)
    return packed[:_SYSTEM] + _UNIX + packed[_SYSTEM + 1 :]


def all_forms(path: str) -> Iterator[str]:
    """Give a file's path and those of its packed forms."""
    return (path + suffix for suffix in _SUFFIXES)


def json_bytes(value: Any) -> bytes:
    """Write JSON: compact, the same everywhere."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
