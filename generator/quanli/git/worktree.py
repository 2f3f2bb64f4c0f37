"""What differs: between two commits, and between the commit that is checked out and the files as they lie there."""

from __future__ import annotations

import os

from quanli.git.ask import ask, ask_bytes
from quanli.git.programs import own_programs_off

TYPE_CHECKING = False  # as typing's, which takes longer to import than git to answer
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_LOOKING = ("-c", "core.preloadIndex=false", "-c", "core.ignoreCase=false")
"""Threads would look at the files sooner, and cost more. A file whose name differs in case only is another one."""

OPENED = (".gitignore", ".gitattributes")
"""What git opens in each folder that it looks at, and would wait for if it were a pipe."""
_PASSED_OVER = rb"(?:\A|\0)(?:[a-z]|S|. 160000) "
"""How ``ls-files -v --stage`` begins a file that is thought unchanged or not wanted in the working tree, and another repository."""


def checked_out(folder: Path | str) -> str:
    """Give the commit that is checked out; empty outside git and before the first commit."""
    return (ask(folder, "rev-parse", "--verify", "--quiet", "HEAD") or "").strip()


def look(folder: Path | str, paths: Sequence[str]) -> tuple[str, frozenset[str]] | None:
    """Ask git once about everything below some paths of a folder; None outside git and before the first commit.

    Gives the commit that is checked out, and the files that differ from it, are not known to git or ignored by it; paths
    from the folder. None too where there is another repository among the files, into which git does not look.
    """
    answer = _paths_said(folder, *_LOOKING, "status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignored", "--no-renames",
                 "--ignore-submodules=all", "--no-ahead-behind", "--", *paths, settings=own_programs_off(folder))
    entries = (answer or "").split("\0")
    commit = next((entry.removeprefix("# branch.oid ") for entry in entries if entry.startswith("# branch.oid ")), "")
    if not commit or commit == "(initial)":
        return None
    found = frozenset(_paths(entries))
    if any(path.endswith("/") for path in found):
        return None
    prefix = "" if not found or os.path.lexists(f"{folder}/.git") else (ask(folder, "rev-parse", "--show-prefix") or "").strip()
    return commit, frozenset(path.removeprefix(prefix) for path in found if path.startswith(prefix))


def remember(folder: Path | str) -> None:
    """Let git note in its index that it has looked at the files: those written in the second of a clone are read each time till then."""
    ask(folder, "update-index", "-q", "--refresh", settings=own_programs_off(folder))


def changed_between(folder: Path | str, old: str, new: str, paths: Sequence[str]) -> frozenset[str] | None:
    """Give the files that differ between two commits; None when git does not know the older one any more."""
    answer = _paths_said(folder, "diff-tree", "-r", "--name-only", "--no-renames", "--relative", "-z", old, new, "--", *paths)
    return None if answer is None else frozenset(filter(None, answer.split("\0")))


def _paths_said(folder: Path | str, *arguments: str, settings: Mapping[str, str] | None = None) -> str | None:
    """Ask git about paths, which may be no text in UTF-8."""
    said = ask_bytes(folder, *arguments, settings=settings)
    return None if said is None else said.decode("utf-8", "surrogateescape")


def _paths(entries: Sequence[str]) -> Iterator[str]:
    """Take the path from each entry: the ninth word of a changed file, the eleventh of an unmerged one, else the second."""
    words = {"1": 8, "u": 10, "?": 1, "!": 1}
    for entry in entries:
        before = words.get(entry[:1])
        if before and entry[1:2] == " ":
            yield entry.split(" ", before)[before]


def hides_any(folder: Path | str, paths: Sequence[str]) -> bool:
    """Tell whether git is told to think any file below some paths unchanged, or leaves it to another repository.

    It would not say when such a file changes.
    """
    import re  # noqa: PLC0415 - only when git's index is another one

    known = ask_bytes(folder, "ls-files", "-v", "--stage", "-z", "--", *paths)
    return known is None or re.search(_PASSED_OVER, known) is not None


def index_of(folder: Path | str) -> str:
    """Name the file in which git notes what it thinks of the files; empty where that is not told by a glance."""
    place = os.path.realpath(folder)
    while not os.path.lexists(f"{place}/.git"):
        above = os.path.dirname(place)  # noqa: PTH120
        if above == place:
            return ""
        place = above
    if os.path.isdir(f"{place}/.git"):  # noqa: PTH112
        return f"{place}/.git/index"
    from quanli.gate import read_file  # noqa: PLC0415 - most sites have a repository of their own

    try:
        word, _, said = os.fsdecode(read_file(place, ".git", 5000)).strip().partition(": ")
    except OSError:
        return ""
    return os.path.join(place, said, "index") if word == "gitdir" else ""  # noqa: PTH118
