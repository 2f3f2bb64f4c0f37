"""A command in a process of its own, which ends where it takes more than a file may cost."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

CPU, MEMORY = 20, 500 * 1024 * 1024
"""Seconds after which a process is ended (a loaded machine is slow, what has no bounds takes minutes), and bytes of memory that it may have."""


@dataclass(frozen=True)
class Ended:
    status: int
    said: str
    """What was said on standard error."""
    out: str
    peak: int
    """Bytes of memory at most."""


_PROGRAM = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({CPU}, {CPU})); resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); import sys; from quanli.cli import main; sys.exit(main())"


def run_bounded(*words, environment=None):
    """Run ``quanli`` and see that it says what it has to say within bounds, without a traceback."""
    command = [sys.executable, "-c", _PROGRAM, *map(os.fspath, words)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=out, stderr=said, env={**os.environ, **(environment or {})})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [stream.read().decode("utf-8", "replace") for stream in (out, said) if not stream.seek(0)]
    ended = Ended(process.returncode, texts[1], texts[0], used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    assert "Traceback" not in ended.said, ended.said[-3000:]
    assert ended.status >= 0, f"ended by signal {-ended.status}: {ended.said}"
    assert ended.peak <= MEMORY, f"{ended.peak >> 20} MB"
    return ended
