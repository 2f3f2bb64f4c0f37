"""A command that is asked to end, hung up on or no longer listened to ends in order, and says so in one sentence."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sites import POWER, build, edit, make_site

HELD = """
import sys, time
import quanli.pipeline.output as output
from quanli.cli import main

def wait(*_):
    sys.stdout.write("!")
    sys.stdout.flush()
    time.sleep(60)

{where} = wait
raise SystemExit(main([{command!r}, "--site", sys.argv[1], "--lang", "en", "--jobs", "2"]))
"""
"""A command that tells when it has come to a place, and stays there."""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def held(command: str, where: str, site: Path) -> subprocess.Popen:
    """Start a command and wait until it has come to a place."""
    module = where.rpartition(".")[0]
    code = f"import {module}\n" + HELD.format(where=where, command=command)
    running = subprocess.Popen([sys.executable, "-c", code, str(site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert running.stdout.read(1) == "!"
    return running


PLACES = {
    "build, reading": ("build", "quanli.pipeline.begin.read_registers"),
    "build, drawing": ("build", "quanli.pipeline.build.site_maps"),
    "check": ("check", "quanli.pipeline.check.open_record"),
}


@pytest.mark.parametrize("to_all", [False, True], ids=["alone", "with its workers"])
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("place", PLACES)
def test_asked_to_end_a_command_clears_up(place, asked, to_all, tmp_path):
    """A sentence, a status as of the signal, no working folder and the old site: so it ends at any of these signals."""
    site = make_site(tmp_path)
    if place == "build, drawing":
        assert build(site) == 0
        edit(site, POWER, "烟花爆竹经营（零售）许可\n", "烟花爆竹零售许可\n")
        (site / ".quanli/state.sqlite").unlink()
    before = tree(site / "output")
    running = held(*PLACES[place], site)
    (os.killpg if to_all else os.kill)(running.pid, asked)
    _, said = running.communicate(timeout=60)
    assert said.splitlines()[-1] == "interrupted"
    assert "Traceback" not in said
    assert running.returncode == 128 + asked
    assert [path for path in (".output.staging", ".quanli/scratch", ".quanli/check") if (site / path).exists()] == []
    assert tree(site / "output") == before


def test_hang_up_that_is_ignored_stays_ignored(tmp_path):
    """A build under ``nohup`` goes on when the terminal goes."""
    code = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); from quanli.cli.ending import Endings\nwith Endings(): signal.raise_signal(signal.SIGHUP)\nprint('on')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "on\n"


def test_signals_mean_what_they_meant_before_when_a_command_has_ended(tmp_path):
    """A program that runs a command keeps its own ways of ending."""
    assert build(make_site(tmp_path), "--jobs", "1") == 0
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)] == [signal.SIG_DFL] * 2


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_reader_that_has_gone_is_no_error(stream, tmp_path):
    """``quanli check | head -1`` ends quietly, as a program does that a broken pipe ends."""
    reading, writing = os.pipe()
    os.close(reading)
    others = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: writing}
    done = subprocess.run([sys.executable, "-m", "quanli", "check", "--site", str(make_site(tmp_path)), "--jobs", "1"], check=False, **others)
    os.close(writing)
    assert done.returncode == 128 + signal.SIGPIPE
    assert b"Traceback" not in (done.stdout or b"") + (done.stderr or b"")
    assert b"BrokenPipe" not in (done.stderr or b"")
