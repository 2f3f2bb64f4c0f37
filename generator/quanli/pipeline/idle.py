"""Whether there is anything to do at all: asked before anything heavy is imported.

A build leaves a note of what it saw: program, settings, commit, stamps of the files that differ from it. The next one
looks at the same things; when it would write the same note, there is nothing to do. The note is left when all is done,
and taken away before anything is changed; it vouches for the state: what a build remembers is believed where the files
stand as the note says, and nowhere else.
"""

from __future__ import annotations

import os
import time

from quanli.build.lock import site_lock
from quanli.build.look import Look
from quanli.git.worktree import checked_out
from quanli.pipeline.inputs import read_inputs
from quanli.pipeline.settings import LIBRARY, search_name, settings_of
from quanli.sealed import discard, is_copy, let_time_pass, seal_of

TYPE_CHECKING = False  # as typing's: a build with nothing to do imports next to nothing
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quanli.pipeline.inputs import Inputs

_GIT, _STAMPS = "git", "stamps"
"""How the files were looked at: the first line of what is seen."""
_TEXT = {"encoding": "utf-8", "errors": "surrogateescape", "newline": ""}
"""How the note is written: names of files may be anything."""
_PRIME = (1 << 61) - 1
"""By which the note is summed up, since a module that does so takes longer to import than the note to read."""


def nothing_to_do(
    root: Path | str, output: Path | str, state: Path | str, audience: str = "public", as_of: str = "", theme: str = "", *, committed: bool = False
) -> tuple[int, int] | Inputs | None:
    """Give the numbers of powers and of warnings when a build would find all as the last one left it.

    Otherwise it gives the inputs that it looked at, so that the build need not look again; None when it did not.

    ``state`` is the file of the last build's state, which the note vouches for. Raises ``SiteLockedError``.
    """
    folder, name = os.path.split(output)
    stage = f"{folder}/.{name}.staging"
    links = os.path.islink(stage) or os.path.islink(output) or os.path.islink(os.path.dirname(state))  # noqa: PTH114, PTH120
    if links or (os.path.lexists(stage) and not os.path.isdir(stage)):  # noqa: PTH112
        return None
    note = _read(state)
    if note is None:
        return None
    counts, seals, seen, folders = note
    with site_lock(os.path.dirname(state)):  # noqa: PTH120
        look = Look(output, int(seals[2]) if seals[2].isdecimal() else 0)
        if seals[:2] != _seals(state) or not look.top():
            return None
        index = seals[-1]
        inputs = read_inputs(root, seen.startswith(_GIT), _known(folders), index=index, committed=committed)
        if inputs.folders.odd or what_is_seen(root, inputs, settings_of(root, audience, theme), as_of) != seen:
            return inputs
        if not (committed or look.parts(time.time_ns())):  # last: a build that has something to do looks for itself
            return None
        powers, warnings = map(int, counts.split())
        if inputs.index != index:
            leave_note(state, seen, inputs, powers, warnings, seals[2])
    return powers, warnings


def is_vouched(state: Path | str) -> bool | None:
    """Tell whether a state stands as the last build left it; None where it may be a copy of that, which must be looked through."""
    note = _read(state)
    if note is None:
        return False
    were, now = note[1][:2], _seals(state)
    if were == now:
        return all(now)
    return None if all(map(is_copy, were, now)) else False


def was_kept(state: Path | str) -> bool:
    """Tell whether there is anything of a state, whatever became of the rest."""
    return os.path.lexists(state) or os.path.lexists(_note(state))


def what_is_seen(root: Path | str, inputs: Inputs, settings: Mapping[str, str], as_of: str) -> str:
    """Say what a build rests on; where git does not tell of the files, the day may matter too."""
    way, day = (_GIT, inputs.commit) if inputs.commit else (_STAMPS, f"{checked_out(root)} {_today(root)}")
    stamps = (f"{stamp} {path}" for path, stamp in inputs.stamps.items())
    return "\n".join([way, *settings.values(), seal_of(f"{root}/{LIBRARY}"), as_of, day, *stamps])


def leave_note(state: Path | str, seen: str, inputs: Inputs, powers: int, warnings: int, done: str) -> None:
    """Note what a build saw that has come to its end; the folders, which may change without a change of what is read, apart.

    ``done`` is when the output was: :func:`quanli.build.look.stamp`.
    """
    note = _note(state)
    seals = "\t".join((*_seals(state), done, inputs.index))
    folders = "".join(f"\0{stamp}\0{path}" for path, stamp in inputs.folders.stamps.items())
    rest = f"{powers} {warnings}\n{seals}\n{seen}{folders}"
    try:
        file = open(note, "w", **_TEXT)  # type: ignore[call-overload]  # noqa: PTH123, SIM115
    except IsADirectoryError:
        discard(note)
        file = open(note, "w", **_TEXT)  # type: ignore[call-overload]  # noqa: PTH123, SIM115
    with file:
        file.write(f"{_sum(rest)}\n{rest}")
    let_time_pass(state, note)


def take_note_away(state: Path | str) -> None:
    """Say that output or state are being changed."""
    discard(_note(state))


def _known(folders: str) -> dict[str, str]:
    """Read the folders of a note."""
    words = folders.split("\0")
    return dict(zip(words[1::2], words[::2], strict=False))


def _note(state: Path | str) -> str:
    return f"{state}.note"


def _read(state: Path | str) -> tuple[str, list[str], str, str] | None:
    """Read the numbers, the seals, what was seen and the folders; None where there is no note, or one that is damaged."""
    note = _note(state)
    if not seal_of(note):
        return None
    try:
        with open(note, **_TEXT) as file:  # type: ignore[call-overload]  # noqa: PTH123
            total, rest = file.readline(), file.read()
    except OSError:
        return None
    if f"{_sum(rest)}\n" != total:
        return None
    noted, _, folders = rest.partition("\0")
    counts, seals, seen = noted.split("\n", 2)
    return counts, seals.split("\t"), seen, folders


def _sum(text: str) -> int:
    return int.from_bytes(text.encode("utf-8", "surrogateescape"), "little") % _PRIME


def _seals(state: Path | str) -> list[str]:
    """Say how the state stands, and the search index that belongs to it."""
    folder, _, name = str(state).rpartition("/")
    return [seal_of(state), seal_of(f"{folder}/{search_name(name)}")]


def _today(root: Path | str) -> str:
    from pathlib import Path  # noqa: PLC0415 - in a repository the commit tells the day

    from quanli.pipeline.day import build_day  # noqa: PLC0415

    return build_day(Path(root)).isoformat()
