"""Prose to HTML: Markdown, then an allow-list. Texts without any mark, most of a catalogue, take a short way."""

from __future__ import annotations

import functools
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from markupsafe import Markup, escape

from quanli.errors import ProblemsFoundError
from quanli.records.prose_rules import LIST_DEPTH, RENDER_SECONDS, RENDER_TIMEOUT
from quanli.records.strict_yaml import TOO_DEEP

_BLOCKS = ("p", "hr", "h2", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "pre", "dl", "dt", "dd")
_TABLES = ("table", "thead", "tbody", "tr", "th", "td")
_INLINE = ("br", "code", "em", "strong", "a", "sup", "sub", "del")
TAGS = frozenset({*_BLOCKS, *_TABLES, *_INLINE})
_ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
_MARKED = re.compile(r"[\n*_\[\]<>&`\\!|~]|^\s*(?:[#+-]|\d+[.)])|^ {4}")
_MARKED_INLINE = re.compile(r"[\n*_\[\]<>&`\\!|~]")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>\s*\Z", re.DOTALL)
_BLOCK = re.compile(r"^(\s*)([#+>-]|\d+(?=[.)]))", re.MULTILINE)


def render_prose(text: str) -> Markup:
    """Render Markdown as blocks."""
    if _MARKED.search(text):
        return _rendered(text)
    return Markup("<p>%s</p>") % text if text else Markup("")


def render_inline(text: str) -> Markup:
    """Render Markdown as part of a line: no paragraph around it, and no list or heading from how it begins."""
    if not _MARKED_INLINE.search(text):
        return escape(text)
    found = _ONE_PARAGRAPH.match(_rendered(text))
    if found is None:
        found = _ONE_PARAGRAPH.match(_rendered(_BLOCK.sub(r"\1\\\2", " ".join(text.split()))))
    return Markup(found[1]) if found else escape(text)  # noqa: S704 - what nh3 let through


@functools.lru_cache(maxsize=4096)
def _rendered(text: str) -> Markup:
    import nh3  # noqa: PLC0415 - most pages need neither

    markdown = _markdown()
    try:
        with _within(RENDER_SECONDS, text):
            html: str = markdown.reset().convert(text)
    except RecursionError:
        _markdown.cache_clear()
        raise ProblemsFoundError([TOO_DEEP.at(text[:40], limit=LIST_DEPTH)]) from None
    except ProblemsFoundError:
        _markdown.cache_clear()  # what was cut off keeps its place in lists and quotations
        raise
    clean = nh3.clean(html, tags=set(TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Markup(clean)  # noqa: S704 - cleaned by the allow-list above


@functools.cache
def _markdown() -> Any:
    import markdown  # noqa: PLC0415
    from markdown.extensions.def_list import DefListExtension  # noqa: PLC0415
    from markdown.extensions.fenced_code import FencedCodeExtension  # noqa: PLC0415
    from markdown.extensions.sane_lists import SaneListExtension  # noqa: PLC0415
    from markdown.extensions.tables import TableExtension  # noqa: PLC0415

    # By class, not by name: names are looked up in the metadata of every package that is installed.
    extensions = [TableExtension(), SaneListExtension(), DefListExtension(), FencedCodeExtension()]
    return markdown.Markdown(extensions=extensions, output_format="html")


@contextmanager
def _within(seconds: float, text: str) -> Iterator[None]:
    """Stop a rendering that takes too long. Only a main thread can be interrupted; workers render in theirs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise ProblemsFoundError([RENDER_TIMEOUT.at(text[:40], limit=RENDER_SECONDS)])

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
