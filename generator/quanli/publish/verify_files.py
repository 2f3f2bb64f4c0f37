"""Whether every file of a release is there, byte for byte, and nothing besides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from random import SystemRandom

from quanli.build.digests import ROOT
from quanli.errors import Problem
from quanli.publish.listing import Listing
from quanli.publish.release import RECORD, SIGNATURE, File, Release
from quanli.publish.release_rules import (
    RELEASE_FILE_ADDED,
    RELEASE_FILE_ALTERED,
    RELEASE_FILE_GONE,
    RELEASE_FILE_LINK,
    RELEASE_FILE_MODE,
    RELEASE_FILE_SWAPPED,
    RELEASE_MIXED,
    RELEASE_UNREADABLE,
)  # fmt: skip
from quanli.publish.target import Entry, Target


def digests(target: Target, release: Release) -> tuple[Listing | None, list[Problem]]:
    """Read the list of digests, where it is the one that the record names."""
    try:
        listing = Listing(target.read)
    except FileNotFoundError:
        return None, [RELEASE_FILE_GONE.at(ROOT)]
    except (OSError, ValueError) as error:
        return None, [RELEASE_UNREADABLE.at(ROOT, why=str(error))]
    if listing.sha256 != release.digests:
        return None, [RELEASE_MIXED.at(listing.name, serial=release.serial)]
    return listing, []


def vouched(listing: Listing, release: Release, found: list[Problem]) -> Iterator[tuple[str, File]]:
    """Give all files that record and list of digests vouch for; a part that is altered is told."""
    for file in (*listing.own(), *release.kept):
        yield file.path, file
    for part in listing.parts:
        try:
            rows = listing.of(part)
        except FileNotFoundError:
            continue  # told with the other files
        except (OSError, ValueError):
            found.append(RELEASE_MIXED.at(part.path, serial=release.serial))
            continue
        yield from ((row.path, row) for row in rows)


def drawn(files: Mapping[str, File], sample: int) -> Mapping[str, File]:
    """Draw some files, which nobody can foresee; all where that many are wanted, or all."""
    if not sample or sample >= len(files):
        return files
    return {path: files[path] for path in sorted(SystemRandom().sample(sorted(files), sample))}


def contents(target: Target, files: Mapping[str, File]) -> Iterator[Problem]:
    """Hold the bytes of each file against what is vouched for."""
    altered: dict[str, str] = {}
    with ThreadPoolExecutor(target.readers) as readers:
        digests = list(readers.map(lambda path: _digest(target, path), files))
    for file, sha256 in zip(files.values(), digests, strict=True):
        if isinstance(sha256, Problem):
            yield sha256
        elif sha256 != file.sha256:
            altered[file.path] = sha256
    owners = {file.sha256: path for path, file in files.items()} if altered else {}
    for path, sha256 in altered.items():
        if sha256 in owners:
            yield RELEASE_FILE_SWAPPED.at(path, other=owners[sha256])
        else:
            yield RELEASE_FILE_ALTERED.at(path, wanted=files[path].size if files[path].size >= 0 else "?", sha256=files[path].sha256)


def _digest(target: Target, path: str) -> str | Problem:
    try:
        return hashlib.sha256(target.read(path)).hexdigest()
    except FileNotFoundError:
        return RELEASE_FILE_GONE.at(path)
    except OSError as error:
        return RELEASE_UNREADABLE.at(path, why=str(error.strerror or error))


def lying(target: Target, files: Mapping[str, File]) -> Iterator[Problem]:
    """Say what lies there besides, and what is not what it should be."""
    entries = target.entries()
    folders = {above for path in files for above in _above(path)}
    for entry in entries or ():
        if entry.nature == "folder":
            yield from _mode(entry, 0o755)
            if entry.path not in folders:
                yield RELEASE_FILE_ADDED.at(f"{entry.path}/")
        elif entry.path not in files and entry.path not in {RECORD, SIGNATURE}:
            yield RELEASE_FILE_ADDED.at(entry.path)
        elif entry.nature != "file":
            yield RELEASE_FILE_LINK.at(entry.path, nature=entry.nature)
        else:
            yield from _mode(entry, 0o644)


def _mode(entry: Entry, wanted: int) -> Iterator[Problem]:
    if entry.mode not in {-1, wanted}:
        yield RELEASE_FILE_MODE.at(entry.path, mode=f"{entry.mode:03o}", wanted=f"{wanted:03o}")


def _above(path: str) -> Iterator[str]:
    folder = path.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
