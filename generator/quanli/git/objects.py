"""Objects of a repository by id, through one ``git cat-file --batch`` process however many are wanted."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO

from quanli.git.run import command, environment

_AHEAD = 400
"""Ids asked for before the answers are read: together shorter than a pipe's buffer, so that neither side waits for ever."""
_BLOCK = 1 << 20


class Objects(AbstractContextManager["Objects"]):
    """An open object store. An object that is missing, or longer than ``limit`` bytes, is None."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.limit = limit
        self._process = subprocess.Popen(
            command(folder, "cat-file", "--batch"),
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        self._process.communicate()

    def read(self, ids: Iterable[str]) -> Iterator[bytes | None]:
        """Give the objects in the order asked, one at a time."""
        asking, answers = self._pipes()
        waiting = iter(ids)
        while ahead := list(itertools.islice(waiting, _AHEAD)):
            asking.write("".join(f"{one}\n" for one in ahead).encode("ascii", "replace"))
            asking.flush()
            for _ in ahead:
                found = self._answer(answers, self.limit)
                yield None if isinstance(found, int) else found

    def within(self, name: str, limit: int) -> bytes | int | None:
        """Give one object, or its size in bytes where it is longer than a limit."""
        asking, answers = self._pipes()
        asking.write(f"{name}\n".encode("ascii", "replace"))
        asking.flush()
        return self._answer(answers, limit)

    def one(self, name: str) -> bytes | None:
        """Give one object."""
        return next(self.read((name,)))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError
        return self._process.stdin, self._process.stdout

    def _answer(self, answers: IO[bytes], limit: int) -> bytes | int | None:
        head = answers.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None  # "<id> missing", or git has gone
        size = int(head[2])
        if size <= limit:
            return answers.read(size + 1)[:size]
        left = size + 1
        while left:
            left -= len(answers.read(min(left, _BLOCK)))
        return size
