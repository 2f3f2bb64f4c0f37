"""The address at which a site stands: at the top of a host, or under a path of a host that is somebody else's too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanli.errors import Problem, Rule

DOMAIN_UNFIT = Rule(
    "DOMAIN_UNFIT", "error",
    zh="“{value}”不能作站点的网址", en='"{value}" cannot be the address of a site',
    hint_zh="写协议和域名，站点在某个路径下时接着写路径，末尾不加斜杠，如 https://www.example.gov.cn/quanli；路径只用字母、数字、连字符和下划线",
    hint_en="write scheme and host, and the path if the site stands under one, no slash at the end, such as https://www.example.gov.cn/quanli; a path has letters, digits, hyphens and underscores alone",
    follows="每个网页有固定的地址",
)  # fmt: skip
_DOMAIN = re.compile(r"https?://([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]{1,5})?((?:/[A-Za-z0-9_-]+)*)")
"""Such a path needs no escape in a page, a header, or the settings of a web server."""


def check_domain(domain: str, file: str) -> Iterator[Problem]:
    """Check the ``domain`` of the settings: all addresses of the site are made from it."""
    if not _DOMAIN.fullmatch(domain):
        yield DOMAIN_UNFIT.at(file, ("domain",), value=domain)


def host_of(domain: str) -> str:
    """Give the name of the host alone: ``city.gov.cn`` of ``https://city.gov.cn:8443/quanli``."""
    found = _DOMAIN.fullmatch(domain)
    return found[1] if found else ""


def path_of(domain: str) -> str:
    """Give the path under which the site stands, without a slash at the end: ``/quanli``; empty at the top of the host."""
    found = _DOMAIN.fullmatch(domain)
    return found[2] if found else ""
