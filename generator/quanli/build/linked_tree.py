"""Trees of hard links to the same files: one is brought up to what another holds, at the cost of folders and names alone."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from quanli.build.staging import FOLDER, make_folder

Change = tuple[str, str]
"""``+`` or ``-``, and the path of a file that comes or goes."""
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS, errno.EXDEV}
"""How a file system says that a file cannot have one more name; a part of an output may be another."""


def level(aside: str, target: str, source: str, changes: Iterable[Change]) -> None:
    """Bring a tree up to date: files of another become its own too, others go, with the folders that they leave empty.

    What stands in the way of a file is removed; a link in place of a folder is not followed. ``aside`` is a free place on
    the same file system, where a file waits until it can take another's.
    """
    known: set[str] = set()
    for sign, path in changes:
        if sign == "+":
            _clear_way(target, path.rpartition("/")[0], known)
            _link(f"{source}/{path}", f"{target}/{path}", aside)
        else:
            _remove(target, path)


def carry(source: str, target: str, without: Collection[str]) -> list[str]:
    """Show in a tree what others keep at the top of another, too; gives the names."""
    names = [name for name in os.listdir(source) if name not in without and not os.path.lexists(f"{target}/{name}")]  # noqa: PTH208
    for name in names:
        _copy(f"{source}/{name}", f"{target}/{name}")
    return names


def discard_entry(place: str) -> None:
    """Take away a name of a file, or a folder with all in it."""
    if is_folder(place):
        shutil.rmtree(place, ignore_errors=True)
    else:
        os.unlink(place)  # noqa: PTH108


def _clear_way(tree: str, folder: str, known: set[str]) -> None:
    """See to it that a folder of a tree is one, and those above it, with the mode of a site."""
    if not folder or folder in known:
        return
    _clear_way(tree, folder.rpartition("/")[0], known)
    known.add(folder)
    place = f"{tree}/{folder}"
    try:
        mode = os.lstat(place).st_mode
        if stat.S_ISDIR(mode):
            if mode & 0o777 != FOLDER:
                os.chmod(place, mode & 0o7000 | FOLDER)  # noqa: PTH101
            return
        os.unlink(place)  # noqa: PTH108
    except FileNotFoundError:
        pass
    make_folder(place)


def _link(source: str, target: str, aside: str) -> None:
    """Give a file one more name, in place of what stands there."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        _replace(source, target, aside)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _replace(source, target, aside)


def _replace(source: str, target: str, aside: str) -> None:
    try:
        os.link(source, aside, follow_symlinks=False)
    except FileExistsError:  # a rename of one name of a file to another does nothing, and leaves it
        os.unlink(aside)  # noqa: PTH108
        os.link(source, aside, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        aside = f"{target}~"
        shutil.copy2(source, aside, follow_symlinks=False)
    try:
        os.replace(aside, target)  # noqa: PTH105
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(aside, target)  # noqa: PTH105


def _remove(tree: str, path: str) -> None:
    """Remove a file of ours and the folders that it leaves empty; what others made of it stays."""
    folders = [str(folder) for folder in PurePosixPath(path).parents[:-1]]
    if not all(is_folder(f"{tree}/{folder}") for folder in folders):
        return
    with contextlib.suppress(FileNotFoundError, IsADirectoryError, PermissionError):
        os.unlink(f"{tree}/{path}")  # noqa: PTH108
    for folder in folders:
        try:
            os.rmdir(f"{tree}/{folder}")  # noqa: PTH106
        except OSError:
            return


def _copy(source: str, target: str) -> None:
    if not is_folder(source):
        _link(source, target, target)
        return
    os.mkdir(target)  # noqa: PTH102
    shutil.copystat(source, target)
    for name in os.listdir(source):  # noqa: PTH208
        _copy(f"{source}/{name}", f"{target}/{name}")


def is_folder(place: str) -> bool:
    """Tell whether a folder stands somewhere, and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
