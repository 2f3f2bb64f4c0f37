"""Whatever befalls a publisher (a full disk, rights that are lost, a second one), what is shown stays whole, and the next goes on."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish.published import NAMES, Publisher, files

ROOT = os.geteuid() == 0 and shutil.which("mount")
LATER, EARLIER = 2_524_608_000, 631_152_000
"""Seconds of 2050 and of 1990."""


def command(publisher: Publisher, *more: str) -> list[str]:
    """Give the command that publishes."""
    words = ["publish", str(publisher.target), "--site", str(publisher.site), "--lang", "en", "--key", str(publisher.key), "--no-require-approval", "--jobs", "1", *more]
    return [sys.executable, "-m", "quanli", *words]


def is_unchanged(publisher: Publisher, before: dict[str, bytes]) -> bool:
    """Tell whether the site is the old one, whole, with nobody at work."""
    return files(publisher.target / "current") == before and publisher.release()["serial"] == 2 and publisher.whole()


def goes_on(publisher: Publisher) -> bool:
    """Tell whether the next publisher makes the new site of it, and nothing half-made is left."""
    done = publisher.publish() == 0 and NAMES[2].strip() in publisher.page() and publisher.whole()
    return done and not (publisher.target / ".work").exists()


@contextmanager
def file_system(publisher: Publisher, *options: str):
    """Let the target lie on a file system of its own in memory, of so many bytes or files; only root may."""
    if not ROOT:
        pytest.skip("to mount takes root")
    place = publisher.folder / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        there = publisher.place()
        shutil.copytree(publisher.target, place / "www", symlinks=True)
        publisher.target = place / "www"
        there.rename(publisher.place())
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def remount(place: Path, *options: str) -> None:
    """Change the options of the file system."""
    subprocess.run(["mount", "-o", ",".join(("remount", *options)), str(place)], check=True)


@pytest.mark.parametrize(("full", "more"), [("bytes", "size=1g"), ("files", "nr_inodes=100k")])
def test_full_disk(full, more, publisher):
    """Without room for the new release, or for one file more, the old one is shown; with room the next is published."""
    with file_system(publisher, "size=64m", "nr_inodes=9k") as place:
        before = files(publisher.target / "current")
        told = os.statvfs(place)
        used = (told.f_blocks - told.f_bfree) * told.f_frsize // 1024 + 48
        remount(place, f"size={used}k" if full == "bytes" else f"nr_inodes={told.f_files - told.f_ffree + 20}")
        publisher.rename(2)
        assert publisher.publish() == 1
        assert is_unchanged(publisher, before)
        remount(place, more)
        assert goes_on(publisher)


def test_read_only(publisher, capsys):
    """A file system that has become read-only is told by a file; nothing is changed."""
    with file_system(publisher, "size=64m") as place:
        before = files(publisher.target / "current")
        publisher.rename(2)
        remount(place, "ro")
        assert publisher.publish() == 1
        assert "Read-only file system" in capsys.readouterr().err
        assert is_unchanged(publisher, before)
        remount(place, "rw")
        assert goes_on(publisher)


@pytest.mark.parametrize("name", [".", "releases", "records"])
def test_rights_that_are_lost(name, publisher):
    """Where one of the folders may not be written any more, the site stays the old or becomes the new one, and the next goes on."""
    if not shutil.which("setpriv"):
        pytest.skip("as root it takes setpriv")
    before, closed = files(publisher.target / "current"), publisher.target / name
    publisher.rename(2)
    closed.chmod(0o555)
    weak = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"] if ROOT else []
    done = subprocess.run([*weak, *command(publisher, "--quiet")], capture_output=True, text=True, check=False)
    closed.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "Permission denied" in done.stderr
    if name == "records":
        assert publisher.release()["serial"] == 3
        assert publisher.publish() == 0
        assert publisher.whole()
    else:
        assert is_unchanged(publisher, before)
        assert goes_on(publisher)


@pytest.mark.parametrize("moment", [LATER, EARLIER])
def test_clock_that_jumps(moment, publisher):
    """With files of the future or the past in the target and in the clean place, the next release is the right one."""
    for top in (publisher.target, publisher.place()):
        for path in top.rglob("*"):
            os.utime(path, (moment, moment), follow_symlinks=False)
    assert publisher.whole()
    publisher.rename(2)
    assert goes_on(publisher)


def test_clock_of_the_machine_that_jumps(publisher):
    """A publisher whose clock stands in 2050, and the next one's in 2026 again."""
    if not shutil.which("faketime"):
        pytest.skip("it takes faketime")
    publisher.rename(2)
    done = subprocess.run(["faketime", "2050-01-01 10:00:00", *command(publisher, "--quiet")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert publisher.release()["day"] == "2026-06-01"
    assert publisher.whole()
    publisher.rename(3)
    assert publisher.publish() == 0
    assert publisher.whole()


def started(publisher: Publisher) -> subprocess.Popen:
    """Start a publisher, and wait until it holds the target."""
    with (publisher.folder / "said").open("w") as said:
        running = subprocess.Popen(command(publisher, "--quiet"), stderr=said)
    while running.poll() is None and not (publisher.target / ".lock").read_text():
        time.sleep(0.002)
    return running


def test_asked_to_end(publisher):
    """SIGTERM ends a publisher with the site as it was or as it was to be, and no lock."""
    publisher.rename(2)
    before = files(publisher.target / "current")
    running = started(publisher)
    running.send_signal(signal.SIGTERM)
    assert running.wait(300) == 128 + signal.SIGTERM
    assert "interrupted" in (publisher.folder / "said").read_text()
    assert is_unchanged(publisher, before)
    assert goes_on(publisher)


def test_killed_while_it_builds(publisher):
    """A kill leaves no lock: the next one publishes at once."""
    publisher.rename(2)
    before = files(publisher.target / "current")
    running = started(publisher)
    running.kill()
    running.wait(300)
    assert is_unchanged(publisher, before)
    assert goes_on(publisher)


def test_two_publishers(publisher):
    """The second ends with 75 and says who is at work; the first comes to its end."""
    publisher.rename(2)
    first = started(publisher)
    second = subprocess.run(command(publisher, "--quiet"), capture_output=True, text=True, check=False)
    assert second.returncode == 75
    assert f"somebody else is publishing here: process {first.pid} on {os.uname().nodename}, since 2" in second.stderr
    assert first.wait(300) == 0, (publisher.folder / "said").read_text()
    assert publisher.release()["serial"] == 3
    assert publisher.whole()


def test_key_that_cannot_sign_any_more(publisher, capsys):
    """A key that is lost between two releases stops the second before anything is changed."""
    before = files(publisher.target / "current")
    publisher.rename(2)
    key = publisher.key.read_bytes()
    publisher.key.write_text("lost")
    assert publisher.publish() == 1
    assert "error RELEASE_KEY this key cannot sign" in capsys.readouterr().err
    assert is_unchanged(publisher, before)
    publisher.key.write_bytes(key)
    assert goes_on(publisher)
