"""Nothing outlives a build: when it is killed, its processes end with it, and the next build is not kept waiting."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quanli.build.lock import SiteLockedError, site_lock
from quanli.build.parent import watch
from sites import make_site

KILLS = int(os.environ.get("QUANLI_KILLS", "8"))
"""How often a build is killed; more by hand."""
ENOUGH = 20.0
"""Seconds within which the kernel has ended a process for certain."""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def started(site: Path, **more) -> subprocess.Popen:
    """Start a build with two workers in a session of its own, whose processes are found again by their environment."""
    command = [sys.executable, "-m", "quanli", "build", "--site", str(site), "--lang", "en", "--jobs", "2"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1780272000", "QUANLI_TEST_SITE": str(site)}
    return subprocess.Popen(command, env=environment, start_new_session=True, **more)


def left_over(site: Path) -> list[str]:
    """Give the processes that were started by a build of a site and still run."""
    mark, found = f"QUANLI_TEST_SITE={site}".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            ours = mark in (process / "environ").read_bytes().split(b"\0")
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if ours and state not in "ZX":
            found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes where Linux shows them")
def test_workers_end_with_a_build_that_is_killed(tmp_path):
    """Killed alone at any moment, a build leaves no process, and the next one makes the site that it would have made."""
    site = make_site(tmp_path)
    begun = time.monotonic()
    assert started(site, stderr=subprocess.DEVNULL).wait() == 0
    whole, wanted = time.monotonic() - begun, tree(site / "output")
    moments = random.Random(7)
    for _ in range(KILLS):
        (site / ".quanli/state.sqlite").unlink()
        running = started(site, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.1, 1) * whole)
        running.kill()
        running.wait()
        until = time.monotonic() + ENOUGH
        while (left := left_over(site)) and time.monotonic() < until:
            time.sleep(0.01)
        assert left == []
        assert started(site, stderr=subprocess.DEVNULL).wait() == 0
        assert tree(site / "output") == wanted


def test_nobody_keeps_the_error_stream_of_a_build_that_was_killed(tmp_path):
    """What reads a build's messages comes to their end, also when the build was killed."""
    running = started(make_site(tmp_path), stderr=subprocess.PIPE)
    time.sleep(0.5)
    running.kill()
    running.communicate(timeout=ENOUGH)


def test_lock_is_not_held_by_a_forked_process(tmp_path):
    """The lock goes with the build, though a process that it forked lives on."""
    (told, tell), (go, let) = os.pipe(), os.pipe()
    with site_lock(tmp_path):
        child = os.fork()
        if not child:
            os.close(let)
            os.write(tell, b"!")
            os.read(go, 1)  # until the parent is done
            os._exit(0)
        os.read(told, 1)
        with pytest.raises(SiteLockedError), site_lock(tmp_path):
            pass
    with site_lock(tmp_path):
        pass
    os.close(let)
    assert os.waitpid(child, 0)[1] == 0
    for one in (told, tell, go):
        os.close(one)


def test_process_whose_parent_is_another_ends_by_itself():
    """Where the kernel does not tell of a parent's end, its id does."""
    child = os.fork()
    if not child:
        watch(os.getpid())  # which is not its parent
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
