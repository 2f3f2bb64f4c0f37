"""A rendered page in Simplified characters to its twin in Traditional ones, under a prefix of its own.

Only what people read is converted: text, and the attributes that are read out or shown. Addresses, ids, classes, scripts,
data and comments stay byte for byte. An element that says ``translate="no"``, or has a ``lang`` of its own, is left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quanli.render.texts import TRADITIONAL
from quanli.render.traditional import Traditional, without_marks

PREFIX = "/hant"
HUMAN = frozenset({
    "title", "alt", "placeholder", "label", "abbr", "data-label", "aria-label", "aria-description",
    "aria-roledescription", "aria-valuetext", "aria-placeholder",
})  # fmt: skip
"""Attributes that are shown or read out."""
_DESCRIBES = re.compile(
    r"(?:(?:og|twitter):)?(?:title|description|site_name)|og:image:alt|keywords|author|application-name|sitename|columnname"
    r"|columndescription|columnkeywords|columntype|articletitle|contentsource",
    re.IGNORECASE,
)
"""Metadata in words, those that government websites owe included (政府网站发展指引)."""
_BUTTONS = frozenset({"button", "submit", "reset"})
_LINKS = frozenset({("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action"), ("link", "href")})
_JOINING = re.compile(r"</?(?:em|strong|b|i|u|s|mark|ins|del|sub|sup|wbr)[\s/>]", re.IGNORECASE)
"""Elements that may stand inside a word, so that 头<mark>发</mark> is still hair."""
_RAW = frozenset({"script", "style", ""})
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_MARKUP = re.compile(
    r"((?i:<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>)"
    r"""|</?[a-zA-Z][^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>|<![^>]*>)""",
    re.DOTALL,
)
_OF_NOTE = re.compile(r"[^\x00-\x7f]|\s(?:href|xlink:href|action|lang|translate)\s*=", re.IGNORECASE)
"""What makes a tag worth reading: words, a link, a language."""
_NAME = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_ROOT = re.compile(r"<html\b[^>]*\slang=[\"']?zh-Hant\b", re.IGNORECASE)
_FOR_STAFF = "/handbooks/"
_DRAWN_FORM = re.compile(r"/forms/[^/]+\.(?:docx|pdf)")


def twin_path(path: str) -> str:
    """Give the file of a file's twin."""
    return f"{PREFIX.strip('/')}/{path}"


def has_twin(path: str) -> bool:
    """Tell whether the other script has what an address of this site names: every page but those for staff, and every form that was drawn."""
    return (path.endswith(("/", ".html")) and not path.startswith(_FOR_STAFF)) or bool(_DRAWN_FORM.fullmatch(path))


class _Tag(NamedTuple):
    """A tag with something to do: fixed pieces and, between them, words to convert. ``own``: its element is left alone."""

    name: str
    alone: bool
    own: bool
    pieces: tuple[str, ...]


class Twin:
    """Makes twins. ``exists`` tells which addresses have one; links to others stay. The site stands ``under`` a path of its host."""

    def __init__(self, words: Traditional, exists: Callable[[str], bool] = has_twin, under: str = "") -> None:
        self._words, self._exists = words, exists
        self._top = re.compile(rf"https?://[^/]+{re.escape(under)}(?=/|\Z)")
        self._read = functools.lru_cache(maxsize=4096)(self._read_tag)

    def page(self, html: str) -> str:
        """Convert a page. One that is Traditional already is given back as it is."""
        if _ROOT.search(html, 0, 2000):
            return html
        parts = _MARKUP.split(html)
        said = _Said()
        inside, depth = "", 0
        for i, part in enumerate(parts):
            if i % 2 == 0:
                if not depth and not part.isascii():
                    said.add(parts, i, apart=not _one_word(parts, said.last, i))
                continue
            if depth and _named(part) == inside and not part.endswith("/>"):
                depth += -1 if part.startswith("</") else 1
            tag = self._read(part) if "=" in part else None
            if tag is None:
                continue
            if not depth and tag.own and not tag.alone:
                inside, depth = tag.name, 1
            if depth or tag.own or len(tag.pieces) == 1:
                parts[i] = "".join(tag.pieces)
            else:
                said.add_within(parts, i, tag.pieces)
        said.convert(self._words)
        return without_marks("".join(parts))

    def _read_tag(self, tag: str) -> _Tag | None:
        """Read a tag; None where nothing about it matters."""
        if not _OF_NOTE.search(tag) or _named(tag) in _RAW:
            return None
        name = _named(tag)
        attributes = {found[1].lower(): found for found in _ATTRIBUTE.finditer(tag)}
        values = {key: found[found.lastindex or 0] for key, found in attributes.items()}
        own = values.get("translate") == "no" or ("lang" in values and name != "html")
        pieces, at = [""], 0
        for start, end, new in sorted(self._changes(name, attributes, values)):
            pieces[-1] += tag[at:start] + (new or "")
            if new is None:
                pieces += [tag[start:end], ""]
            at = end
        pieces[-1] += tag[at:]
        return _Tag(name, name in _VOID or tag.endswith("/>"), own, tuple(pieces))

    def _changes(
        self, name: str, attributes: dict[str, re.Match[str]], values: dict[str, str]
    ) -> Iterator[tuple[int, int, str | None]]:
        """Give the values to change: from where to where, and what to; None where words are to be converted."""
        for key, found in attributes.items():
            start, end = found.span(found.lastindex or 0)
            value = values[key]
            if (name, key) in _LINKS:
                moved = self._moved(name, value, values)
                if moved != value:
                    yield start, end, moved
            elif name == "html" and key == "lang":
                yield start, end, TRADITIONAL if value.startswith("zh") else value
            elif not value.isascii() and _is_human(name, key, values):
                yield start, end, None

    def _moved(self, name: str, url: str, values: dict[str, str]) -> str:
        """Give where a link leads in the twin. One that says its own language, or names a file, leads where it did."""
        if "hreflang" in values:
            return url
        origin = ""
        if name == "link":
            found = self._top.match(url) if values.get("rel") == "canonical" else None
            if found is None:
                return url
            origin, url = found[0], url[found.end() :]
        path = re.split("[?#]", url, maxsplit=1)[0]
        inside = path.startswith("/") and not path.startswith(("//", f"{PREFIX}/"))
        return f"{origin}{PREFIX}{url}" if inside and self._exists(path) else origin + url


def _is_human(name: str, key: str, values: dict[str, str]) -> bool:
    if key == "content":
        return name == "meta" and bool(_DESCRIBES.fullmatch(values.get("name") or values.get("property") or ""))
    if key == "value":
        return name == "input" and values.get("type", "").lower() in _BUTTONS
    return key in HUMAN


def _named(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def _one_word(parts: list[str], before: int, after: int) -> bool:
    """Tell whether nothing parts two texts but elements that may stand inside a word."""
    return (
        before >= 0
        and all(map(_JOINING.match, parts[before + 1 : after : 2]))
        and not any(parts[before + 2 : after : 2])
    )


class _Said:
    """The words of a page, and where each came from; they go through OpenCC at once, in one text."""

    def __init__(self) -> None:
        self.last = -1
        """Where the last text came from."""
        self._texts: list[str] = []
        self._places: list[tuple[list[str], int]] = []
        self._within: list[tuple[list[str], int, list[str]]] = []

    def add(self, parts: list[str], i: int, *, apart: bool) -> None:
        """Add the text at a place, apart from what was said before it or as one word with it."""
        self._texts.append("\n" + parts[i] if apart else parts[i])
        self._places.append((parts, i))
        self.last = i

    def add_within(self, parts: list[str], i: int, pieces: tuple[str, ...]) -> None:
        """Add the words of a tag: every second of its pieces."""
        own = list(pieces)
        for at in range(1, len(own), 2):
            self.add(own, at, apart=True)
        self._within.append((parts, i, own))
        self.last = -1

    def convert(self, words: Traditional) -> None:
        """Convert everything, and put it where it came from."""
        converted = words.convert("".join(self._texts))
        at = 0
        for text, (parts, i) in zip(self._texts, self._places, strict=True):
            at += len(text)
            parts[i] = converted[at - len(parts[i]) : at]
        for parts, i, own in self._within:
            parts[i] = "".join(own)
