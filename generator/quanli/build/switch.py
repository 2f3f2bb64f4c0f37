"""A site changes in one step: whoever reads it, and whenever a build is killed, finds the whole old or the whole new one.

The change is made in a *double* of the output, a second tree of hard links to the same files. Double and output change
places (one step of the kernel's), the output is changed behind the scenes, and they change back: the folder of the
output remains what it was for those who hold it open, with all that others keep in it.

    double ← change      the site is the old one
    exchange             the site is the new one: the double
    output ← change      from the double, by links
    exchange             the site is the new one: the output

A journal tells the next build what it must bring to its end. Where a folder cannot be exchanged (a mount point, a file
system that does not offer it), a process that a kill of this one or of its group does not reach moves the files; while
it does, some thousandths of a second for a small change, a reader may find some of them old and some new.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quanli.build.backstage import Backstage
from quanli.build.exchange import exchange, sync
from quanli.build.linked_tree import Change, carry, discard_entry, is_folder, level
from quanli.build.lock import outliving
from quanli.build.parent import starting
from quanli.build.staging import is_below, make_folder

_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES}


def show(stage: Backstage) -> None:
    """Let what was collected be the output, where there is none yet, or an empty folder."""
    sync(str(stage.folder))
    os.rename(stage.new, stage.output)  # noqa: PTH104 - what is to replace an empty folder


def note_changes(stage: Backstage, paths: Iterable[str], gone: Iterable[str]) -> tuple[int, int]:
    """Note which files of the output come and which go; gives how many. A hundred thousand are no burden."""
    come = go = 0
    with stage.changes.open("w", encoding="utf-8") as file:
        for path in paths:
            file.write(json.dumps(["+", path]) + "\n")
            come += 1
        for path in gone:
            file.write(json.dumps(["-", path]) + "\n")
            go += os.path.lexists(f"{stage.output}/{path}")
    return come, go


def switch(stage: Backstage, shadow: Path) -> None:
    """Change the output as was noted: ``shadow`` is all of the new site, or all that comes where the output cannot be exchanged.

    Raises ``OSError``, before anything is changed, where a folder or file cannot be written.
    """
    output = str(stage.output)
    _refuse_unwritable(stage)
    carried = list[str]()
    if stage.beside:
        own = {path.partition("/")[0] for sign, path in _changes(stage) if sign == "-"}
        carried = carry(output, str(shadow), {".git", *own})
    with starting():
        _write_journal(stage, stage.output.stat().st_ino if stage.beside else 0, shadow)
        sync(str(stage.folder))
        if stage.beside and _exchanged(output, str(shadow)):
            level(_aside(stage), str(shadow), output, _changes(stage))
            exchange(output, str(shadow))
        else:
            _write_journal(stage, 0, shadow)
            _outlive(lambda: level(_aside(stage), output, str(shadow), _changes(stage)))
        stage.journal.unlink()
    for name in carried:
        discard_entry(f"{shadow}/{name}")


def recover(stage: Backstage) -> None:
    """Bring to its end what a build that was killed has begun."""
    if not stage.journal.exists():
        return
    with starting():
        with contextlib.suppress(ValueError, KeyError, TypeError):  # damaged: what is shown is a whole site in any case
            note = json.loads(stage.journal.read_bytes())
            _bring_to_end(stage, note["output"], str(stage.double if note["double"] else stage.new))
        stage.journal.unlink()


def _bring_to_end(stage: Backstage, inode: int, shadow: str) -> None:
    output = str(stage.output)
    if not inode:
        level(_aside(stage), output, shadow, _changes(stage))
    elif is_folder(shadow) and os.stat(shadow).st_ino == inode:  # noqa: PTH116
        level(_aside(stage), shadow, output, _changes(stage))
        carry(output, shadow, ())
        exchange(output, shadow)


def _write_journal(stage: Backstage, inode: int, shadow: Path) -> None:
    """Say which folder the output is (0: files are moved into it one by one) and what is its shadow."""
    new = stage.journal.with_suffix(".new")
    new.write_text(json.dumps({"output": inode, "double": shadow == stage.double}), encoding="utf-8")
    new.replace(stage.journal)


def _changes(stage: Backstage) -> Iterator[Change]:
    with stage.changes.open(encoding="utf-8") as lines:
        for line in lines:
            sign, path = json.loads(line)
            if not is_below(path):
                raise ValueError(path)
            yield sign, path


def make_double(stage: Backstage, paths: Iterable[str]) -> None:
    """Make the double anew, with these files of the output, but for those that are to come into it."""
    coming = {path for sign, path in _changes(stage) if sign == "+"}
    shutil.rmtree(stage.double, ignore_errors=True)
    make_folder(str(stage.double))
    level(_aside(stage), str(stage.double), str(stage.output), (("+", path) for path in paths if path not in coming))


def change_double(stage: Backstage) -> None:
    """Bring the double up to date with what was collected."""
    level(_aside(stage), str(stage.double), str(stage.new), _changes(stage))


def _refuse_unwritable(stage: Backstage) -> None:
    """Raise ``PermissionError`` where a change would come to a halt halfway."""
    known: set[str] = set()
    output = str(stage.output)
    for _, path in _changes(stage):
        folder = path.rpartition("/")[0]
        while folder not in known:
            known.add(folder)
            place = f"{output}/{folder}" if folder else output
            if is_folder(place):
                _need(place, os.W_OK | os.X_OK)
                break
            folder = folder.rpartition("/")[0]
        if os.geteuid() == 0 and os.path.isfile(f"{output}/{path}"):  # noqa: PTH113 - whom no mode stops: nothing may change it
            _need(f"{output}/{path}", os.W_OK)


def _need(place: str, access: int) -> None:
    """Refuse what may not be changed, but for a folder of our own that somebody has closed: its mode is set right."""
    if os.access(place, access):
        return
    told = os.stat(place)  # noqa: PTH116
    if not stat.S_ISDIR(told.st_mode) or told.st_uid != os.geteuid() or told.st_mode & 0o300 == 0o300:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)


def _exchanged(output: str, shadow: str) -> bool:
    try:
        exchange(output, shadow)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        return False
    return True


def _outlive(task: Callable[[], None]) -> None:
    """Run a task in a process that is in no group of ours: whatever becomes of us, it comes to its end, with our locks until then."""
    heard, tell = os.pipe()
    with outliving():
        child = os.fork()
    if not child:
        os.setsid()
        try:
            task()
        except OSError as error:
            os.write(tell, f"{error.errno} {error.filename}".encode(errors="surrogateescape"))
        finally:
            os._exit(0)
    os.close(tell)
    with os.fdopen(heard, encoding="utf-8", errors="surrogateescape") as answer:
        number, _, name = answer.read().partition(" ")
    os.waitpid(child, 0)
    if number:
        raise OSError(int(number), os.strerror(int(number)), name)


def _aside(stage: Backstage) -> str:
    """Name the place where a file waits until it can take another's."""
    return str(stage.folder / "aside")
