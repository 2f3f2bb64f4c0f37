"""An output that is a mount point, or of which a part is, is built into like any other; where that cannot be, it stays as it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sites import make_site

BUILD = f"{sys.executable} -m quanli build --site . --quiet --lang en --jobs 1"
EDIT = "sed -i 's/许可/的许可/' content/powers/xxj/*.yaml"


def mounted(site: Path, *commands: str) -> subprocess.CompletedProcess[str]:
    """Run commands in a site's folder where they may mount what nobody else sees."""
    script = "\n".join(("set -e", *commands))
    return subprocess.run(["unshare", "--mount", "sh", "-c", script], cwd=site, capture_output=True, text=True, check=False)


def _may_mount() -> bool:
    return bool(shutil.which("unshare")) and subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _may_mount(), reason="only who may mount can try")


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """Let all builds be of one day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")


@pytest.mark.parametrize("mount", ["mount -t tmpfs none output", "mkdir www; mount --bind www output"])
def test_output_that_is_a_mount_point_is_built_into(mount, tmp_path):
    """The same site as elsewhere comes to lie in it, at first and after an edit; then there is nothing to do, and nothing is left beside it."""
    site = make_site(tmp_path)
    plain = [f"{BUILD} --output ../plain", EDIT, f"{BUILD} --output ../plain"]
    done = mounted(site, *plain)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(site)
    site = make_site(tmp_path)
    done = mounted(site, "mkdir output", mount, BUILD, EDIT, BUILD, BUILD, "ls -A", "diff --recursive --exclude .staging output ../plain")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "1 powers, 0 files written" in done.stderr.splitlines()[-2]
    assert ".output.staging" not in done.stdout


def test_part_that_is_read_only_stops_a_build_before_it_changes_anything(tmp_path):
    """Where files must come into a part that cannot be written, one sentence names it and the site is the old one; elsewhere it does not matter."""
    site = make_site(tmp_path)
    closed = ("mount --bind output/{0} output/{0}", "mount -o remount,ro,bind output/{0}")
    done = mounted(site, BUILD, *(one.format("static") for one in closed), EDIT, BUILD)
    assert done.returncode == 0, done.stderr
    done = mounted(site, "cp -r output ../before", *(one.format("powers") for one in closed), EDIT, f"if {BUILD}; then exit 7; fi", "diff --recursive output ../before")
    assert done.returncode == 0, done.stderr + done.stdout
    assert f"cannot read or write {site}/output/powers/YJ-XK-0001: Permission denied\n" in done.stderr
    done = mounted(site, BUILD)
    assert done.returncode == 0, done.stderr
