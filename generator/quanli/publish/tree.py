"""A whole tree of a release: made of the files of another one, by links, and of what was built, by copies.

What was built is copied, never linked: a build tells by the time of its files' last change whether anybody touched them, and
one more name of a file is such a change. So a release shares files with other releases alone.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from quanli.build.linked_tree import is_folder, level
from quanli.build.staging import FILE, make_folder
from quanli.errors import ProblemsFoundError, Rule
from quanli.publish.listing import Difference, Listing, Read, difference
from quanli.publish.release import RECORD, SIGNATURE, File, Release, read_release
from quanli.publish.target import SignedRelease

PUBLISH_DAMAGED = Rule(
    "PUBLISH_DAMAGED", "error",
    zh="刚构建的文件与摘要清单不符：{path}", en="a file that was just built is not what the list of digests says: {path}",
    hint_zh="检查磁盘，删去 .quanli/publish 后再发布", hint_en="check the disk, remove .quanli/publish and publish again",
    follows="发布的每个文件须与摘要清单相符",
)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def bring(tree: Path, aside: Path, signed: SignedRelease, output: Path, shown: Path | None) -> None:
    """Make a tree hold a release, whatever release it held before, or none.

    ``shown`` is the tree of the release that is shown, from which comes what it has already; ``aside`` a free place on the
    tree's file system. The costs are those of the files that differ.
    """
    new = Listing(reader(output))
    steps = _compared(tree, new)
    if steps is None:
        shutil.rmtree(tree, ignore_errors=True)
        make_folder(str(tree))
        steps = difference(None, new)
    for file in (*steps.go, *_record_kept(tree)):
        _remove(tree, file.path)
    known = _compared(shown, new) if shown else None
    fresh = {file.path for file in (known or steps).come}
    linked = [file.path for file in steps.come if file.path not in fresh]
    copied = [file for file in steps.come if file.path in fresh]
    if shown:
        copied += (file for file in steps.come if file.path not in fresh and not os.path.lexists(shown / file.path))
        level(str(aside), str(tree), str(shown), (("+", path) for path in linked if os.path.lexists(shown / path)))
    copied.sort(key=lambda file: file.path == new.name)  # the root last: by it a tree that was left half-made is known
    for file in copied:
        lay(tree, aside, file.path, checked(output, file))
    keep_assets(tree, aside, signed.release, shown)
    write_record(tree, aside, signed)


def keep_assets(tree: Path, aside: Path, release: Release, shown: Path | None) -> None:
    """Let the static files of the release before stay in the tree of the next."""
    kept = [file.path for file in release.kept if not os.path.lexists(tree / file.path)]
    if shown:
        level(str(aside), str(tree), str(shown), (("+", path) for path in kept if os.path.lexists(shown / path)))


def drop_assets(tree: Path, files: Iterable[File]) -> None:
    """Take static files away that stayed in a tree."""
    for file in files:
        _remove(tree, file.path)


def write_record(tree: Path, aside: Path, signed: SignedRelease) -> None:
    """Write what a release says of itself into its tree."""
    lay(tree, aside, RECORD, signed.record)
    lay(tree, aside, SIGNATURE, signed.signature)


def lay(tree: Path, aside: Path, path: str, data: bytes) -> None:
    """Lay a file down, in place of what stands there: other names of that keep what they have."""
    with contextlib.suppress(FileNotFoundError):
        aside.unlink()
    handle = os.open(aside, _NEW, FILE)
    try:
        os.fchmod(handle, FILE)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)
    target = tree / path
    try:
        aside.replace(target)
    except (FileNotFoundError, NotADirectoryError):
        _clear_way(tree, path)
        aside.replace(target)
    except IsADirectoryError:
        shutil.rmtree(target)
        aside.replace(target)


def _clear_way(tree: Path, path: str) -> None:
    place = tree
    for step in path.split("/")[:-1]:
        place /= step
        if os.path.lexists(place) and not is_folder(str(place)):
            place.unlink()
    make_folder(str(place))


def _remove(tree: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    place = tree / path
    try:
        place.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    except (IsADirectoryError, PermissionError):
        if not is_folder(str(place)):
            raise
        shutil.rmtree(place)
    for above in place.parents:
        if above == tree:
            return
        try:
            above.rmdir()
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                return
            raise


def checked(output: Path, file: File) -> bytes:
    """Read a file that was built, if it is what the list of digests says."""
    try:
        data = (output / file.path).read_bytes()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise ProblemsFoundError([PUBLISH_DAMAGED.at("", path=file.path)])
    return data


def _compared(tree: Path, new: Listing) -> Difference | None:
    """Compare what a tree holds by its own list of digests; None where it cannot be told."""
    try:
        return difference(Listing(reader(tree)), new)
    except (OSError, ValueError):
        return None


def _record_kept(tree: Path) -> tuple[File, ...]:
    try:
        return read_release((tree / RECORD).read_bytes()).kept
    except (OSError, ValueError):
        return ()


def reader(tree: Path) -> Read:
    """Give what reads the files of a tree."""
    return lambda path: (tree / path).read_bytes()
