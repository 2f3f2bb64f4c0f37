"""The headers of a host of static files: by patterns of paths, the general before the particular, each pattern once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quanli.build.content_types import content_type
from quanli.build.headers import (
    ANYBODY,
    EMBEDDED,
    KEPT,
    OPENED,
    REACH,
    all_headers,
    cache_control,
    policy,
    reach,
)
from quanli.build.links import CODE, Linked

_FEEDS = ("/*/feed.xml", "/*/feed.json")
_DATA = ("json", "jsonld", "ttl")
_OPEN = ("/data/*.csv", "/data/*.xlsx", "/data/*.jsonl", *(f"/{folder}/*.{end}" for folder in ("data", "powers") for end in _DATA), *_FEEDS, "/embed/quanli.js")
_TYPED = ("/*.jsonld", "/*.jsonl", "/*.ttl", "/*.webmanifest", *_FEEDS, "/data/schemas/*.json", "/search/opensearch.xml")
"""What such hosts know least."""


def host_rules(portals: Sequence[str], links: Sequence[Linked]) -> Mapping[str, Mapping[str, str]]:
    """Give the headers by pattern: one star, or ``:code``, stands for a part of the path."""
    found: dict[str, dict[str, str]] = {"/*": all_headers("/")}
    for pattern, name, value in _rules(portals, links):
        found.setdefault(pattern, {})[name] = value
    return found


def _rules(portals: Sequence[str], links: Sequence[Linked]) -> Iterator[tuple[str, str, str]]:
    yield f"{KEPT}*", "Cache-Control", cache_control(KEPT)
    yield from ((f"{folder}*", "Content-Security-Policy", policy(folder, portals)) for folder in EMBEDDED)
    for folder in (KEPT, *EMBEDDED, "/icons/"):
        yield f"{folder}*", REACH, reach(folder)
    for pattern in _OPEN:
        yield pattern, REACH, reach(pattern.replace("*", "a"))
        yield pattern, OPENED, ANYBODY
    for pattern in _TYPED:
        yield pattern, "Content-Type", content_type(pattern.replace("*", "a"))
    for row in reversed(links):
        if row.static:
            yield row.static, "Link", row.value.replace(CODE, ":code")
