"""Files that a build keeps for the next one: whether they stand as they were left, and how one is thrown away.

A seal is what the file system says of a file: size, times, inode. No write leaves that alone, whoever makes it: a
program, a backup that is played back, an editor. What is not seen is a change beneath the file system, and one in a copy
that was given the old file's time; contents are not digested, as that would cost more than most builds.
"""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    import sqlite3

_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite leaves beside a file that it was writing, and takes up again when it opens it."""
_SAID = 4
_KIND, _PLAIN = 0o170000, 0o100000
_SECOND = 1_000_000_000
_TICKS = 20
"""Milliseconds to wait at most for the clock of a file system, which may go on in steps of ten."""


def seal_of(file: str | os.PathLike[str]) -> str:
    """Say how a file stands; empty where there is no plain file, or one that SQLite was cut off from."""
    path = os.fspath(file)
    try:
        told = os.lstat(path)
    except OSError:
        return ""
    if told.st_mode & _KIND != _PLAIN or any(os.path.lexists(path + one) for one in _BESIDE):
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"


def is_copy(seal: str, now: str) -> bool:
    """Tell whether a file may be a copy of the one that was sealed, such as an archive gives back: of its size and its time.

    Some archives keep whole seconds, or every other one. A file that is still the same inode is no copy.
    """
    said = seal.split()
    if not now or len(said) != _SAID or not all(one.isdecimal() for one in said):
        return False
    size, time_, _, inode = map(int, said)
    other_size, other_time, _, other_inode = map(int, now.split())
    same_time = time_ == other_time or (other_time % _SECOND == 0 and abs(time_ - other_time) < 2 * _SECOND)
    return size == other_size and same_time and inode != other_inode


def is_whole(db: sqlite3.Connection) -> bool:
    """Look through a whole database: some milliseconds a megabyte, spent on copies only."""
    return bool(db.execute("pragma quick_check(1)").fetchone() == ("ok",))


def seal(file: str | os.PathLike[str]) -> None:
    """Say beside a file how it stands, where that is not said already: it has been written to and will not be for now."""
    beside, now = f"{os.fspath(file)}.seal", seal_of(file)
    if _said(beside) == now:
        return
    discard(beside)
    with open(beside, "w", encoding="ascii") as said:  # noqa: PTH123
        said.write(now)
    let_time_pass(file, beside)


def is_sealed(file: str | os.PathLike[str]) -> bool | None:
    """Tell whether a file stands as its seal says; None where it may be a copy of that."""
    said, now = _said(f"{os.fspath(file)}.seal"), seal_of(file)
    if said == now:
        return bool(now)
    return None if is_copy(said, now) else False


def _said(beside: str) -> str:
    if not seal_of(beside):
        return ""
    try:
        with open(beside, encoding="ascii", errors="replace") as said:  # noqa: PTH123
            return said.read(200)
    except OSError:
        return ""


def let_time_pass(file: str | os.PathLike[str], mark: str | os.PathLike[str]) -> None:
    """Wait till a mark that was just written is younger than a file: what is written from then on has another time."""
    for _ in range(_TICKS):
        if os.stat(mark).st_ctime_ns > os.stat(file).st_ctime_ns:  # noqa: PTH116
            return
        time.sleep(0.001)
        os.utime(mark)


def discard(file: str | os.PathLike[str]) -> None:
    """Throw a file away, with what SQLite left beside it; also what is no file at all."""
    path = os.fspath(file)
    for name in (path, *(path + one for one in _BESIDE)):
        try:
            os.unlink(name)  # noqa: PTH108
        except FileNotFoundError:
            continue
        except OSError:
            if not os.path.isdir(name):  # noqa: PTH112
                raise
            import shutil  # noqa: PLC0415 - seldom

            shutil.rmtree(name)
