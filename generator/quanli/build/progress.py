"""What a long build tells: a line that moves on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")


class Progress:
    """Reports the stages of a build to a stream (standard error)."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self.stream = stream or sys.stderr
        self.moving = not quiet and self.stream.isatty()
        self.quiet = quiet

    def stage(self, name: str, chunks: Iterable[T], total: int, size: Callable[[T], int]) -> Iterator[T]:
        """Pass the chunks on, counting the items in each."""
        start, done = time.monotonic(), 0
        for chunk in chunks:
            yield chunk
            done += size(chunk)
            if self.moving:
                spent = max(time.monotonic() - start, 1e-6)
                left = (total - done) * spent / max(done, 1)
                self.stream.write(f"\r{name} {done}/{total}  {done / spent:.0f}/s  {left:.0f} s \x1b[K")
                self.stream.flush()
        if self.moving:
            self.stream.write("\r\x1b[K")
        if done:
            self.say(f"{name}: {done}")

    def say(self, line: str) -> None:
        """Say one line."""
        if not self.quiet:
            self.stream.write(line + "\n")
            self.stream.flush()
