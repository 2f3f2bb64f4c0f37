"""Tasks for the workers of a cluster, which cannot import a test."""

import os
import signal
from pathlib import Path

from quanli.errors import ProblemsFoundError
from quanli.records.strict_yaml import TOO_DEEP


def number_of(chunk: int) -> int:
    return chunk


def die_of_three(chunk: tuple[int, Path]) -> int:
    """Give the number; the first process that is given a 3 is killed while it works on it."""
    number, mark = chunk
    if number == 3 and not mark.exists():
        mark.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    raise ProblemsFoundError([TOO_DEEP.at(f"file-{number}", limit=3)])
