"""The files of the public index and where they lie."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

FOLDER = "search/index/2"
"""Below the output. The number is that of the format: a page that knows another asks for another folder."""
MANIFEST = f"{FOLDER}/manifest.json"
_SUFFIXES = ("", ".gz", ".br")


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
    yield path + ".gz", gzip.compress(data, 9, mtime=0)
    yield path + ".br", brotli.compress(data, quality=5, lgwin=16)


def all_forms(path: str) -> Iterator[str]:
    """Give a file's path and those of its packed forms."""
    return (path + suffix for suffix in _SUFFIXES)


def json_bytes(value: Any) -> bytes:
    """Write JSON: compact, the same everywhere."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
