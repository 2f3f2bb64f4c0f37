"""The id that git gives to a file's bytes."""

from __future__ import annotations

import hashlib


def blob_id(data: bytes) -> str:
    """Give the id of a blob with these bytes, as in a repository of SHA-1; in one of SHA-256 nothing has this id."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
