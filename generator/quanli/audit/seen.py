"""A page of the output as it was read: what it says of itself, where it leads, what it loads. Nothing is judged here."""

from __future__ import annotations

import html.parser
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quanli.audit.ground import Ground

_LEADS = frozenset({("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("input", "formaction")})
_LOADS = frozenset({
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("frame", "src"), ("source", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"),
    ("track", "src"), ("embed", "src"), ("object", "data"), ("input", "src"), ("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"),
})  # fmt: skip
_LOADED = frozenset({"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"})
"""Relations of a ``link`` that a browser fetches by itself (HTML Standard, 4.6.7)."""
_SCRIPTS = frozenset({"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"})
"""Types of a ``script`` that a browser runs or obeys; any other is a block of data (HTML Standard, 4.12.1)."""


_Tag = tuple[str, list[tuple[str, str | None]]]
_READ: dict[str, _Tag] = {}
_MOST_READ = 20_000
_OPAQUE = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"})
"""Elements after whose tag the parser reads otherwise (HTML Standard, 13.2.5)."""


class Link(NamedTuple):
    """An address in a page: ``way`` is "lead" (a reader follows it), "load" (the browser does by itself) or "tell" (for programs)."""

    way: str
    url: str
    line: int
    column: int
    tag: str


class Spot(NamedTuple):
    """Something at a place of a page, lines and columns counted from 1."""

    what: str
    line: int
    column: int


class Page(html.parser.HTMLParser):
    """One page. ``whole`` tells it from a piece to be taken into another page; ``metas`` has names and properties in small letters."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.whole, self.lang, self.title, self.canonical = False, "", "", ""
        self.metas: dict[str, str] = {}
        self.headings = 0
        self.ids: set[str] = set()
        self.links: list[Link] = []
        self.scripts: list[str] = []
        self.inline: list[Spot] = []
        self.pictures: list[Spot] = []
        """Pictures without a text."""
        self.words: list[Spot] = []
        self._inside = ""
        self._last: _Tag | None = None
        self._drawn: list[Spot | None] = []
        """The drawings around what is read; those that lack a text so far have their place."""
        self.feed(text)
        self.close()

    def listed(self, file: str, ground: Ground) -> bool:
        """Tell whether search engines may list it: a whole page that stands for itself and does not say otherwise."""
        place = ground.place(file, self.canonical) if self.canonical else None
        return self.whole and (place is None or place.file == file) and "noindex" not in self.metas.get("robots", "")

    def _at(self, what: str) -> Spot:
        line, column = self.getpos()
        return Spot(what, line, column + 1)

    def parse_starttag(self, i: int) -> int:
        """Read a tag, or take one that was read before: pages are alike, and reading tags is half of all work."""
        end = self.rawdata.find(">", i) + 1
        text = self.rawdata[i:end]
        known = _READ.get(text)
        if known:
            self.lasttag = known[0]
            self.handle_starttag(*known)
            return end
        self._last = None
        found: int = super().parse_starttag(i)
        if found == end and self._last and self._last[0] not in _OPAQUE and not text.endswith("/>") and len(_READ) < _MOST_READ:
            _READ[text] = self._last
        return found

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what an element says."""
        self._last = tag, attributes
        values = {name: value or "" for name, value in attributes}
        if tag == "html":
            self.whole, self.lang = True, values.get("lang", "")
        elif tag == "h1":
            self.headings += 1
        elif tag == "meta":
            self._meta(values)
        elif tag == "svg":
            self._svg(values)
        elif tag == "img" or (tag == "input" and values.get("type") == "image") or (tag == "area" and "href" in values):
            if "alt" not in values:
                self.pictures.append(self._at(values.get("src") or values.get("href") or tag))
        elif tag in {"script", "style", "title"}:
            self._inside = tag
            self._code(tag, values)
        if values:
            self._attributes(tag, values)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note an element that is closed at once, as drawings have them."""
        self.handle_starttag(tag, attributes)
        if tag in {"svg", "title"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag == self._inside:
            self._inside = ""
        if tag == "svg" and self._drawn:
            lacking = self._drawn.pop()
            if lacking:
                self.pictures.append(lacking)

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self._inside == "title":
            if self._drawn:
                self._drawn[-1] = None
            else:
                self.title += data
        elif not self._inside and not data.isspace():
            self.words.append(self._at(data))

    def _meta(self, values: Mapping[str, str]) -> None:
        name = (values.get("name") or values.get("property") or "").lower()
        if name:
            self.metas.setdefault(name, values.get("content", ""))

    def _svg(self, values: Mapping[str, str]) -> None:
        named = values.get("aria-label") or values.get("aria-labelledby") or values.get("aria-hidden") == "true"
        self._drawn.append(self._at("svg") if values.get("role") == "img" and not named else None)

    def _code(self, tag: str, values: Mapping[str, str]) -> None:
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type", "").lower() in _SCRIPTS):
            self.inline.append(self._at(f"<{tag}>"))
        elif tag == "script" and "src" in values:
            self.scripts.append(values["src"])

    def _attributes(self, tag: str, values: Mapping[str, str]) -> None:
        line, column = self.getpos()
        if values.get("id"):
            self.ids.add(values["id"])
        for name in values:
            if name == "style" or (name.startswith("on") and name[2:].isalpha()):
                self.inline.append(self._at(f"{name}="))
        for way, url in _addresses(tag, values):
            if url.strip().lower().startswith("javascript:"):
                self.inline.append(self._at("javascript:"))
            else:
                self.links.append(Link(way, url.strip(), line, column + 1, tag))
        if tag == "link" and values.get("rel", "").lower() == "canonical":
            self.canonical = values.get("href", "")


def _addresses(tag: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if tag == "link" and values.get("href"):
        relations = set(values.get("rel", "").lower().split())
        way = "load" if relations & _LOADED else "lead" if "hreflang" in values else "tell"
        yield way, values["href"]
        return
    for name, value in values.items():
        if not value:
            continue
        if (tag, name) in _LEADS:
            yield "lead", value
        elif (tag, name) in _LOADS:
            yield "load", value
        elif name.startswith("data-") and value.startswith("/") and name != "data-label":
            yield "tell", value
