"""The digests of a release as a list of its files; two of them are compared by the parts that differ, at the cost of these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from quanli.build.digests import FORMAT, FORMER_ROOT, ROOT
from quanli.build.staging import is_below
from quanli.frozen import frozen
from quanli.publish.release import File

Read = Callable[[str], bytes]
"""Gives the bytes of a file of a site by its path; raises ``OSError`` where there is none."""
ASSETS = "static/"
"""Below it lie the files with their digest in their name, which no release ever changes."""


class Part(NamedTuple):
    """A part of a list of digests: its path in the site, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@frozen
class Difference:
    """What makes a new site of an old one: files that come, or are others now, and files that go, as they were."""

    come: tuple[File, ...]
    go: tuple[File, ...]


class Listing:
    """The list of digests of a site, by whatever name its version gave it (``name``).

    Raises ``ValueError`` for what is none; files are read when they are asked for.
    """

    def __init__(self, read: Read) -> None:
        self.read = read
        try:
            self.name, self.root = ROOT, read(ROOT)
        except FileNotFoundError:
            self.name, self.root = FORMER_ROOT, read(FORMER_ROOT)
        try:
            said = json.loads(self.root)
            if said["format"] != FORMAT or said["generator"] != "quanli":
                raise ValueError("no list of digests of this program")
            self.parts = tuple(Part(str(part["name"]), str(part["sha256"])) for part in said["parts"])
            self.site, self.day = str(said["site"]), str(said["day"])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(str(error)) from error
        if not all(is_below(part.path) for part in self.parts):
            raise ValueError("a part lies outside the site")

    @property
    def sha256(self) -> str:
        """Give the digest of ``digests.json``, by which a release names it."""
        return hashlib.sha256(self.root).hexdigest()

    def own(self) -> Iterator[File]:
        """Give the files of which the list itself consists; of the parts the size is what they have."""
        yield File(self.name, self.sha256, len(self.root))
        for part in self.parts:
            yield File(part.path, part.sha256, -1)

    def files(self) -> Iterator[File]:
        """Give all files that the list vouches for, by their paths; raises ``ValueError`` for a part that is altered."""
        for part in self.parts:
            yield from self.of(part)

    def of(self, part: Part) -> list[File]:
        """Give the files of one part; raises ``ValueError`` where it is not as the root says."""
        return [_file(line) for line in self.lines(part)]

    def lines(self, part: Part) -> list[bytes]:
        """Give the lines of one part, unread; raises ``ValueError`` where it is not as the root says."""
        data = self.read(part.path)
        if hashlib.sha256(data).hexdigest() != part.sha256:
            raise ValueError(f"{part.path} is not what the list of digests says")
        return data.splitlines()

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
    """Compare two sites; without an old one everything comes. The list's own files are among them."""
    shared = set(old.parts if old else ()).intersection(new.parts)
    before, after = (_lines(old, shared) if old else set[bytes]()), _lines(new, shared)
    come = [_file(line) for line in after - before]  # a line of both is not read: of a part that differs most are
    paths = {row.path for row in come}
    gone = [row for row in map(_file, before - after) if row.path not in paths]
    parts = {part.path for part in new.parts}
    come += (row for row in new.own() if row.path == new.name or Part(row.path, row.sha256) not in shared)
    gone += (row for row in (old.own() if old else ()) if row.path != new.name and row.path not in parts)
    return Difference(tuple(sorted(come, key=_path)), tuple(sorted(gone, key=_path)))


def _path(file: File) -> str:
    return file.path


def _lines(listing: Listing, shared: Container[Part]) -> set[bytes]:
    return {line for part in listing.parts if part not in shared for line in listing.lines(part)}


def _file(line: bytes) -> File:
    try:
        said = json.loads(line)
        file = File(str(said["path"]), str(said["sha256"]), int(said["size"]))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not is_below(file.path):
        raise ValueError(f"a file outside the site is named: {file.path!r}")
    return file
