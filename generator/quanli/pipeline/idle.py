"""Whether there is anything to do at all: asked before anything heavy is imported.

A build leaves a note of what it saw: program, settings, commit, stamps of the files that differ from it. The next one
looks at the same things; when it would write the same note, there is nothing to do. The note is left when all is done,
and taken away before anything is changed; without it nothing can be told.
"""

from __future__ import annotations

import os

from quanli.build.lock import site_lock
from quanli.build.manifest import ROOT
from quanli.git.worktree import checked_out
from quanli.pipeline.inputs import read_inputs
from quanli.pipeline.settings import settings_of

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quanli.pipeline.folders import Folders
    from quanli.pipeline.inputs import Inputs

_GIT, _STAMPS = "git", "stamps"
"""How the files were looked at: the first line of what is seen."""
_TEXT = {"encoding": "utf-8", "errors": "surrogateescape", "newline": ""}
"""How the note is written: names of files may be anything."""


def nothing_to_do(
    root: Path | str, output: Path | str, state: Path | str, audience: str = "public", as_of: str = "", theme: str = "", *, committed: bool = False
) -> tuple[int, int] | Inputs | None:
    """Give the numbers of powers and of warnings when a build would find all as the last one left it.

    Otherwise it gives the inputs that it looked at, so that the build need not look again; None when it did not.

    ``state`` is the file of the last build's state, which the note vouches for. Raises ``SiteLockedError``.
    """
    folder, name = os.path.split(output)
    if os.path.lexists(f"{folder}/.{name}.staging") or os.path.islink(output) or os.path.islink(os.path.dirname(state)):  # noqa: PTH114, PTH120
        return None
    try:
        with open(_note(state), **_TEXT) as file:  # type: ignore[call-overload]  # noqa: PTH123
            noted, _, folders = file.read().partition("\0")
        counts, vouched, seen = noted.split("\n", 2)
    except (OSError, ValueError):
        return None
    with site_lock(os.path.dirname(state)):  # noqa: PTH120
        if _vouched(output, state) != vouched:
            return None
        inputs = read_inputs(root, seen.startswith(_GIT), _known(folders), committed=committed)
        if inputs.folders.odd or what_is_seen(root, inputs, settings_of(root, audience, theme), as_of) != seen:
            return inputs
    powers, warnings = counts.split()
    return int(powers), int(warnings)


def what_is_seen(root: Path | str, inputs: Inputs, settings: Mapping[str, str], as_of: str) -> str:
    """Say what a build rests on; where git does not tell of the files, the day may matter too."""
    way, day = (_GIT, inputs.commit) if inputs.commit else (_STAMPS, f"{checked_out(root)} {_today(root)}")
    stamps = (f"{stamp} {path}" for path, stamp in inputs.stamps.items())
    return "\n".join([way, *settings.values(), as_of, day, *stamps])


def leave_note(output: Path | str, state: Path | str, seen: str, folders: Folders, powers: int, warnings: int) -> None:
    """Note what a build saw that has come to its end; the folders, which may change without a change of what is read, apart."""
    stamps = "".join(f"\0{stamp}\0{path}" for path, stamp in folders.stamps.items())
    with open(_note(state), "w", **_TEXT) as file:  # type: ignore[call-overload]  # noqa: PTH123
        file.write(f"{powers} {warnings}\n{_vouched(output, state)}\n{seen}{stamps}")


def take_note_away(state: Path | str) -> None:
    """Say that output or state are being changed."""
    try:
        os.unlink(_note(state))  # noqa: PTH108
    except FileNotFoundError:
        return


def _known(folders: str) -> dict[str, str]:
    """Read the folders of a note."""
    words = folders.split("\0")
    return dict(zip(words[1::2], words[::2], strict=False))


def _note(state: Path | str) -> str:
    return f"{state}.note"


def _vouched(output: Path | str, state: Path | str) -> str:
    """Stamp the state, and say whether the output is there: either may be damaged or gone."""
    try:
        told, _ = os.stat(state), os.stat(f"{output}/{ROOT}")  # noqa: PTH116
    except OSError:
        return ""
    return f"{told.st_mtime_ns} {told.st_size}"


def _today(root: Path | str) -> str:
    from pathlib import Path  # noqa: PLC0415 - in a repository the commit tells the day

    from quanli.pipeline.day import build_day  # noqa: PLC0415

    return build_day(Path(root)).isoformat()
