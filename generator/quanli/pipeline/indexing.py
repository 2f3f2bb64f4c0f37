"""The search index brought up to date and its files written: here for a few powers, in a process of its own for many.

What sorts the words of many powers takes 40 MiB, which this process, having read the catalogue, should not take besides.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from quanli.build.staging import FileRow, write_file
from quanli.build.state import StateLostError
from quanli.frozen import frozen
from quanli.search.document import SearchDocument
from quanli.search.index import SearchIndex, Settings
from quanli.search.release import Release, Stands, nowhere

BATCH = 500
"""Files that are told of at once."""
_LOST = 3
"""The status of a process that could not go on from the index that it found."""


@frozen
class IndexTask:
    """What the index takes: files of pickled documents, and the codes of powers that are gone."""

    file: Path
    settings: Settings
    staging: Path
    spills: tuple[Path, ...]
    removed: frozenset[str]
    known: int | None
    """How many items the index must hold; None where it is made from nothing."""

    def run(self, stands: Stands = nowhere) -> Iterator[Sequence[FileRow]]:
        """Do it here; gives the files that were written, some at a time: those that do not stand in the output as they are."""
        with closing(SearchIndex(self.file, self.settings)) as index:
            if self.known not in {None, index.items()}:
                raise StateLostError(f"{index.items()} items in the search index, {self.known} in the state")
            index.update(self._documents(), self.removed)
            rows = (write_file(self.staging, path, data) for path, data in Release(index).export(everything=self.known is None, stands=stands))
            while some := list(islice(rows, BATCH)):
                yield some

    def run_apart(self) -> Iterator[Sequence[FileRow]]:
        """Do it in a process of its own."""
        import subprocess  # noqa: PLC0415 - wanted only here

        from quanli.build.parent import starting  # noqa: PLC0415 - wanted only here

        command = [sys.executable, "-P", "-m", __name__, str(os.getpid())]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with starting():
            process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with process:
            try:
                pickle.dump(self, process.stdin, protocol=5)  # type: ignore[arg-type]
                process.stdin.close()  # type: ignore[union-attr]
                while rows := _next(process.stdout):
                    yield rows
            except BaseException:
                process.kill()
                raise
        if process.returncode == _LOST:
            raise StateLostError
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)

    def _documents(self) -> Iterator[SearchDocument]:
        for spill in self.spills:
            yield from pickle.loads(spill.read_bytes())  # noqa: S301 - our own spill


def _next(answers: object) -> Sequence[FileRow]:
    try:
        rows: Sequence[FileRow] = pickle.load(answers)  # type: ignore[arg-type]  # noqa: S301 - from our own process
    except EOFError:
        return ()
    return rows


def main() -> None:
    """Do the task that is given on standard input, and tell of the files on standard output; the argument is who asked."""
    from quanli.build.parent import end_with  # noqa: PLC0415 - only in a process of its own

    end_with(int(sys.argv[1]))
    task: IndexTask = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    try:
        for rows in task.run():
            pickle.dump(rows, sys.stdout.buffer, protocol=5)
    except (StateLostError, sqlite3.DatabaseError):
        if task.known is None:
            raise
        sys.exit(_LOST)


if __name__ == "__main__":
    main()
