"""Sites that many tests look at, built once a run: xdist's processes share them."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from shared_data import shared
from sites import build, edit

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-06-01"
"""The day on which the sample is looked at."""
UNDER = "https://city.example.gov.cn/open/quanli"

settings.register_profile("promises", deadline=None)  # how long an example takes is no promise
settings.register_profile("unshrunk", deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # of a mutant it matters that it fails
settings.load_profile("promises")


@pytest.fixture(scope="session", autouse=True)
def _listening():
    """Let commands hear every signal, also where these tests were started with ``nohup`` or behind a shell's ``&``."""
    usual = {signal.SIGHUP: signal.SIG_DFL, signal.SIGTERM: signal.SIG_DFL, signal.SIGINT: signal.default_int_handler}
    before = {one: signal.signal(one, way) for one, way in usual.items() if signal.getsignal(one) is signal.SIG_IGN}
    yield
    for one, way in before.items():
        signal.signal(one, way)


@pytest.fixture(scope="session", autouse=True)
def _without_a_terminal():
    """Leave the terminal that the tests were started at: ssh-keygen asks there, whatever its input is, and nobody answers."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        with suppress(OSError):  # there was none
            terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
            fcntl.ioctl(terminal, termios.TIOCNOTTY)  # no session of its own: such a process takes any terminal that it opens for its own
            os.close(terminal)


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """Give the sample catalogue, copied and built: content in ``content``, site in ``output``."""
    return _once(tmp_path_factory, "sample", _sample)


@pytest.fixture(scope="session")
def sample_under(tmp_path_factory) -> Path:
    """Give the sample catalogue as it is built for a path of a host that has pages of its own: ``UNDER``."""
    return _once(tmp_path_factory, "sample_under", _sample_under)


@pytest.fixture(scope="session")
def ledger(tmp_path_factory) -> Path:
    """Give a site that holds nothing but the imported ledger of a safety bureau, built."""
    file = shared("ledgers/chuzhou-safety-162.xlsx")
    return _once(tmp_path_factory, "ledger", lambda folder: _ledger(folder, file))


@pytest.fixture(scope="session")
def installed(tmp_path_factory) -> Path:
    """Give a folder that holds the wheel's contents, as pip lays them out."""
    return _once(tmp_path_factory, "installed", _install)


def _once(tmp_path_factory, name: str, make: Callable[[Path], None]) -> Path:
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = base / name, base / f"{name}.done"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def _sample(folder: Path) -> None:
    shutil.copytree(ROOT / "content", folder / "content")
    assert build(folder, "--as-of", DAY) == 0


def _sample_under(folder: Path) -> None:
    shutil.copytree(ROOT / "content", folder / "content")
    edit(folder, "content/site.yaml", "domain: https://example.gov.cn\n", f"domain: {UNDER}\n")
    assert build(folder, "--as-of", DAY) == 0


def _ledger(folder: Path, file: Path) -> None:
    from quanli.cli import main

    (folder / "content").mkdir()
    (folder / "content/site.yaml").write_text("name: 某区权力事项公开\nbody: 某区人民政府\ndomain: https://example.gov.cn\n", encoding="utf-8")
    assert main(["import", str(file), "--office", "ajj", "--site", str(folder), "--quiet", "--report", str(folder / "report.txt")]) == 0
    assert build(folder, "--as-of", DAY) == 0


def _install(folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheels = folder.parent / "wheels"
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True)
    (wheel,) = wheels.glob("quanli-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", folder, wheel], check=True)
