"""The tree of a new release on another machine: made of links to the files of another tree, and of what rsync brings."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from shlex import quote

from quanli.errors import ProblemsFoundError
from quanli.publish.layout import WORK
from quanli.publish.ssh_shell import SSH_REFUSED, Host

_MANY = 500
"""More files than these are not flushed one by one."""


class NewTree:
    """``.work/tree`` of a folder of releases; ``run`` runs a script there, in the session that holds the folder."""

    def __init__(self, host: Host, folder: str, run: Callable[[str], bytes]) -> None:
        self._host, self._folder, self._run = host, folder, run

    def begin(self, tree: str) -> None:
        """Make the new tree of links to the files of another, or empty."""
        make = f"cp -al {quote(tree)} {WORK}/tree 2>/dev/null || {{ rm -rf {WORK}/tree; cp -a {quote(tree)} {WORK}/tree; }}" if tree else f"mkdir {WORK}/tree"
        self._run(f": >{WORK}/busy; rm -rf {WORK}/tree; {make}; made=$?; : >{WORK}/beat; rm -f {WORK}/busy; [ $made = 0 ]")

    def remove(self, paths: Iterable[str]) -> None:
        """Take files out of the new tree, and the folders that they leave empty."""
        gone = sorted(set(paths), reverse=True)
        folders = sorted({"/".join(steps[:at]) for steps in (path.split("/") for path in gone) for at in range(1, len(steps))}, key=lambda one: (-one.count("/"), one))
        lines = [f"rm -f {quote(path)}" for path in gone] + [f"rmdir {quote(folder)} 2>/dev/null" for folder in folders]
        if lines:
            self._run(f"cd {WORK}/tree || exit\n" + "\n".join(lines) + "\nexit 0")

    def send(self, output: Path, paths: Iterable[str]) -> None:
        """Let rsync bring files into the new tree."""
        there = f"{self._host.login}:{self._folder}/{WORK}/tree/"
        command = ["rsync", "--recursive", "--ignore-times", "--perms", "--chmod=D755,F644", "--protect-args", "--files-from=-", "--from0", "-e", " ".join(map(quote, self._host.ssh())), f"{output}/", there]
        done = subprocess.run(command, input="\0".join(paths).encode("utf-8", "surrogateescape"), capture_output=True, check=False)
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise ProblemsFoundError([SSH_REFUSED.at("", host=self._host.name, why=lines[0] if lines else f"rsync: {done.returncode}")])

    def flush(self, paths: list[str]) -> None:
        """Wait until files of the new tree are on the disk there; of many, until all is."""
        names = " ".join(map(quote, paths)) if len(paths) <= _MANY else ""
        self._run(f"cd {WORK}/tree && sync {names}")

    def link(self, paths: Iterable[str], tree: str) -> None:
        """Let static files of a tree stay in the new one."""
        lines = [f"[ -e {new} ] || {{ mkdir -p {quote(f'{WORK}/tree/{path}'.rpartition('/')[0])} && ln {quote(f'{tree}/{path}')} {new}; }}" for path in sorted(paths) for new in [quote(f"{WORK}/tree/{path}")]]
        if lines and tree:
            self._run("\n".join(lines) + "\nexit 0")
