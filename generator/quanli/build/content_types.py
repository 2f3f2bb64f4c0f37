"""What a store answers with a file: under ``nosniff`` a browser reads a file only as what the store says it is."""

from __future__ import annotations

_UTF8 = "; charset=utf-8"
_TYPES = {
    "html": f"text/html{_UTF8}", "css": f"text/css{_UTF8}", "js": f"text/javascript{_UTF8}", "txt": f"text/plain{_UTF8}", "csv": f"text/csv{_UTF8}",
    "json": "application/json", "jsonld": "application/ld+json", "jsonl": "application/jsonl", "ttl": f"text/turtle{_UTF8}",
    "xml": f"application/xml{_UTF8}", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "ico": "image/vnd.microsoft.icon", "woff2": "font/woff2", "pdf": "application/pdf", "ics": f"text/calendar{_UTF8}",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "zip": "application/zip", "gz": "application/gzip", "sig": f"text/plain{_UTF8}",
}  # fmt: skip
"""By the end of the name (IANA's media types); a machine's own list would make another answer of another machine."""


def content_type(path: str) -> str:
    """Give the Content-Type of a file of the site."""
    return _TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
