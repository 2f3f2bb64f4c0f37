"""Commits written through ``git fast-import``: fixed identities and moments give fixed commit ids."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from quanli.git.ask import ask
from quanli.git.run import command, environment

IDENTITY = "Quanli <quanli@example.invalid>"


class FastImport(AbstractContextManager["FastImport"]):
    """A stream of commits into a repository, which is made when it is not there."""

    def __init__(self, folder: Path) -> None:
        if not (folder / ".git").exists():
            folder.mkdir(parents=True, exist_ok=True)
            subprocess.run(command(folder, "init", "--quiet", "--initial-branch=main"), env=environment(folder), check=True)
        self._process = subprocess.Popen(
            command(folder, "fast-import", "--quiet", "--force"), env=environment(folder), stdin=subprocess.PIPE
        )
        self._folder = folder
        self._marks = 0
        self._branches: set[str] = set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
        if kind is None and self._process.returncode:
            raise subprocess.CalledProcessError(self._process.returncode, "git fast-import")

    def commit(
        self,
        moment: datetime.datetime,
        message: str,
        files: Mapping[str, bytes | None],
        branch: str = "main",
        parents: tuple[int, ...] | None = None,
    ) -> int:
        """Write a commit; give its mark.

        ``files`` are put (None: taken away) over the first parent's. Without ``parents`` the branch goes on where it is;
        with them the first is the commit to start from and the others are merged.
        """
        self._marks += 1
        self._say(f"commit refs/heads/{branch}\nmark :{self._marks}\n")
        self._say(f"committer {IDENTITY} {int(moment.timestamp())} +0800\n")
        self._data(message.encode())
        if parents is None and branch not in self._branches and self._exists(branch):
            self._say(f"from refs/heads/{branch}^0\n")
        for word, mark in zip(("from", *["merge"] * len(parents or ())), parents or (), strict=False):
            self._say(f"{word} :{mark}\n")
        self._branches.add(branch)
        for path, data in files.items():
            if data is None:
                self._say(f"D {path}\n")
            else:
                self._say(f"M 100644 inline {path}\n")
                self._data(data)
        self._say("\n")
        return self._marks

    def _exists(self, branch: str) -> bool:
        name = f"refs/heads/{branch}"
        return ask(self._folder, "show-ref", "--quiet", name) is not None

    def _data(self, data: bytes) -> None:
        self._write(b"data %d\n%s\n" % (len(data), data))

    def _say(self, text: str) -> None:
        self._write(text.encode())

    def _write(self, data: bytes) -> None:
        if self._process.stdin is None:
            raise ValueError
        self._process.stdin.write(data)
