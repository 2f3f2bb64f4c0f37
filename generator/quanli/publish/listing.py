"""The manifest of a release as a list of its files; two of them are compared by the parts that differ, at the cost of these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from quanli.build.manifest import FORMAT, ROOT
from quanli.build.staging import is_below
from quanli.frozen import frozen
from quanli.publish.release import File

Read = Callable[[str], bytes]
"""Gives the bytes of a file of a site by its path; raises ``OSError`` where there is none."""
ASSETS = "static/"
"""Below it lie the files with their digest in their name, which no release ever changes."""


class Part(NamedTuple):
    """A part of a manifest: its path in the site, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@frozen
class Difference:
    """What makes a new site of an old one: files that come, or are others now, and files that go, as they were."""

    come: tuple[File, ...]
    go: tuple[File, ...]


class Listing:
    """The manifest of a site. Raises ``ValueError`` for what is none; files are read when they are asked for."""

    def __init__(self, read: Read) -> None:
        self.read, self.root = read, read(ROOT)
        try:
            said = json.loads(self.root)
            if said["format"] != FORMAT or said["generator"] != "quanli":
                raise ValueError("no manifest of this program")
            self.parts = tuple(Part(str(part["name"]), str(part["sha256"])) for part in said["parts"])
            self.site, self.day = str(said["site"]), str(said["day"])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(str(error)) from error
        if not all(is_below(part.path) for part in self.parts):
            raise ValueError("a part lies outside the site")

    @property
    def sha256(self) -> str:
        """Give the digest of ``manifest.json``, by which a release names it."""
        return hashlib.sha256(self.root).hexdigest()

    def own(self) -> Iterator[File]:
        """Give the files of which the manifest consists; of the parts the size is what they have."""
        yield File(ROOT, self.sha256, len(self.root))
        for part in self.parts:
            yield File(part.path, part.sha256, -1)

    def files(self) -> Iterator[File]:
        """Give all files that the manifest vouches for, by their paths; raises ``ValueError`` for a part that is altered."""
        for part in self.parts:
            yield from self.of(part)

    def of(self, part: Part) -> list[File]:
        """Give the files of one part; raises ``ValueError`` where it is not as the root says."""
        data = self.read(part.path)
        if hashlib.sha256(data).hexdigest() != part.sha256:
            raise ValueError(f"{part.path} is not what the manifest says")
        rows = [_file(line) for line in data.decode().splitlines()]
        if not all(is_below(row.path) for row in rows):
            raise ValueError(f"{part.path} names a file outside the site")
        return rows

    def below(self, start: str) -> list[File]:
        """Give the files whose path begins in a way, at the cost of the parts around them: parts are in the order of paths."""
        low, high = 0, len(self.parts)
        while high - low > 1:  # the last part that does not begin after it
            middle = (low + high) // 2
            low, high = (middle, high) if self.of(self.parts[middle])[0].path < start else (low, middle)
        found: list[File] = []
        for part in self.parts[low:]:
            rows = self.of(part)
            found += (row for row in rows if row.path.startswith(start))
            if rows[-1].path > start and not rows[-1].path.startswith(start):
                break
        return found


def difference(old: Listing | None, new: Listing) -> Difference:
    """Compare two sites; without an old one everything comes. The manifest's own files are among them."""
    known = set(old.parts) if old else set[Part]()
    shared = known.intersection(new.parts)
    before = {row.path: row for row in _rows(old, shared)} if old else {}
    after = {row.path: row for row in _rows(new, shared)}
    come = [row for path, row in after.items() if before.get(path) != row]
    parts = {part.path for part in new.parts}
    come += (row for row in new.own() if row.path == ROOT or Part(row.path, row.sha256) not in shared)
    go = [row for path, row in before.items() if path not in after]
    go += (row for row in (old.own() if old else ()) if row.path != ROOT and row.path not in parts)
    return Difference(tuple(come), tuple(go))


def _rows(listing: Listing, shared: Iterable[Part]) -> Iterator[File]:
    passed = frozenset(shared)
    for part in listing.parts:
        if part not in passed:
            yield from listing.of(part)


def _file(line: str) -> File:
    try:
        said = json.loads(line)
        return File(str(said["path"]), str(said["sha256"]), int(said["size"]))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
