"""What prose (Markdown) may not hold: HTML, unsafe links, and structures that make Markdown slow or deep."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from quanli.errors import Problem, Rule
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

PICTURE_IN_TEXT = Rule(
    "PICTURE_IN_TEXT", "warning",
    zh="文字里的图片“{text}”不会显示", en='the picture "{text}" in the text is not shown',
    hint_zh="用文字说清，或把文件列为附件", hint_en="say it in words, or list the file as an attachment",
)

LIST_DEPTH = 6
BRACKETS = 1_000
"""More opening brackets than this make Markdown quadratic: 8,000 take it 8 s."""
DEFINITIONS = 50
"""Definitions without an empty line between them are drawn one within the other; 300 cannot be drawn at all."""
RENDER_SECONDS = 2
MOST_TOLD = 100
"""Faults of one text; who has mended those will see the others."""
LOOKED_AT = 20_000
"""Characters. A longer text is refused anyway; what is wrong at its beginning is still said."""

_HTML = re.compile(r"(?<!\]\()(?<!\]: )<\s*/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$)[^>]*>?|<!--")
_LINK = re.compile(
    r"\]\(\s*<?\s*([^)\s>]*)"
    r"|^(?:[ \t>*+:-]|\d{1,9}[.)])*\[[^\]]{1,1000}\]:\s*<?\s*([^\s>]+)>?(?=\s*$|\s+[\"'(])"
    r"|<([a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]{0,500})>",
    re.MULTILINE,
)
_LIST_ITEM = re.compile(r"^([ \t]*)(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_MARKS = re.compile(rf"^[ \t]*(?>(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+|>[ \t]*){{{LIST_DEPTH + 1},}})(?=[^\s*+-])", re.MULTILINE)
"""Lists and quotations that begin within each other on one line; a line of marks alone is a rule across the page."""
_DEFINITION = re.compile(r"^[ \t>*+-]*:(?=[ \t])", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_PICTURE = re.compile(r"!\[([^\]\n]{0,200})\](?=[(\[])")
_SAFE = re.compile(r"https?://[^/?#\\]|mailto:.|tel:.|/(?![/\\])|#", re.IGNORECASE)
"""How a target that may be followed begins: with a scheme and what it needs, or as an address of this site or page. Some bodies still have but ``http``."""
_AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
"""A host as it is read, perhaps with a port. What may stand before one (RFC 3986, 3.2.1) makes ``https://www.gov.cn@evil.example/`` look like another's."""

_FENCE = re.compile(r"^(?:`{3}|~{3})", re.MULTILINE)
FENCES = 400
"""Fences of code in a text. Each that is not closed is looked for to the end: 10,000 take Markdown 50 s."""
_NO_MARK = re.compile(r"[^\n]")

Fault = tuple[Rule, dict[str, Any]]


def prose_faults(text: str) -> Iterator[Fault]:
    """Give rule and arguments of each fault of a Markdown text; looks at its beginning where it is far too long."""
    html_said = False
    for _, rule, args in _faults_at(text[:LOOKED_AT]):
        if rule is RAW_HTML and html_said:
            continue
        html_said |= rule is RAW_HTML
        yield rule, args


def prose_problems(text: str, file: str, first: int = 1) -> Iterator[Problem]:
    """Give each fault of a file's Markdown text with its line; ``first`` is the line on which the text begins."""
    for at, rule, args in sorted(_faults_at(text), key=lambda fault: fault[0])[:MOST_TOLD]:
        yield rule.at(file, line=first + text.count("\n", 0, at), column=at - text.rfind("\n", 0, at), **args)


def links(text: str) -> Iterator[tuple[int, str]]:
    """Give each link of a Markdown text, however it is written: where its target stands (index), and the target."""
    if "[" in text or "<" in text:
        for link in _LINK.finditer(text):
            at = next(number for number, part in enumerate(link.groups(), 1) if part is not None)
            yield link.start(at), link[at]


def without_code(text: str) -> str:
    """Blank what Markdown takes for code between fences, character by character: it is shown as it is, so that nothing in it is a link or a tag."""
    if not 1 < len(_FENCE.findall(text)) <= FENCES:
        return text
    from markdown.extensions.fenced_code import FencedBlockPreprocessor  # noqa: PLC0415 - heavy, and most texts have no code

    return FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(lambda found: _NO_MARK.sub(" ", found[0]), text)


def _faults_at(text: str) -> Iterator[tuple[int, Rule, dict[str, Any]]]:
    text = without_code(text)
    if "<" in text:
        for tag in _HTML.finditer(text):
            yield tag.start(), RAW_HTML, {"text": tag.group()[:40]}
    for at, target in links(text):
        for fault in link_faults(target):
            yield at, *fault
    if "![" in text:
        for picture in _PICTURE.finditer(text):
            yield picture.start(), PICTURE_IN_TEXT, {"text": picture[1]}
    fences = [found.start() for found in _FENCE.finditer(text)] if len(text) > 3 * FENCES else []
    if len(fences) > FENCES:
        yield fences[FENCES], RENDER_TIMEOUT, {"limit": RENDER_SECONDS}
    if text.count("[") > BRACKETS:
        yield text.index("["), RENDER_TIMEOUT, {"limit": RENDER_SECONDS}
    deep = next((item for item in _LIST_ITEM.finditer(text) if len(item[1].expandtabs(4)) >= 4 * LIST_DEPTH), _MARKS.search(text))
    if deep:
        yield deep.start(), TOO_DEEP, {"limit": LIST_DEPTH}
    places = [found.start() for found in _DEFINITION.finditer(text)] if ":" in text else []
    within = next((first for first, last in zip(places, places[DEFINITIONS:], strict=False) if not _EMPTY_LINE.search(text, first, last)), None)
    if within is not None:
        yield within, TOO_DEEP, {"limit": DEFINITIONS}


def link_faults(text: str) -> Iterator[Fault]:
    """Judge the target of a link: https, http, mailto, tel, or a page of this site by its whole address."""
    target = html.unescape(text)
    there = _AUTHORITY.match(target)
    host = _HOST.fullmatch(there[1]) if there else None
    if not _SAFE.match(target) or re.search(r"[\x00-\x20\\]", target) or (there and not host):
        yield BAD_LINK, {"text": text[:80]}
    if host:
        script = host_scripts(host[1])
        if script:
            yield MIXED_SCRIPT, {"text": text[:80], "script": script}
