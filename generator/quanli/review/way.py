"""The way from what was published to what is to be: the commits of the main line between, each with what it changes.

A commit of the main line is compared with its first parent, so a merge is what it brought. Where the published commit does
not lie on the main line (a branch that had taken it in was made the main line), the way is one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from quanli.frozen import frozen
from quanli.git.listing import NOTHING, Listed
from quanli.git.log import FileChange, LoggedCommit, read_log
from quanli.review.revisions import files_between


@frozen
class Message:
    """What a commit says of a change in its trailers, and what it adds to the approvals."""

    commit: str
    subject: str
    trailers: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


@frozen
class Landing:
    """A step of the way: a commit of the main line, or a merge that is not made yet. ``id`` names the commit or its tree.

    ``changes`` are files before and after, with their modes, paths from the site's folder; ``brought`` all commits that come
    with it, itself first; ``merged`` says that it is not made yet.
    """

    id: str
    changes: tuple[FileChange, ...]
    brought: tuple[Message, ...]
    merged: bool = False


def way(folder: Path, released: str, head: str) -> list[Landing]:
    """Give the steps from ``released`` to ``head``, the first one first. Raises :class:`GitError`."""
    commits = {commit.id: commit for commit in read_log(folder, head, released, everything=True)}
    line: list[LoggedCommit] = []
    expected = head
    while expected in commits:
        line.append(commits[expected])
        expected = (*line[-1].parents, "")[0]
    if expected != released:
        return [Landing(head, differing(folder, released, head), tuple(map(message_of, commits.values())))] if commits else []
    return [Landing(commit.id, commit.changes, brought) for commit, brought in _brought(line[::-1], commits)]


def _brought(line: list[LoggedCommit], commits: Mapping[str, LoggedCommit]) -> Iterable[tuple[LoggedCommit, tuple[Message, ...]]]:
    """Give each commit of the line with those that came with it and with none before."""
    seen: set[str] = set()
    for commit in line:
        found, waiting = [], [commit.id]
        while waiting:
            one = waiting.pop()
            if one in commits and one not in seen:
                seen.add(one)
                found.append(message_of(commits[one]))
                waiting += commits[one].parents[::-1]
        yield commit, tuple(found)


def message_of(commit: LoggedCommit) -> Message:
    """Give what a commit says."""
    return Message(commit.id, commit.subject, commit.trailers, tuple(change.path for change in commit.changes))


def differing(folder: Path, before: str, after: str) -> tuple[FileChange, ...]:
    """Give the files that differ between two commits or trees, with their modes."""
    found = files_between(folder, before, after)
    return tuple(FileChange(one.path, one.before.blob, one.after.blob, (one.before.mode, one.after.mode)) for one in found)


def joined(delta: dict[str, FileChange], changes: Iterable[FileChange]) -> None:
    """Let further changes follow upon those that are there; a file that is again what it was is none."""
    for change in changes:
        first = delta.pop(change.path, change)
        whole = FileChange(change.path, first.before, change.after, (first.modes[0], change.modes[1]))
        if (whole.before, whole.modes[0]) != (whole.after, whole.modes[1]):
            delta[change.path] = whole


def together(steps: Sequence[Landing]) -> Landing:
    """Give several steps as one."""
    delta: dict[str, FileChange] = {}
    for step in steps:
        joined(delta, step.changes)
    return Landing(steps[-1].id, tuple(delta.values()), tuple(message for step in steps for message in step.brought), steps[-1].merged)


def listed(change: FileChange) -> tuple[Listed, Listed]:
    """Give both sides of a change as a tree lists them."""
    sides = zip(change.modes, (change.before, change.after), strict=True)
    before, after = (Listed(mode, blob) if blob else NOTHING for mode, blob in sides)
    return before, after
