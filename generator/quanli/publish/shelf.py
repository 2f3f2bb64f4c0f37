"""What stands in a folder of releases: the trees that are kept, the one that is shown, and the records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from quanli.errors import ProblemsFoundError
from quanli.gate import nature_of
from quanli.publish.layout import (
    CURRENT,
    MARK,
    RECORDS,
    RELEASES,
    TARGET_DAMAGED,
    TARGET_FOREIGN,
    WORK,
    record_name,
    recorded,
    serial_of,
    tree_shown,
)
from quanli.publish.lock import NAME
from quanli.publish.release import RECORD, SIGNATURE, Release, read_release
from quanli.publish.target import Entry, SignedRelease


class Shelf:
    """A folder of releases, as it is laid out (:mod:`quanli.publish.layout`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path | None:
        """Give the tree that is shown; None where nothing has been."""
        try:
            leads = os.readlink(self.folder / CURRENT)  # noqa: PTH115 - as text
        except FileNotFoundError:
            if self.recorded():
                raise self.damaged(CURRENT) from None
            return None
        except OSError:  # no link
            raise self.damaged(CURRENT) from None
        name = tree_shown(leads)
        tree = self.folder / RELEASES / name
        if not name or not tree.is_dir():
            raise self.damaged(CURRENT)
        return tree

    def trees(self) -> Iterator[Path]:
        """Give the trees of the releases that are kept, in no order."""
        with suppress(FileNotFoundError):
            yield from (one for one in (self.folder / RELEASES).iterdir() if serial_of(one.name))

    def tree(self, serial: int) -> Path:
        """Give the tree of a release. Raises :class:`FileNotFoundError` where it is not kept."""
        for tree in self.trees():
            if serial_of(tree.name) == serial:
                return tree
        raise FileNotFoundError(2, os.strerror(2), str(self.folder / RELEASES / f"{serial}-…"))

    def recorded(self) -> set[int]:
        """Give the serials of which there is a record."""
        with suppress(FileNotFoundError):
            return recorded(os.listdir(self.folder / RECORDS))  # noqa: PTH208
        return set()

    def record(self, serial: int, end: str = "") -> Path:
        """Give the file of a release's record; ``.sig`` is the end of that of its signature."""
        return self.folder / RECORDS / f"{record_name(serial)}{end}"

    def noted(self, serial: int) -> SignedRelease | None:
        """Read what a release says of itself, by its record; None where it cannot be told."""
        return signed_in(self.record(serial), self.record(serial, ".sig"))

    @staticmethod
    def said_by(tree: Path) -> SignedRelease | None:
        """Read what the release in a tree says of itself; None where it cannot be told."""
        return signed_in(tree / RECORD, tree / SIGNATURE)

    def work(self) -> Path:
        """Give the folder of what is half-made; it is made where it is not there."""
        work = self.folder / WORK
        work.mkdir(mode=0o700, exist_ok=True)
        return work

    def damaged(self, path: str) -> ProblemsFoundError:
        """Say that it cannot be told what is shown."""
        return ProblemsFoundError([TARGET_DAMAGED.at(str(self.folder), path=path)])

    def require_ours(self) -> None:
        """Refuse a folder in which others keep anything. Raises :class:`ProblemsFoundError`."""
        try:
            names = set(os.listdir(self.folder))  # noqa: PTH208
        except FileNotFoundError:
            return
        except NotADirectoryError:
            names = {"."}
        if MARK not in names and names - {NAME, "lost+found"}:
            raise ProblemsFoundError([TARGET_FOREIGN.at(str(self.folder))])


def walked(tree: Path, start: str = "") -> Iterator[Entry]:
    """List all that lies in a tree, folders too."""
    with os.scandir(tree / start) as entries:
        for entry in entries:
            told = entry.stat(follow_symlinks=False)
            path, nature = start + entry.name, nature_of(told.st_mode)
            yield Entry(path, nature, told.st_mode & 0o777, told.st_size)
            if nature == "folder":
                yield from walked(tree, f"{path}/")


def signed_in(record: Path, signature: Path) -> SignedRelease | None:
    """Read a release as it says itself; None where it cannot be told."""
    try:
        said = record.read_bytes()
        release: Release = read_release(said)
        return SignedRelease(release, said, signature.read_bytes())
    except (OSError, ValueError):
        return None
