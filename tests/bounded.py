"""A command in a process of its own, which ends where it takes more than a file may cost."""

import os
import re
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


_PROGRAM = f"""
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({CPU}, {CPU}))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
told = int(sys.argv.pop(1))
from quanli.cli import main
try:
    sys.exit(main())
finally:
    os.write(told, open("/proc/self/status", "rb").read() if sys.platform == "linux" else b"")
"""
"""Linux counts what the process that started another held as that one's own most, but not in its status."""


def run_bounded(*words, environment=None):
    """Run ``quanli`` and see that it says what it has to say within bounds, without a traceback."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        command = [sys.executable, "-c", _PROGRAM, str(told.fileno()), *map(os.fspath, words)]
        process = subprocess.Popen(command, stdout=out, stderr=said, env={**os.environ, **(environment or {})}, pass_fds=[told.fileno()])
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [stream.read().decode("utf-8", "replace") for stream in (out, said, told) if not stream.seek(0)]
    own = re.search(r"^VmHWM:\s+(\d+) kB", texts[2], re.MULTILINE)
    peak = int(own[1]) * 1024 if own else used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    ended = Ended(process.returncode, texts[1], texts[0], peak)
    assert "Traceback" not in ended.said, ended.said[-3000:]
    assert ended.status >= 0, f"ended by signal {-ended.status}: {ended.said}"
    assert ended.peak <= MEMORY, f"{ended.peak >> 20} MB"
    return ended
