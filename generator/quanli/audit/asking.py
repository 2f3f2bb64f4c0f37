"""A web server asked once: bounded in time and size, redirects told and not followed."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from quanli.frozen import frozen

SECONDS, LARGEST = 15, 4 * 1024 * 1024
ASKED = {"User-Agent": "quanli audit", "Accept-Encoding": "identity"}


@frozen
class Answered:
    """What a server said; names of ``headers`` are in small letters."""

    status: int
    headers: Mapping[str, str]


def ask(url: str) -> Answered:
    """Ask for an address by GET. Raises OSError or HTTPException where there is no answer."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        path = quote(parts.path or "/", safe="/%-._~!$&'()*+,;=:@")
        connection.request("GET", f"{path}?{parts.query}" if parts.query else path, headers=ASKED)
        answer = connection.getresponse()
        answer.read(LARGEST)
        return Answered(answer.status, {name.lower(): value for name, value in answer.getheaders()})
    finally:
        connection.close()
