"""The two commits that are compared, and the files between them: read from git's objects, never from the working copy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from quanli.frozen import frozen
from quanli.git.listing import NOTHING, Listed
from quanli.git.log import answer, ask
from quanli.git.repository import EARLIEST, reached
from quanli.git.revision import commit_of


@frozen
class FileChange:
    """A file that differs between two commits."""

    path: str
    before: Listed
    after: Listed


@frozen
class Span:
    """A proposed change: from where it branched off (``fork``) to its tip. Its rules are those of ``base``."""

    folder: Path
    base: str
    fork: str
    head: str
    day: datetime.date
    """The day of the review: the one that the line of the tip has reached, in Beijing, unless another is asked for."""


def open_span(folder: Path, base: str, head: str, on: datetime.date | None = None) -> Span:
    """Resolve two revisions; ``on`` is the day of the review where that is not the tip's. Raises :class:`ProblemsFoundError` for one that git does not know."""
    commits = [commit_of(folder, name) for name in (base, head)]
    tip = None if on else reached(folder, commits[1])
    return Span(folder, commits[0], fork_of(folder, *commits), commits[1], on or (tip.day if tip else EARLIEST))


def fork_of(folder: Path, base: str, commit: str) -> str:
    """Give where a commit branched off; the base itself where the two have nothing in common."""
    return ask(folder, "merge-base", "--end-of-options", base, commit).partition("\n")[0] or base


def files_between(folder: Path, before: str, after: str, *paths: str) -> list[FileChange]:
    """List the files that differ, by path from the folder; a renamed one is gone here and new there.

    Raises :class:`GitError`: where git cannot tell, nobody may take it that nothing differs.
    """
    tokens = answer(
        folder, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--relative", "--end-of-options",
        before, after, "--", *paths,
    ).split("\0")  # fmt: skip
    changes = []
    for raw, path in zip(tokens[::2], tokens[1::2], strict=False):
        old_mode, new_mode, old, new, _ = raw.lstrip(":").split()
        changes.append(FileChange(path, _entry(old_mode, old), _entry(new_mode, new)))
    return changes


def _entry(mode: str, blob: str) -> Listed:
    return Listed(mode, blob) if blob.strip("0") else NOTHING


def citing(folder: Path, commit: str, words: list[str], *paths: str) -> Iterator[tuple[str, str]]:
    """Give the files of a commit that hold one of the words, each with the word."""
    if not words:
        return
    options = [part for word in words for part in ("-e", word)]
    found = ask(folder, "grep", "-o", "-z", "-F", "-w", *options, commit, "--", *paths)
    for place, _, word in {line.partition("\0") for line in found.split("\n") if line}:
        yield place.partition(":")[2], word
