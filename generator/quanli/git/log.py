"""One pass of ``git log --raw``: every commit with the files it changed and the trailers of its message.

A merge is compared with its first parent: its changes are what it brought to the branch it was merged into. Settings of
the machine, replace references, notes, mail maps and rename detection have no say, so the same commit reads the same
everywhere. All fields come between NUL bytes, which neither a message nor a path can hold.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quanli.frozen import frozen
from quanli.git.run import command, environment

_FORMAT = "%H%x00%P%x00%ct%x00%at%x00%s%x00%(trailers:only,unfold,separator=%x00,key_value_separator=%x00)%x00%x00"
_LOG = (
    "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--diff-merges=first-parent", "--topo-order",
    "--full-history", "--sparse", "--no-notes", "--no-color", "--no-decorate", "--no-mailmap", "--no-ext-diff", "--relative",
    "--encoding=UTF-8", f"--format={_FORMAT}",
)  # fmt: skip
_FILES = frozenset({"100644", "100755", "100664"})
"""Modes of regular files. A symbolic link or a submodule at a path is no file of the catalogue."""
_BLOCK = 1 << 16


@frozen
class FileChange:
    """A file before and after a commit, as blob ids; empty where there was no regular file."""

    path: str
    before: str
    after: str
    modes: tuple[str, str] = ("100644", "100644")
    """As git writes them; only told where everything is."""


@frozen
class LoggedCommit:
    """A commit as git tells it. ``seconds`` is None when the committer line holds no readable date, ``authored`` when the author's does."""

    id: str
    parents: tuple[str, ...]
    seconds: int | None
    authored: int | None
    subject: str
    trailers: tuple[tuple[str, str], ...]
    changes: tuple[FileChange, ...]


class GitError(Exception):
    """Git could not answer; the text is its own."""


def read_log(folder: Path, tip: str, since: str = "", *paths: str, everything: bool = False) -> Iterator[LoggedCommit]:
    """Give the commits reachable from ``tip`` but not from ``since``, children before parents.

    ``paths`` limit the files told, not the commits. With ``everything`` links, submodules and changes of a mode alone are told
    too, each with its modes. Raises :class:`GitError` when git fails.
    """
    span = (tip, f"^{since}") if since else (tip,)
    with _running(folder, *_LOG, "--end-of-options", *span, "--", *(paths or (".",))) as tokens:
        token = next(tokens, None)
        while token is not None:
            parents, seconds, authored, subject = next(tokens), next(tokens), next(tokens), next(tokens)
            trailers = tuple(_trailers(tokens))
            commit = token.decode()
            changes = []
            token = next(tokens, None)
            while token is not None and token.lstrip(b"\n").startswith(b":"):
                if change := (_any_change if everything else _change)(token, next(tokens)):
                    changes.append(change)
                token = next(tokens, None)
            told = _seconds(seconds), _seconds(authored), _text(subject)
            yield LoggedCommit(commit, tuple(parents.decode().split()), *told, trailers, tuple(changes))


def main_line(folder: Path, tip: str, since: str = "") -> int | None:
    """Count the commits of the main line (first parents) from ``tip`` back to ``since``, which is not counted.

    None when ``since`` does not lie on the main line: history was rewritten, or another branch became the main one.
    Raises :class:`GitError` when git fails.
    """
    if not since:
        return int(answer(folder, "rev-list", "--first-parent", "--count", "--end-of-options", tip))
    if tip == since:
        return 0
    try:
        line = answer(folder, "rev-list", "--first-parent", "--parents", "--end-of-options", tip, f"^{since}")
    except GitError:  # the commit is gone: collected after a rewrite
        return None
    lines = line.splitlines()
    oldest = lines[-1].split() if lines else []
    return len(lines) if oldest[1:2] == [since] else None


def answer(folder: Path, *arguments: str) -> str:
    """Run a git command and give its output. Raises :class:`GitError` with git's own words, in English."""
    done = subprocess.run(command(folder, *arguments), capture_output=True, check=False, env=environment(folder))
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8", "replace").strip("\n")


def ask(folder: Path, *arguments: str) -> str:
    """Run a git command and give its output, or nothing when git fails or is not there."""
    try:
        return answer(folder, *arguments)
    except (GitError, FileNotFoundError):
        return ""


@contextmanager
def _running(folder: Path, *arguments: str) -> Iterator[Iterator[bytes]]:
    import tempfile  # noqa: PLC0415 - most builds find no new commit

    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command(folder, *arguments), stdout=subprocess.PIPE, stderr=said, env=environment(folder)
        ) as process:
            try:
                yield _tokens(process)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            said.seek(0)
            raise GitError(said.read().decode("utf-8", "replace").strip())


def _tokens(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    rest = b""
    while process.stdout and (block := process.stdout.read(_BLOCK)):
        *whole, rest = (rest + block).split(b"\0")
        yield from whole


def _trailers(tokens: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    """Read key and value in turn; an empty key ends them, two empty tokens stand where there are none."""
    key = next(tokens)
    if not key:
        next(tokens)
    while key:
        yield _text(key), _text(next(tokens))
        key = next(tokens)
    next(tokens)


def _change(raw: bytes, path: bytes) -> FileChange | None:
    was, now, before, after, _ = raw.lstrip(b"\n").decode("ascii").lstrip(":").split()
    change = FileChange(_text(path), _blob(was, before), _blob(now, after))
    return change if change.before != change.after else None


def _any_change(raw: bytes, path: bytes) -> FileChange:
    was, now, before, after, _ = raw.lstrip(b"\n").decode("ascii").lstrip(":").split()
    old, new = (blob if blob.strip("0") else "" for blob in (before, after))
    return FileChange(path.decode("utf-8", "surrogateescape"), old, new, (was, now))


def _blob(mode: str, blob: str) -> str:
    return blob if mode in _FILES and blob.strip("0") else ""


def _seconds(token: bytes) -> int | None:
    return int(token) if token.isdigit() else None


def _text(token: bytes) -> str:
    return token.decode("utf-8", "replace")
