"""The ``Link`` headers with which files and pages say what belongs to them (RFC 8288): programs need not read HTML for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from quanli.frozen import frozen

_CODE = "(?P<code>[A-Za-z0-9][A-Za-z0-9._-]*)"
_INDEX = "(?:index[.]html)?$"
_SEARCH = '</search/opensearch.xml>; rel="search"; type="application/opensearchdescription+xml"'
ITEM_SCHEMA = "/data/schemas/power-1.json"
"""The schema of an item's JSON."""
CODE = "{code}"
"""Stands in the links for what the expression took as ``code``."""
_IN_URL = ":/?#@!&()*+,;=%~[]"


@frozen
class Linked:
    """The links of the paths that fit: an expression (the same to Python, PCRE and RE2), and a pattern of static hosts, empty for none."""

    pattern: str
    static: str
    links: tuple[str, ...]

    @property
    def value(self) -> str:
        """Give the header's value, with :data:`CODE` where the code belongs."""
        return ", ".join(self.links)


def linked_paths(license_: str = "", formats: Sequence[str] = (), under: str = "") -> tuple[Linked, ...]:
    """Give what is linked from where, the particular first: the first that fits counts. ``license_`` is an address or empty.

    The expressions are of paths below the one ``under`` which the site stands; the links lead from the top of the host.
    """
    terms = (f'<{quote(license_, safe=_IN_URL)}>; rel="license"',) if license_ else ()
    page = (*terms, _SEARCH)
    others = tuple(_alternate(f"/powers/{CODE}.{end}", kind) for end, kind in _forms(formats))
    whole = (f'</powers/{CODE}/>; rel="canonical"', *terms)
    rows = [
        Linked(f"^(?:/hant)?/powers/{_CODE}/{_INDEX}", "/powers/:code/", (*others, *page)),
        *(Linked(f"^/powers/{_CODE}[.]{end.replace('.', '[.]')}$", f"/powers/:code.{end}", whole) for end, _ in _forms(formats) if end != "json"),
        Linked(f"^/powers/{_CODE}[.]json$", "/powers/:code.json", (*whole, f'<{ITEM_SCHEMA}>; rel="describedby"; type="application/schema+json"')),
        Linked(f"^/forms/{_CODE}[.](?:docx|pdf)$", "", (f'</forms/{CODE}.html>; rel="canonical"',)),
        *(Linked(pattern, static, terms) for pattern, static in (("^/data/[^.]+[.][a-z]+$", "/data/*"), ("/feed[.](?:xml|json)$", ""))),
        Linked("(?:/|[.]html)$", "", page),
    ]
    return tuple(replace(row, links=tuple(link.replace("</", f"<{under}/", 1) for link in row.links)) for row in rows if row.links)


def _forms(formats: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "json", "application/json"
    if "cpsv" in formats:
        yield from (("cpsv.jsonld", "application/ld+json"), ("ttl", "text/turtle"))
    if "national" in formats:
        yield "national.json", "application/json"


def _alternate(url: str, kind: str) -> str:
    return f'<{url}>; rel="alternate"; type="{kind}"'


def links(path: str, rows: Sequence[Linked]) -> str:
    """Give the value of the header of a path; empty for none."""
    for row in rows:
        found = re.search(row.pattern, path)
        if found:
            return row.value.replace(CODE, found.groupdict().get("code") or "")
    return ""
