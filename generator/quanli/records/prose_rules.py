"""What prose (Markdown) may not hold: HTML, unsafe links, and structures that make Markdown slow or deep."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from quanli.records.characters import host_scripts

LIST_DEPTH = 6
BRACKETS = 1_000
"""More opening brackets than this make Markdown quadratic: 8,000 take it 8 s."""
RENDER_SECONDS = 2
LOOKED_AT = 20_000
"""Characters. A longer text is refused anyway; what is wrong at its beginning is still said."""

_HTML = re.compile(r"<\s*/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$)[^>]*>?|<!--")
_LINK = re.compile(
    r"\]\(\s*<?\s*([^)\s>]*)"
    r"|^(?:[ \t>*+:-]|\d{1,9}[.)])*\[[^\]\n]{1,200}\]:\s*<?\s*([^\s>]+)>?(?=\s*$|\s+[\"'(])"
    r"|<([a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]{0,500})>",
    re.MULTILINE,
)
_LIST_ITEM = re.compile(r"^([ \t]*)(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"https", "http", "mailto", "tel"})
_HOST = re.compile(r"https?://([^/\s?#:]+)", re.IGNORECASE)

Fault = tuple[str, dict[str, Any]]


def prose_faults(text: str) -> Iterator[Fault]:
    """Give code and arguments of each fault of a Markdown text; looks at its beginning where it is far too long."""
    text = text[:LOOKED_AT]
    if "<" in text:
        found = _HTML.search(text)
        if found:
            yield "RAW_HTML", {"text": found.group()[:40]}
    if "[" in text or "<" in text:
        for link in _LINK.finditer(text):
            yield from link_faults(next(part for part in (*link.groups(), "") if part is not None))
        if text.count("[") > BRACKETS:
            yield "RENDER_TIMEOUT", {"limit": RENDER_SECONDS}
    for item in _LIST_ITEM.finditer(text):
        if len(item.group(1).expandtabs(4)) >= 4 * LIST_DEPTH:
            yield "TOO_DEEP", {"limit": LIST_DEPTH}
            break


def link_faults(text: str) -> Iterator[Fault]:
    """Judge the target of a link: https, http, mailto, tel, or a page of this site."""
    target = re.sub(r"[\x00-\x20]", "", html.unescape(text))
    scheme = _SCHEME.match(target)
    if (scheme and scheme.group(1).lower() not in _SAFE_SCHEMES) or target.startswith(("//", "\\")):
        yield "BAD_LINK", {"text": text[:80]}
    host = _HOST.match(target)
    if host:
        script = host_scripts(host.group(1))
        if script:
            yield "MIXED_SCRIPT", {"text": text[:80], "script": script}
