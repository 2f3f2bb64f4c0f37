"""Portals that may embed pages: what the policy of these pages says of them must be an origin, and nothing that says more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.config.site import Site
from quanli.errors import Problem, Rule

PORTAL_NO_ORIGIN = Rule(
    "PORTAL_NO_ORIGIN", "error",
    zh="“{value}”不是门户的来源", en='"{value}" is no origin of a portal',
    hint_zh="只写协议和域名，如 https://www.example.gov.cn，不带路径", hint_en="write scheme and host alone, such as https://www.example.gov.cn, without a path",
    follows="本程序的要求：响应头 frame-ancestors 只写来源（Content Security Policy Level 3）",
)  # fmt: skip
_ORIGIN = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")


def check_portals(site: Site, file: str) -> Iterator[Problem]:
    """Check the ``portals`` of the settings: each is put into a header, and into the settings of web servers, as it stands."""
    for at, portal in enumerate(site.portals):
        if not _ORIGIN.fullmatch(portal):
            yield PORTAL_NO_ORIGIN.at(file, ("portals", at), value=portal)
