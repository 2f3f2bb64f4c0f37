"""What an answer says that a file is: under ``nosniff`` a browser reads a file only as what the server says it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

TYPES: Mapping[str, str] = MappingProxyType({
    "html": "text/html", "css": "text/css", "js": "text/javascript", "txt": "text/plain", "csv": "text/csv",
    "json": "application/json", "jsonld": "application/ld+json", "jsonl": "application/jsonl", "ttl": "text/turtle",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "ico": "image/vnd.microsoft.icon", "woff2": "font/woff2", "pdf": "application/pdf", "ics": "text/calendar",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "zip": "application/zip", "gz": "application/gzip", "sig": "text/plain",
})  # fmt: skip
"""By the end of the name (IANA's media types); a machine's own list would make another answer of another machine."""
FEEDS = r"/feed\.xml$"
OPENED_FEED = "application/xml"
"""A browser shows ``application/atom+xml`` as bare text: who asks for pages, and not for feeds, gets the same as XML, with its style."""
PARTICULAR: Mapping[str, str] = MappingProxyType({
    FEEDS: "application/atom+xml",
    r"/feed\.json$": "application/feed+json",
    r"^/search/opensearch\.xml$": "application/opensearchdescription+xml",
    r"^/search/suggest/[^/]+\.json$": "application/x-suggestions+json",
    r"^/data/schemas/[^/]+\.json$": "application/schema+json",
})  # fmt: skip
"""By an expression of the path, what the end of a name does not tell: RFC 4287, JSON Feed 1.1, OpenSearch 1.1, JSON Schema."""
OTHER = "application/octet-stream"


def media_type(path: str) -> str:
    """Give the media type of a path of the site, without its charset."""
    for pattern, kind in PARTICULAR.items():
        if re.search(pattern, f"/{path.lstrip('/')}"):
            return kind
    return TYPES.get(path.rpartition(".")[2].lower(), OTHER)


def has_charset(kind: str) -> bool:
    """Tell whether the type is said with its charset: JSON has none (RFC 8259, 11)."""
    return kind.startswith("text/") or kind.endswith(("/xml", "+xml"))


def content_type(path: str, accept: str = "") -> str:
    """Give the Content-Type of a file of the site; ``accept`` is what the reader says that it takes."""
    kind = OPENED_FEED if "text/html" in accept and re.search(FEEDS, path) else media_type(path)
    return f"{kind}; charset=utf-8" if has_charset(kind) else kind
