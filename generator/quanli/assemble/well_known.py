"""Files at addresses that every site has in common (RFC 8615)."""

from __future__ import annotations

from collections.abc import Iterator

from quanli.assemble.context import Context
from quanli.assemble.page import Part
from quanli.assemble.page_kind import once
from quanli.config.security import security_txt

_URL = "/.well-known/security.txt"


def security_file(context: Context) -> Iterator[Part]:
    """Write to whom weaknesses of the site are told, where the settings say it."""
    security, domain = context.site.security, context.site.domain
    if security:
        yield _URL.removeprefix("/"), security_txt(security, domain).encode()


SECURITY_TXT = once("security-txt", _URL, "", security_file, keys=lambda context: ("",) if context.site.security else ())
