"""One question to git. git is run as a process: no binding is needed, none is trusted.

Nothing but ``os`` is imported: a build with nothing to do takes no longer than its one question.
"""

from __future__ import annotations

import os

from quanli.git.run import command, environment

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Mapping


def ask(folder: str | os.PathLike[str], *arguments: str, settings: Mapping[str, str] | None = None) -> str | None:
    """Run git in a folder and give what it prints; None when it fails or is not there."""
    said = ask_bytes(folder, *arguments, settings=settings)
    return None if said is None else said.decode("utf-8", "replace")


def ask_bytes(folder: str | os.PathLike[str], *arguments: str, settings: Mapping[str, str] | None = None) -> bytes | None:
    """Run git in a folder and give the bytes that it prints; None when it fails or is not there."""
    reading, writing = os.pipe()
    silent = [(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    try:
        process = os.posix_spawnp("git", command(folder, *arguments), environment(folder, settings), file_actions=silent)
    except FileNotFoundError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
    with open(reading, "rb") as answer:  # noqa: PTH123 - a pipe
        said = answer.read()
    _, status = os.waitpid(process, 0)
    return said if status == 0 else None
