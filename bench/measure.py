"""What a command costs: CPU seconds of the whole process tree, wall time, and the peak memory of its largest process."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    cpu: float
    """Seconds, user and system, of the process and of all its descendants that were waited for."""
    wall: float
    peak: float
    """MiB of the largest process (on Linux, which counts in KiB)."""


def measure(command: Sequence[object], folder: Path | None = None, **environment: str) -> Cost:
    """Run a command to its end, quietly; raises SystemExit with what it said when it fails."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as on a user's machine
    start = time.perf_counter()
    with subprocess.Popen([str(part) for part in command], cwd=folder, env=own | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said.decode(errors='replace')[-3000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)
