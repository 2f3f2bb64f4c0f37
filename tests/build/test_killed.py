"""A build that is killed, whenever it is, leaves a site that is whole or that the next build makes whole."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites import POWER, build, edit, make_site

KILLS = int(os.environ.get("QUANLI_KILLS", "4"))
"""How often a build is killed at the moment at which it publishes; more by hand."""
DRIVER = """
import os, signal, sys

point, left, site = sys.argv[1], int(sys.argv[2]), sys.argv[3]
count = 0

def fatal(before):
    def run(*arguments, **named):
        global count
        if count == left:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1
        return before(*arguments, **named)
    return run

if point == "move":
    for name in ("link", "replace", "rename", "rmdir"):
        setattr(os, name, fatal(getattr(os, name)))
    import quanli.build.switch as switch
    switch.exchange = fatal(switch.exchange)
else:
    import quanli.build.staging as staging
    staging.write_file = fatal(staging.write_file)

from quanli.cli import main

status = main(["build", "--site", site, "--jobs", "1", "--quiet"])
print(count)
raise SystemExit(status)
"""
"""Builds a site and kills itself before it moves, or writes, one more file than it was told."""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def driven(point: str, left: int, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", DRIVER, point, str(left), site], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("state", ["upon the last build", "from nothing"])
@pytest.mark.parametrize("point", ["write", "move"])
def test_killed_build_is_made_good(point, state, tmp_path, monkeypatch):
    """Killed at any file, the site is the whole old one or the whole new one; the next build makes it the new one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    old = make_site(tmp_path)
    assert build(old) == 0
    before = tree(old / "output")
    edit(old, POWER, "烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n")
    if state == "from nothing":
        (old / ".quanli/state.sqlite").unlink()
    new = tmp_path / "new"
    shutil.copytree(old, new)
    done = driven(point, -1, new)
    assert done.returncode == 0, done.stderr
    wanted, files = tree(new / "output"), int(done.stdout)
    assert files > 5
    for left in (0, files // 2, files - 1):
        site = tmp_path / f"killed-{left}"
        shutil.copytree(old, site)
        assert driven(point, left, site).returncode == -signal.SIGKILL
        after = tree(site / "output")
        assert after in (before, wanted)
        if left == 0:
            assert after == before
        assert build(site) == 0
        assert tree(site / "output") == wanted
        assert not (site / ".output.staging").exists()
        shutil.rmtree(site)


def killed_while_publishing(site: Path, after: float, *, group: bool) -> None:
    """Start a build and kill it, alone or with its group, so many seconds after it has begun to publish."""
    changes = site / ".output.staging/changes"
    command = [sys.executable, "-m", "quanli", "build", "--site", str(site), "--quiet", "--jobs", "2"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    while not changes.exists() and running.poll() is None:
        time.sleep(0.0005)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):  # it may have come to its end
        (os.killpg if group else os.kill)(running.pid, signal.SIGKILL)
    running.wait()


@pytest.mark.parametrize("group", [False, True])
def test_kill_aimed_at_the_moment_of_publishing_leaves_no_mixture(group, tmp_path, monkeypatch):
    """Killed while it publishes, alone or with all its processes, a build leaves one site or the other, and the next one what was wanted."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    site, moments = make_site(tmp_path), random.Random(5)
    assert build(site) == 0
    names = ["烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n"]
    sites = [tree(site / "output")]
    edit(site, POWER, *names)
    assert build(site) == 0
    sites.append(tree(site / "output"))
    for number in range(KILLS):
        wanted = number % 2
        edit(site, POWER, names[1 - wanted], names[wanted])
        killed_while_publishing(site, moments.uniform(0, 0.02), group=group)
        assert tree(site / "output") in sites
        assert build(site) == 0
        assert tree(site / "output") == sites[wanted]
