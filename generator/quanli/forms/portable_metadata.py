"""Who is named in the metadata of a PDF (XMP, ISO 16684-1): XML in which a name may be an element or an attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from quanli.records.bounds import DamagedError
from quanli.records.markup import Room, walk

_PERSONS = frozenset({"creator", "contributor", "Author", "Manager", "LastModifiedBy", "Owner", "CaptionWriter"})
_TAG = re.compile(r"<[\w.-]*:?(creator|contributor|Author|Manager|LastModifiedBy|Owner)\b[^<>]*>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_LENGTH, _MOST = 2000, 500
"""Characters of one place in which a person is named, and places, where the text is no XML."""


def persons(data: bytes) -> list[str]:
    """Give whatever stands where a person is named. Prefixes need not be declared; what is no XML is searched as text."""
    found: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        found.extend(text for key, text in attributes.items() if _local(key) in _PERSONS)
        if _local(name) in _PERSONS:
            inside.append(name)

    def text(words: str) -> None:
        if inside and words.strip():
            found.append(words.strip())

    def end(name: str) -> None:
        if inside and inside[-1] == name:
            inside.pop()

    try:
        walk((data[at : at + 65536] for at in range(0, len(data), 65536)), Room(), start, text, end, namespaces=False)
    except DamagedError:
        found += _searched(data.decode("utf-16" if b"\0" in data else "utf-8", "replace"))
    return list(dict.fromkeys(found))


def _searched(text: str) -> Iterator[str]:
    for found in islice(_TAG.finditer(text), _MOST):
        words = text[found.end() : found.end() + _LENGTH]
        yield _ANY_TAG.sub("", words.partition(f"{found[1]}>")[0].rpartition("<")[0]).strip()


def _local(name: str) -> str:
    return name.rpartition(":")[2]
