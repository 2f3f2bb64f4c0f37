"""A publisher that is killed, at whatever step, leaves the whole old site or the whole new one, and nothing in anybody's way."""

import dataclasses
import fcntl
import os
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest

from publish.small_sites import SIGNATURE, is_whole, next_of, publish, small_site
from quanli.publish.folder import FolderTarget
from quanli.publish.release import read_release
from quanli.publish.target import SignedRelease

KILLS = int(os.environ.get("QUANLI_KILLS", "60"))
"""How often a publisher is killed in the suite; some thousands by hand."""
_STEPS = frozenset({"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "os.truncate", "os.utime"})


@pytest.fixture
def memory(tmp_path):
    """Give a folder in memory, where there is one: what is waited for on a disk is not what is tested."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def killed_at(step: int, task) -> int:
    """Run a task in a process that kills itself before it touches the disk once more than so many times; gives how it ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left, write = [step], os.write

    def count() -> None:
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    def half(handle: int, data) -> int:
        if not left[0]:
            write(handle, bytes(data)[: len(data) // 2])  # what a kill in the middle of a write leaves
        count()
        return write(handle, data)

    sys.addaudithook(lambda event, _: count() if event in _STEPS else None)
    os.write = half
    os.fsync = lambda handle, sync=os.fsync: (count(), sync(handle))[1]
    try:
        task()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - told by the status
        os._exit(1)


def go_back(target: FolderTarget) -> None:
    """Show the kept release before once more."""
    with target.lock():
        shown = read_release(target.shown() or b"")
        chosen = next(one.release for one in target.releases() if one.release.serial != shown.serial)
        signed = next_of(target, target.folder / "current")
        release = dataclasses.replace(chosen, serial=signed.release.serial, previous=signed.release.previous, rollback_of=chosen.serial)
        target.rollback(chosen.serial, SignedRelease(release, release.record(), SIGNATURE))


def is_free(target: FolderTarget) -> bool:
    """Tell whether nobody holds the target."""
    with (target.folder / ".lock").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


@pytest.mark.parametrize("way", ["publish", "go back"])
def test_killed_at_any_step(way, memory):
    """Old or new, never a mixture, at once and after the next has cleared away; both come about; kept releases stay whole."""
    target, outcomes = FolderTarget("www", memory / "www"), {"old": 0, "new": 0}
    sites = [small_site(memory / mark, mark) for mark in ("a", "b", "c")]
    for site in (sites[0], sites[1], sites[2], sites[0]):
        publish(target, site)
    turn, step, stride = 1, 0, max(1, 300 // max(KILLS, 1))
    for number in range(KILLS):
        before = is_whole(target)
        site = sites[turn % 3]
        ended = killed_at(step, (lambda site=site: publish(target, site)) if way == "publish" else lambda: go_back(target))
        assert ended in {0, -signal.SIGKILL}
        assert is_free(target)
        after = is_whole(target)
        assert after in {before, dataclasses.replace(after, serial=before.serial + 1)}
        assert after.serial in {before.serial, before.serial + 1}
        with target.lock():
            pass
        assert is_whole(target) == after
        assert not {".work", "aside"} & {path.name for path in target.folder.iterdir()}
        kept = [one.release.serial for one in target.releases()]
        assert kept[0] == after.serial
        assert len(kept) >= 2, (number, step, kept)
        if ended == 0:
            step = number % stride  # from the beginning again, between the steps of before
        else:
            outcomes["new" if after.serial > before.serial else "old"] += 1
            step += stride
        if after.serial > before.serial:
            turn += 1
        if way == "go back" and number % 7 == 6:
            publish(target, sites[turn % 3])
            turn += 1
    assert outcomes["old"]
    assert outcomes["new"]
    publish(target, sites[turn % 3])
    assert is_whole(target)
    if KILLS > 100:
        print(f"\n{way}: {outcomes}")


def test_killed_in_the_first_release(memory):
    """Nothing is shown, or all of it; the next one publishes."""
    site = small_site(memory / "a", "a")
    for step in range(0, 120, max(1, 300 // max(KILLS, 1))):
        target = FolderTarget("www", memory / f"www-{step}")
        killed_at(step, lambda target=target: publish(target, site))
        if (target.folder / "current").exists():
            is_whole(target)
        release = publish(target, site)
        assert is_whole(target) == release
        assert len(target.releases()) == release.serial


SWITCHES = int(os.environ.get("QUANLI_SWITCHES", "60"))
"""How often what is shown changes under the eyes of readers in the suite; ten thousand by hand."""


def looked(folder: Path, ended: int) -> tuple[int, int]:
    """Read again and again what is shown, all from one folder, until told to end; gives how often, and how often it was missing or mixed."""
    looks = wrong = 0
    while not select.select([ended], [], [], 0.001)[0]:
        looks += 1
        try:
            tree = os.open(folder / "current", os.O_RDONLY | os.O_DIRECTORY)
            try:
                wrong += not _is_one(tree)
            finally:
                os.close(tree)
        except (OSError, ValueError, KeyError):
            wrong += 1
    return looks, wrong


def _is_one(tree: int) -> bool:
    mark = MARKS[read_release(_read(tree, "release.json")).commit]
    pages = ["index.html", *(f"pages/{number}/index.html" for number in range(6)), f"only/{mark.decode()}/index.html", f"static/site.{mark.decode()}.css"]
    return {_read(tree, page).split()[0] for page in pages} == {mark}


MARKS: dict[str, bytes] = {}


def _read(tree: int, path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY, dir_fd=tree)
    try:
        return os.read(handle, 10_000)
    finally:
        os.close(handle)


def test_readers_find_one_release_whole(memory):
    """While what is shown changes again and again, each look finds all files of one release."""
    target = FolderTarget("www", memory / "www")
    sites = [small_site(memory / mark, mark) for mark in ("a", "b", "c")]
    for site in sites:
        MARKS[publish(target, site).commit] = site.name.encode()
    readers = [Reader(target.folder) for _ in range(2)]
    longest = 0.0
    show = FolderTarget._show

    def timed(self, tree):
        nonlocal longest
        start = time.perf_counter()
        show(self, tree)
        longest = max(longest, time.perf_counter() - start)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FolderTarget, "_show", timed)
        for number in range(SWITCHES):
            publish(target, sites[number % 3], keep=20)
    looks = [reader.end() for reader in readers]
    assert [wrong for _, wrong in looks] == [0, 0]
    assert all(count for count, _ in looks)
    if SWITCHES > 100:
        print(f"\n{SWITCHES} switches, looks {looks}, longest switch {longest * 1000:.1f} ms")


class Reader:
    """A process that looks at what is shown until it is told to end."""

    def __init__(self, folder: Path) -> None:
        self.told, told = os.pipe()
        ended, self.ending = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(self.ending)
            os.write(told, b"%d %d" % looked(folder, ended))
            os._exit(0)
        os.close(told)
        os.close(ended)

    def end(self) -> tuple[int, int]:
        """Give how often it looked, and how often something was missing or mixed."""
        os.write(self.ending, b".")
        looks, wrong = os.read(self.told, 100).split()
        os.waitpid(self.child, 0)
        return int(looks), int(wrong)
