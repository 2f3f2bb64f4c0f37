"""Releases in a folder: whole trees beside each other, and a link that names the one that is shown.

    TARGET/current -> releases/7-0123456789ab     serve this
    TARGET/releases/<serial>-<commit>/            whole trees, which share unchanged files by hard links
    TARGET/records/<serial>.json, <serial>.json.sig   what each release said of itself, also those no longer kept
    TARGET/.lock, .work/, .spare/                 who publishes; what is half-made; the tree kept last, to be used again

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
from quanli.errors import Problem, ProblemsFoundError, Rule
from quanli.gate import nature_of
from quanli.publish.lock import NAME, target_lock
from quanli.publish.release import RECORD, SIGNATURE, Release, read_release
from quanli.publish.target import Entry, SignedRelease
from quanli.publish.tree import bring, drop_assets, keep_assets, write_record

TARGET_FOREIGN = Rule(
    "TARGET_FOREIGN", "error",
    zh="这个目录不是空的，也不是用来放发布版本的", en="this folder is not empty, and no folder of releases",
    hint_zh="换一个空目录或不存在的目录", hint_en="choose an empty folder, or one that is not there yet",
    follows="发布不写入不属于自己的目录",
)
TARGET_DAMAGED = Rule(
    "TARGET_DAMAGED", "error",
    zh="看不出当前公布的是哪一版：{path} 丢失或被改动", en="it cannot be told which release is shown: {path} is lost or was changed",
    hint_zh="让 current 重新指向 releases/ 中最近的一版（ln -sfn releases/… current），再运行 quanli verify",
    hint_en="let current lead to the newest of releases/ again (ln -sfn releases/… current), then run quanli verify",
    follows="发布的版本只能由发布程序更换",
)
MARK, CURRENT, RELEASES, RECORDS, WORK, SPARE = ".quanli-releases", "current", "releases", "records", ".work", ".spare"
_OURS = {MARK, CURRENT, RELEASES, RECORDS, WORK, SPARE, NAME}


class FolderTarget:
    """A folder of releases; ``name`` is what it was called."""

    readers = 2

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder, make it where it is not there, and clear away what was left half-made."""
        self._require_ours()
        make_folder(str(self.folder))
        with target_lock(self.folder):
            self._require_ours()
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
        tree = self._current()
        if tree is None:
            return None
        try:
            return (tree / RECORD).read_bytes()
        except OSError:
            raise self._damaged(f"{CURRENT}/{RECORD}") from None

    def read(self, path: str, serial: int = 0) -> bytes:
        """Read a file of what is shown, or of a kept release."""
        tree = self._tree(serial) if serial else self._current()
        if tree is None:
            raise FileNotFoundError(path)
        return (tree / path).read_bytes()

    def entries(self) -> Iterator[Entry]:
        """List what lies in what is shown."""
        tree = self._current()
        return walked(tree) if tree else iter(())

    def releases(self) -> tuple[SignedRelease, ...]:
        """Give the releases that are kept, newest first."""
        found = (_signed(tree / RECORD, tree / SIGNATURE) for tree in self._trees())
        return tuple(sorted(filter(None, found), key=lambda one: -one.release.serial))

    def records(self) -> Iterator[tuple[bytes, bytes]]:
        """Give what is known of all releases, newest first."""
        for serial in sorted(self._recorded(), reverse=True):
            with suppress(OSError):
                yield self._record(serial).read_bytes(), self._record(serial, ".sig").read_bytes()

    def also(self) -> tuple[Problem, ...]:
        """Nothing: what a web server makes of a folder is seen over HTTP."""
        return ()

    def publish(self, signed: SignedRelease, output: Path, keep: int, *, anew: bool = False) -> None:
        """Make a whole new tree beside the others, and show it."""
        with _told_of(self.folder):
            work = self._work()
            with suppress(FileNotFoundError):
                (self.folder / SPARE).rename(work / ("gone" if anew else "tree"))
            make_folder(str(work / "tree"))
            bring(work / "tree", work / "aside", signed, output, None if anew else self._current())
            tree = self.folder / RELEASES / signed.release.name
            sync(str(self.folder))
            (work / "tree").rename(tree)
            self._show(tree)
            self._note(signed)
            self._prune(keep)

    def rollback(self, serial: int, signed: SignedRelease) -> None:
        """Let the tree of a kept release be that of the new one: none of its pages is written."""
        with _told_of(self.folder):
            work, shown, old = self._work(), self._current(), self._tree(serial)
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
        work = self._work()
        for data, end in ((signed.signature, ".sig"), (signed.record, "")):
            new = work / "record"
            new.write_bytes(data)
            new.chmod(0o644)
            new.replace(self._record(signed.release.serial, end))

    def _prune(self, keep: int) -> None:
        """Keep the newest releases; the newest of the others is left as it is, to become the tree of a release to come."""
        trees = sorted(self._trees(), key=_serial_of, reverse=True)
        current = self._current()
        for tree in reversed([one for one in trees[max(keep, 2) :] if one != current]):
            shutil.rmtree(self.folder / WORK / "gone", ignore_errors=True)
            with suppress(FileNotFoundError):
                (self.folder / SPARE).rename(self.folder / WORK / "gone")
            tree.rename(self.folder / SPARE)

    def _clear(self) -> None:
        """Clear away what a publisher that was killed has begun, and note what it had shown already."""
        shutil.rmtree(self.folder / WORK, ignore_errors=True)
        shown = self._current()
        if shown:
            signed = _signed(shown / RECORD, shown / SIGNATURE)
            if signed and not self._record(signed.release.serial).exists():
                self._note(signed)
        newest = max(self._recorded(), default=0)
        for tree in list(self._trees()):
            if _serial_of(tree) > newest and tree != shown:
                self._take_back(tree)

    def _take_back(self, tree: Path) -> None:
        """Let a tree be again what it was before a rollback that came to no end; one that never was a release goes."""
        said = _signed(tree / RECORD, tree / SIGNATURE)
        recorded = self._recorded()
        serial = next((one for one in (said.release.serial, said.release.rollback_of) if one in recorded), 0) if said else 0
        known = _signed(self._record(serial), self._record(serial, ".sig")) if serial else None
        if said is None or known is None:
            self._work()
            tree.rename(self.folder / WORK / "gone")
            shutil.rmtree(self.folder / WORK / "gone", ignore_errors=True)
            return
        write_record(tree, self._work() / "aside", known)
        stay = {file.path for file in known.release.kept}
        drop_assets(tree, [file for file in said.release.kept if file.path not in stay])
        tree.rename(self.folder / RELEASES / known.release.name)

    def _current(self) -> Path | None:
        """Give the tree that is shown; None where nothing has been."""
        try:
            leads = os.readlink(self.folder / CURRENT)  # noqa: PTH115 - as text
        except FileNotFoundError:
            if self._recorded():
                raise self._damaged(CURRENT) from None
            return None
        except OSError:  # no link
            raise self._damaged(CURRENT) from None
        above, _, name = leads.partition("/")
        tree = self.folder / RELEASES / name
        if above != RELEASES or "/" in name or not _serial_of(tree) or not tree.is_dir():
            raise self._damaged(CURRENT)
        return tree

    def _trees(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            yield from (one for one in (self.folder / RELEASES).iterdir() if _serial_of(one))

    def _tree(self, serial: int) -> Path:
        for tree in self._trees():
            if _serial_of(tree) == serial:
                return tree
        raise FileNotFoundError(2, os.strerror(2), str(self.folder / RELEASES / f"{serial}-…"))

    def _recorded(self) -> set[int]:
        with suppress(FileNotFoundError):
            return {int(name[:-5]) for name in os.listdir(self.folder / RECORDS) if name.endswith(".json") and name[:-5].isdecimal()}  # noqa: PTH208
        return set()

    def _record(self, serial: int, end: str = "") -> Path:
        return self.folder / RECORDS / f"{serial}.json{end}"

    def _work(self) -> Path:
        work = self.folder / WORK
        work.mkdir(mode=0o700, exist_ok=True)
        return work

    def _damaged(self, path: str) -> ProblemsFoundError:
        return ProblemsFoundError([TARGET_DAMAGED.at(str(self.folder), path=path)])

    def _require_ours(self) -> None:
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


def _serial_of(tree: Path) -> int:
    number, dash, commit = tree.name.partition("-")
    return int(number) if dash and commit and number.isdecimal() else 0


def _signed(record: Path, signature: Path) -> SignedRelease | None:
    """Read a release as it says itself; None where it cannot be told."""
    try:
        said = record.read_bytes()
        release: Release = read_release(said)
        return SignedRelease(release, said, signature.read_bytes())
    except (OSError, ValueError):
        return None
