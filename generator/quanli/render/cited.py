"""Citations in rendered words made links to their articles; what stands in a link, a heading or code stays as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup, escape

from quanli.assemble.cites import Led
from quanli.statutes.citing import has_citation

_TAG = re.compile(r"""(<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>)""")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "label", "button"})
"""Elements within which no link may stand, or none should."""
_INLINE = frozenset({"em", "strong", "sup", "sub", "del", "b", "i", "span", "small", "a", "code"})
Find = Callable[[str], Iterable[Led]]


def cited(words: str, find: Find) -> Markup:
    """Link the citations of words: of HTML that is safe already, or of text, which is escaped."""
    own = words if isinstance(words, Markup) else escape(words)
    if not has_citation(own):
        return own
    parts = _TAG.split(own)
    plain, texts = _plain(parts)
    led = [one for one in find(plain) if any(start <= one.start and one.end <= end for _, start, end in texts)]
    if not led:
        return own
    for at, start, end in texts:
        here = [one for one in led if start <= one.start and one.end <= end]
        if here:
            parts[at] = "".join(_pieces(plain, start, end, here))
    return Markup("".join(parts))  # noqa: S704 - pieces of what was safe, and our own addresses


def _plain(parts: list[str]) -> tuple[str, list[tuple[int, int, int]]]:
    """Give the words without their tags, and of each piece that may hold links where it stands among the parts and in the words."""
    words, texts, reached, closed = list[str](), list[tuple[int, int, int]](), 0, 0
    for at, part in enumerate(parts):
        if at % 2:
            found = _NAME.match(part)
            name = found[2].lower() if found else ""
            if name in _CLOSED:
                closed += -1 if found and found[1] else 1
            text = "" if name in _INLINE else "\n"
        else:
            text = html.unescape(part)
            if not closed:
                texts.append((at, reached, reached + len(text)))
        words.append(text)
        reached += len(text)
    return "".join(words), texts


def _pieces(plain: str, start: int, end: int, led: Iterable[Led]) -> Iterator[str]:
    for one in led:
        yield escape(plain[start : one.start])
        yield f'<a href="{escape(one.url)}">{escape(plain[one.start : one.end])}</a>'
        start = one.end
    yield escape(plain[start:end])
