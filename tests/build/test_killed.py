"""A build that is killed, whenever it is, leaves a site that is whole or that the next build makes whole."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sites import POWER, build, edit, make_site

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
    os.replace = fatal(os.replace)
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
    """Killed at any file, the site holds only whole files, old or new; killed before the first is moved, it is the old one; the next build makes it the new one."""
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
        assert all(after[path] in (before[path], wanted.get(path)) for path in before if path in after)
        assert all(data in (before.get(path), wanted.get(path)) for path, data in after.items())
        if point == "move" and left == 0:
            assert after == before
        assert build(site) == 0
        assert tree(site / "output") == wanted
        assert not (site / ".output.staging").exists()
        shutil.rmtree(site)
