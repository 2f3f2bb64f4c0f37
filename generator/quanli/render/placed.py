"""What is written, put under the path where the site stands: the one place that knows of it.

Inside the house every address of the site begins at its top (``/powers/…``). Where the site's ``domain`` has a path, such
addresses get it before them as a page's bytes are written: in tags alone, never in words, scripts or comments.
"""

from __future__ import annotations

import re

_TAG = re.compile(
    rb"<!--.*?-->|(<(script|style)\b[^>]*>)(.*?</\2\s*>)"
    rb"""|<[a-zA-Z][^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>""",
    re.DOTALL | re.IGNORECASE,
)
"""A comment; a tag with the script or style that follows it; any other tag that opens an element."""
_ADDRESS = re.compile(
    rb"""(\s(?:href|src|action|formaction|poster|xlink:href|data-(?!label\b)[a-z-]+)\s*=\s*)("/(?!/)[^"]*"|'/(?!/)[^']*'|/(?!/)[^\s"'=<>`]*)"""
    rb"""|"[^"]*"|'[^']*'""",
    re.IGNORECASE,
)
"""An attribute that leads somewhere, or tells a script of ours an address, and none that is shown; or the value of another one."""
_FROM_TOP = re.compile(rb"""=\s*["']?/""")
_STYLE = re.compile(rb"""(\burl\(\s*["']?)(?=/(?!/))""", re.IGNORECASE)


def placed(data: bytes, under: str) -> bytes:
    """Put the addresses of a page under a path such as ``/quanli``; without one the page is given back as it is."""
    if not under:
        return data
    path = under.encode()

    def address(found: re.Match[bytes]) -> bytes:
        if not found[1]:
            return found[0]
        quote = b"" if found[2].startswith(b"/") else found[2][:1]
        return found[1] + quote + path + found[2][len(quote) :]

    def tag(found: re.Match[bytes]) -> bytes:
        opening = found[1] or found[0]
        if opening.startswith(b"<!") or not _FROM_TOP.search(opening):
            return found[0]
        return _ADDRESS.sub(address, opening) + (found[3] or b"")

    return _TAG.sub(tag, data)


def placed_style(data: bytes, under: str) -> bytes:
    """Put the addresses that a style sheet names under a path."""
    return _STYLE.sub(rb"\g<1>" + under.encode(), data) if under else data
