"""The headers with which the site is to be served, and how long a browser may keep a file."""

from __future__ import annotations

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


EMBEDDED = "/embed/"
"""Pages below it may stand in a frame of the portals that ``site.yaml`` names; all others in none."""
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
