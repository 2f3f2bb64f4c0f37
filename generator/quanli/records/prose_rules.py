"""What prose (Markdown) may not hold: HTML, unsafe links, and structures that make Markdown slow or deep."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from quanli.errors import Rule
from quanli.records.characters import host_scripts
from quanli.records.strict_yaml import TOO_DEEP

MIXED_SCRIPT = Rule(
    "MIXED_SCRIPT", "error",
    zh="网址“{text}”的主机名混用拉丁字母与{script}", en='the host of "{text}" mixes Latin and {script} letters',
    hint_zh="用键盘重新输入网址", hint_en="type the address again",
)
BAD_LINK = Rule(
    "BAD_LINK", "error",
    zh="链接“{text}”不允许", en='the link "{text}" is not allowed',
    hint_zh="只能是 https:、mailto:、tel: 或本站页面", hint_en="use https:, mailto:, tel: or a page of this site",
)
RAW_HTML = Rule(
    "RAW_HTML", "error",
    zh="这里不允许 HTML：{text}", en="HTML is not allowed here: {text}",
    hint_zh="用 Markdown 书写", hint_en="write Markdown",
)
RENDER_TIMEOUT = Rule(
    "RENDER_TIMEOUT", "error",
    zh="排版超过 {limit} 秒", en="rendering took over {limit} s",
    hint_zh="简化这段文字", hint_en="simplify the text",
)

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

Fault = tuple[Rule, dict[str, Any]]


def prose_faults(text: str) -> Iterator[Fault]:
    """Give rule and arguments of each fault of a Markdown text; looks at its beginning where it is far too long."""
    text = text[:LOOKED_AT]
    if "<" in text:
        found = _HTML.search(text)
        if found:
            yield RAW_HTML, {"text": found.group()[:40]}
    if "[" in text or "<" in text:
        for link in _LINK.finditer(text):
            yield from link_faults(next(part for part in (*link.groups(), "") if part is not None))
        if text.count("[") > BRACKETS:
            yield RENDER_TIMEOUT, {"limit": RENDER_SECONDS}
    for item in _LIST_ITEM.finditer(text):
        if len(item.group(1).expandtabs(4)) >= 4 * LIST_DEPTH:
            yield TOO_DEEP, {"limit": LIST_DEPTH}
            break


def link_faults(text: str) -> Iterator[Fault]:
    """Judge the target of a link: https, http, mailto, tel, or a page of this site."""
    target = re.sub(r"[\x00-\x20]", "", html.unescape(text))
    scheme = _SCHEME.match(target)
    if (scheme and scheme.group(1).lower() not in _SAFE_SCHEMES) or target.startswith(("//", "\\")):
        yield BAD_LINK, {"text": text[:80]}
    host = _HOST.match(target)
    if host:
        script = host_scripts(host.group(1))
        if script:
            yield MIXED_SCRIPT, {"text": text[:80], "script": script}
