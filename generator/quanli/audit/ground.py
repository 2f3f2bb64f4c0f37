"""What the pages of an output are held against: where the site stands, what it calls its offices, how they are reached."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from quanli.catalogue.registry import Registry
from quanli.frozen import frozen

INDEX = "index.html"


@frozen
class Place:
    """An address of the site: its file below the output, and the fragment that it names."""

    file: str
    fragment: str = ""


@frozen
class Ground:
    """Small and the same for every page; it travels to each process."""

    output: str
    domain: str
    under: str
    site_code: str
    offices: tuple[str, ...]
    """The whole names of the offices, which are looked for in words."""
    names: frozenset[str]
    """All names that are known, of other organs and windows too."""
    phones: frozenset[str]
    """All numbers that are known, digits alone."""

    def place(self, file: str, url: str) -> Place | None:
        """Give the place of this site to which an address in a file leads; None where it leads elsewhere, or is no address of the web."""
        at = "" if url.startswith(("/", "http:", "https:")) else address_of(file)
        return _placed(self.output, self.domain, self.under, at, url)

    def is_there(self, file: str) -> bool:
        """Tell whether the output has a file."""
        return _is_file(f"{self.output}/{file}")


@functools.lru_cache(maxsize=65536)
def _placed(output: str, domain: str, under: str, at: str, url: str) -> Place | None:
    """Give the place of an address in a page ``at`` another; most addresses stand in many pages."""
    try:
        parts = urlsplit(urljoin(f"{domain}/{at}", url))
    except ValueError:
        return None
    if f"{parts.scheme}://{parts.netloc}" != _origin(domain) or not f"{parts.path}/".startswith(f"{under}/"):
        return None
    path = unquote(parts.path.removeprefix(under)).lstrip("/")
    return Place(_file_of(output, path), unquote(parts.fragment))


@functools.lru_cache(maxsize=8)
def _origin(domain: str) -> str:
    parts = urlsplit(domain)
    return f"{parts.scheme}://{parts.netloc}"


@functools.lru_cache(maxsize=65536)
def _is_file(path: str) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - a path of text, many thousand times


def _file_of(output: str, path: str) -> str:
    """Give the file that a server shows at a path; a folder without its slash is led to the folder."""
    if not path or path.endswith("/"):
        return path + INDEX
    return path if _is_file(f"{output}/{path}") or not _is_file(f"{output}/{path}/{INDEX}") else f"{path}/{INDEX}"


def address_of(file: str) -> str:
    """Give the address of a file of the output, from the top of the site and without its first slash."""
    return file.removesuffix(INDEX) if file == INDEX or file.endswith(f"/{INDEX}") else file


def ground_of(registry: Registry, output: Path, phones: frozenset[str]) -> Ground:
    """Gather it for a site; ``phones`` are those that items give."""
    site = registry.site
    names = frozenset(filter(None, (name for office in registry.offices.values() for name in _names(office))))
    known = frozenset(filter(None, map(digits, (site.hotline, *_phones(registry))))) | phones
    return Ground(str(output), site.domain, site.under, site.site_code, tuple(sorted({one.name for one in registry.offices.values()})), names, known)


def digits(phone: str) -> str:
    """Give the digits of a number, as they are dialled."""
    return re.sub(r"\D", "", phone)


def _names(record: object) -> Iterator[str]:
    """Give all that is called a name in a record and below it."""
    for name, value in _texts(record):
        if name in {"name", "short_name", "government", "superior", "reconsideration", "court"}:
            yield value


def _phones(registry: Registry) -> Iterator[str]:
    for office in registry.offices.values():
        for name, value in _texts(office):
            if name == "phone":
                yield value


def _texts(record: object) -> Iterator[tuple[str, str]]:
    for name, value in vars(record).items() if hasattr(record, "__dict__") else ():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                yield name, one
            elif hasattr(one, "__dict__"):
                yield from _texts(one)
