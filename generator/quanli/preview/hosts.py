"""Which ``Host`` a request may name: the one that was connected to.

A page of another site that has its own name point to 127.0.0.1 (DNS rebinding) sends that name, and gets nothing.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

_DEFAULT_PORT = 80


def host_of(address: str, port: int) -> str:
    """Write an address and its port as a URL has them."""
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def is_ours(given: Sequence[str], address: str, port: int, asked: str) -> bool:
    """Tell whether a request's ``Host`` headers are one, and name what it came to.

    ``address`` and ``port`` are those of the connection's own end, ``asked`` the address that was asked for at the start.
    """
    names = {asked, address}
    if ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        names |= {"localhost", "127.0.0.1", "::1"}
    allowed = {host_of(name, port) for name in names}
    if port == _DEFAULT_PORT:
        allowed |= {host_of(name, port).removesuffix(f":{port}") for name in names}
    return len(given) == 1 and given[0].strip().lower() in allowed
