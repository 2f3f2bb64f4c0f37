"""The same catalogue gives the same bytes, whatever the machine, and the list of digests vouches for them."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quanli.build.digests import read_digests

DAY = "2026-06-01"
WAYS = {
    "one process": (["--jobs", "1"], {}, 0o022),
    "elsewhere": (["--jobs", "2"], {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}, 0o077),
    "in China": (["--jobs", "2"], {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "1", "HOME": "/nowhere"}, 0o002),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def start(site: Path, *arguments: str, umask: int = -1, **env: str) -> subprocess.Popen:
    """Start a build in a process group of its own."""
    command = [sys.executable, "-m", "quanli", "build", "--as-of", DAY, "--quiet", "--lang", "en", *arguments]
    return subprocess.Popen(command, cwd=site, env=os.environ | env, umask=umask, start_new_session=True, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("way", WAYS)
def test_bytes_do_not_depend_on_the_machine(way, sample, tmp_path):
    """Number of processes, path, time zone, locale, hash seed, umask, home and the files' own times change no byte."""
    arguments, env, umask = WAYS[way]
    site = tmp_path / "another path" / "站点"
    site.mkdir(parents=True)
    for path in sorted((sample / "content").rglob("*"), reverse=True):
        if path.is_file():
            target = site / "content" / path.relative_to(sample / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    assert start(site, *arguments, umask=umask, **env).wait() == 0
    left, right = tree(sample / "output"), tree(site / "output")
    assert left.keys() == right.keys()
    assert [path for path in left if left[path] != right[path]] == []


def test_nothing_of_this_machine_is_in_the_output(sample):
    """No path, user or host of the machine that built stands in any file."""
    words = [str(sample).encode(), f"{Path.home()}/".encode(), b"site-packages", b"/quanli/theme"]
    found = [(path, word) for path, data in tree(sample / "output").items() for word in words if word in data]
    assert found == []


def test_files_can_be_read_by_a_web_server(sample):
    """Every file of the output may be read by everybody and is written by its owner only."""
    assert {path.stat().st_mode & 0o777 for path in (sample / "output").rglob("*") if path.is_file()} == {0o644}


def test_digests_vouch_for_every_file(sample):
    """The list of digests names every file of the output but itself, with its digest, and its root vouches for its parts."""
    output = sample / "output"
    files = tree(output)
    listed = dict(read_digests(output))
    own = {path for path in files if path == "digests.json" or path.startswith("digests/")}
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path not in own}
    root = json.loads(files["digests.json"])
    assert {part["name"]: part["sha256"] for part in root["parts"]} == {path: hashlib.sha256(files[path]).hexdigest() for path in own - {"digests.json"}}
