"""The headers with which the site is to be served, and how long a browser may keep a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""Every answer bears these: the site loads nothing from elsewhere and has no script or style in a page (CSP Level 3, Fetch)."""
KEPT = "/static/"
"""Files below it have their digest in their name."""
FOR_EVER = "public, max-age=31536000, immutable"
ASKED_EACH_TIME = "no-cache"
"""A page may be kept, but is asked for anew with its date: what was in force yesterday is not shown today (RFC 9111, 5.2.2.4)."""


EMBEDDED = ("/embed/", "/hant/embed/")
"""Pages below these may stand in a frame of the portals that ``site.yaml`` names; all others in none."""
_NOBODY = "frame-ancestors 'none'"


def policy(path: str, portals: Sequence[str] = ()) -> str:
    """Give the Content-Security-Policy of a path of the site; ``portals`` are origins, such as ``https://www.example.gov.cn``."""
    strict = HEADERS["Content-Security-Policy"]
    if not portals or not path.startswith(EMBEDDED):
        return strict
    return strict.replace(_NOBODY, f"frame-ancestors {' '.join(portals)}")


def cache_control(path: str) -> str:
    """Give the Cache-Control of a path of the site, which begins with a slash."""
    return FOR_EVER if path.startswith(KEPT) else ASKED_EACH_TIME


OPEN = "^(?:/data/.+[.](?:json|jsonl|jsonld|ttl|csv|xlsx)|/powers/.+[.](?:json|jsonld|ttl)|/(?:.+/)?feed[.](?:xml|json)|/embed/quanli[.]js)$"
"""What a page of any other site may read (CORS, Fetch 3.2): public data, feeds, the script that embeds; an expression of the path."""
ELSEWHERE = "^/(?:(?:hant/)?embed|static|icons)/"
"""What pages of other sites may show besides: pages to embed, their styles and pictures; an expression of the path."""
ANYBODY = "*"
REACH = "Cross-Origin-Resource-Policy"
OPENED = "Access-Control-Allow-Origin"


def is_open(path: str) -> bool:
    """Tell whether a page of another site may read a path of this one."""
    return re.search(OPEN, path) is not None


def reach(path: str) -> str:
    """Give the Cross-Origin-Resource-Policy of a path: whether pages of other sites may load it (Fetch 3.7)."""
    return "cross-origin" if is_open(path) or re.search(ELSEWHERE, path) else "same-origin"


def all_headers(path: str, portals: Sequence[str] = ()) -> dict[str, str]:
    """Give the headers of an answer with a file of the site, but for its type and its links."""
    said = {**HEADERS, "Content-Security-Policy": policy(path, portals), "Cache-Control": cache_control(path), REACH: reach(path)}
    return {**said, OPENED: ANYBODY} if is_open(path) else said
