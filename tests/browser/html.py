"""A built site as a crawler sees it: every page parsed once."""

import functools
import json
import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

TWINS = ("hant",)
"""Prefixes under which the site stands once more, in another script, drawn by the same templates."""
LIKE = {"home", "power permit", "power penalty", "forms/*"}
"""Of a twin these types stand for all."""
LINKS = {"href", "src", "action", "data", "poster", "srcset", "formaction", "xlink:href"}


@dataclass
class Parsed(HTMLParser):
    """What a page names: ids, links, and what a browser would fetch or run by itself."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.ids.append(values["id"])
        for name in LINKS & values.keys():
            value = values[name] or ""
            self.links.append(value)
            if tag not in {"a", "area"} and values.get("rel") not in {"canonical", "alternate", "license"}:
                self.fetched.append(value)
        if tag == "script" and values.get("src"):
            self.scripts.append(values["src"])

    def handle_data(self, data):
        self.said.append(data)


def is_piece(path: str) -> bool:
    """Tell whether a file is a piece that other servers take into their own pages, and no page."""
    return "embed/" in path and not path.endswith("/index.html")


@functools.cache
def pages(output: Path) -> dict[str, Parsed]:
    """Parse every page of a site, by its address."""
    found = {}
    for path in sorted(output.rglob("*.html")):
        name = path.relative_to(output).as_posix()
        if is_piece(name):
            continue
        found["/" + name.removesuffix("index.html")] = Parsed(path.read_text(encoding="utf-8"))
    return found


def target(address: str, link: str) -> tuple[str, str] | None:
    """Resolve a link of a page to an address of this site and a fragment; None for one that leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path, fragment = urldefrag(link)
    path = unquote(path.partition("?")[0])
    if not path:
        return address, unquote(fragment)
    resolved = posixpath.normpath(posixpath.join(address if address.endswith("/") else posixpath.dirname(address), path))
    return resolved + ("/" if path.endswith("/") and resolved != "/" else ""), unquote(fragment)


def exists(output: Path, address: str) -> bool:
    """Tell whether an address of the site has something behind it."""
    path = output / address.lstrip("/")
    return (path / "index.html").is_file() if address.endswith("/") else path.is_file()


def one_of_each_type(output: Path) -> dict[str, str]:
    """Choose one page of each type, the richest: by the shape of the address; powers by category and state too; a few of a twin."""
    chosen: dict[str, tuple[int, str]] = {}
    for address, page in pages(output).items():
        kind, size = _kind(output, address), len(page.text)
        if size > chosen.get(kind, (0, ""))[0]:
            chosen[kind] = size, address
    twins = tuple(f"{twin} " for twin in TWINS)
    return {kind: address for kind, (_, address) in sorted(chosen.items()) if not kind.startswith(twins) or kind.partition(" ")[2] in LIKE}


def _kind(output: Path, address: str) -> str:
    steps = address.strip("/").split("/")
    if steps[0] in TWINS:
        return f"{steps[0]} {_kind(output, address.removeprefix('/' + steps[0]))}"
    if steps[0] == "powers" and len(steps) == 2:
        power = json.loads((output / f"powers/{steps[1]}.json").read_bytes())
        state = power.get("states", [{"state": "active"}])[-1]["state"]
        return f"power {power['category']}" + ("" if state == "active" else f" {state}")
    if steps[0] == "embed" and steps[1] in {"offices", "categories", "topics"}:
        return "embed list"
    return "/".join([steps[0] or "home", *("*" for _ in steps[1:])])
