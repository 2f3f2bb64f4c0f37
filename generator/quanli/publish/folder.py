"""Releases in a folder: whole trees beside each other, and a link that names the one that is shown.

The link changes by one rename. What was not shown when a publisher was killed was never a release: the next one clears it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from quanli.build.exchange import sync
from quanli.build.staging import make_folder
from quanli.errors import Problem
from quanli.publish.layout import CURRENT, MARK, RECORDS, RELEASES, SPARE, WORK, serial_of
from quanli.publish.lock import target_lock
from quanli.publish.release import RECORD
from quanli.publish.shelf import Shelf, walked
from quanli.publish.target import Entry, SignedRelease
from quanli.publish.tree import bring, drop_assets, keep_assets, write_record


class FolderTarget:
    """A folder of releases; ``name`` is what it was called."""

    readers = 2

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder, self._shelf = name, folder, Shelf(folder)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder, make it where it is not there, and clear away what was left half-made."""
        self._shelf.require_ours()
        make_folder(str(self.folder))
        with target_lock(self.folder):
            self._shelf.require_ours()
            mark = self.folder / MARK
            if not mark.exists():
                mark.write_text('{"format": 1}\n', encoding="ascii")
            for name in (RELEASES, RECORDS):
                make_folder(str(self.folder / name))
            try:
                with _told_of(self.folder):
                    self._clear()
                yield
            finally:
                with suppress(OSError):
                    shutil.rmtree(self.folder / WORK, ignore_errors=True)

    def shown(self) -> bytes | None:
        """Give the record of what is shown."""
        tree = self._shelf.current()
        if tree is None:
            return None
        try:
            return (tree / RECORD).read_bytes()
        except OSError:
            raise self._shelf.damaged(f"{CURRENT}/{RECORD}") from None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Read a file of what is shown, or of a kept release."""
        tree = self._shelf.tree(serial) if serial else self._shelf.current()
        if tree is None:
            raise FileNotFoundError(path)
        return (tree / path).read_bytes()

    def entries(self) -> Iterator[Entry]:
        """List what lies in what is shown."""
        tree = self._shelf.current()
        return walked(tree) if tree else iter(())

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the releases that are kept, newest first."""
        found = (self._shelf.said_by(tree) for tree in self._shelf.trees())
        return tuple(sorted(filter(None, found), key=lambda one: -one.release.serial))

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give what is known of all releases, newest first."""
        for serial in sorted(self._shelf.recorded(), reverse=True):
            with suppress(OSError):
                yield self._shelf.record(serial).read_bytes(), self._shelf.record(serial, ".sig").read_bytes()

    def also(self) -> tuple[Problem, ...]:
        """Nothing: what a web server makes of a folder is seen over HTTP."""
        return ()

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:
        """Make a whole new tree beside the others, and show it."""
        with _told_of(self.folder):
            work = self._shelf.work()
            with suppress(FileNotFoundError):
                (self.folder / SPARE).rename(work / ("gone" if anew else "tree"))
            make_folder(str(work / "tree"))
            bring(work / "tree", work / "aside", signed, output, None if anew else self._shelf.current())
            tree = self.folder / RELEASES / signed.release.name
            sync(str(self.folder))
            (work / "tree").rename(tree)
            self._show(tree)
            self._note(signed)
            self._prune(keep)

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Let the tree of a kept release be that of the new one: none of its pages is written."""
        with _told_of(self.folder):
            work, shown, old = self._shelf.work(), self._shelf.current(), self._shelf.tree(serial)
            tree = self.folder / RELEASES / signed.release.name
            old.rename(tree)
            write_record(tree, work / "aside", signed)  # before the files that it says are kept: so it is known which to take back
            keep_assets(tree, work / "aside", signed.release, shown)
            sync(str(self.folder))
            self._show(tree)
            self._note(signed)

    def _show(self, tree: Path) -> None:
        """Let the link name another tree: the one step that readers notice."""
        flush(self.folder / RELEASES)
        link = self.folder / WORK / CURRENT
        with suppress(FileNotFoundError):
            link.unlink()
        link.symlink_to(f"{RELEASES}/{tree.name}")
        link.replace(self.folder / CURRENT)
        flush(self.folder)

    def _note(self, signed: SignedRelease) -> None:
        """Keep what a release says of itself; the record comes last."""
        work = self._shelf.work()
        for data, end in ((signed.signature, ".sig"), (signed.record, "")):
            new = work / "record"
            new.write_bytes(data)
            new.chmod(0o644)
            new.replace(self._shelf.record(signed.release.serial, end))

    def _prune(self, keep: int) -> None:
        """Keep the newest releases; the newest of the others is left as it is, to become the tree of a release to come."""
        trees = sorted(self._shelf.trees(), key=lambda one: serial_of(one.name), reverse=True)
        current = self._shelf.current()
        for tree in reversed([one for one in trees[max(keep, 2) :] if one != current]):
            shutil.rmtree(self.folder / WORK / "gone", ignore_errors=True)
            with suppress(FileNotFoundError):
                (self.folder / SPARE).rename(self.folder / WORK / "gone")
            tree.rename(self.folder / SPARE)

    def _clear(self) -> None:
        """Clear away what a publisher that was killed has begun, and note what it had shown already."""
        shutil.rmtree(self.folder / WORK, ignore_errors=True)
        shown = self._shelf.current()
        if shown:
            signed = self._shelf.said_by(shown)
            if signed and not self._shelf.record(signed.release.serial).exists():
                self._note(signed)
        newest = max(self._shelf.recorded(), default=0)
        for tree in list(self._shelf.trees()):
            if serial_of(tree.name) > newest and tree != shown:
                self._take_back(tree)

    def _take_back(self, tree: Path) -> None:
        """Let a tree be again what it was before a rollback that came to no end; one that never was a release goes."""
        said = self._shelf.said_by(tree)
        recorded = self._shelf.recorded()
        serial = next((one for one in (said.release.serial, said.release.rollback_of) if one in recorded), 0) if said else 0
        known = self._shelf.noted(serial) if serial else None
        if said is None or known is None:
            self._shelf.work()
            tree.rename(self.folder / WORK / "gone")
            shutil.rmtree(self.folder / WORK / "gone", ignore_errors=True)
            return
        write_record(tree, self._shelf.work() / "aside", known)
        stay = {file.path for file in known.release.kept}
        drop_assets(tree, [file for file in said.release.kept if file.path not in stay])
        tree.rename(self.folder / RELEASES / known.release.name)


@contextmanager
def _told_of(folder: Path) -> Iterator[None]:
    """Name the folder in an error of the system's that names no file, as a full disk gives it."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno:
            raise OSError(error.errno, os.strerror(error.errno), str(folder)) from error
        raise


def flush(folder: Path) -> None:
    """Wait until the names in a folder are on its disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
