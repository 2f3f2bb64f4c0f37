"""The end of a build: the list of digests brought up to date, then everything shown at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from quanli.assemble.cut import DIGESTS, recut, until
from quanli.build.backstage import Backstage
from quanli.build.digests import ROOT, digest_parts, former_list, part_bytes, part_name, root_bytes
from quanli.build.look import stamp
from quanli.build.staging import FileRow, write_file
from quanli.build.state import State
from quanli.build.switch import change_double, make_double, note_changes, show, switch
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.workplace import Workplace


def publish(place: Workplace, stage: Backstage, site: str, state: State, made: MadeFiles) -> tuple[int, int]:
    """Show what changed, with a list of digests that vouches for all; ``site`` says whose the output is.

    Gives how many files were written and removed.
    """
    gone = made.to_remove()
    changed = {""} if made.cold else {*(row.path for row in made.changed), *gone}
    if not changed and state.get("shown_by") == _shown_by(place, state):
        return 0, 0
    parts, old = _digests(place, stage.output, site, state, changed)
    if _is_nothing(stage.output):
        show(stage)
        state.put(double="", done=stamp(stage.output))
        return sum(1 for _ in state.output_paths()), 0
    written, removed = note_changes(stage, chain(made.to_write(stage.output), parts), chain(gone, old))
    switch(stage, _shadow(stage, state, cold=made.cold))
    stage.clear()  # which takes away a name of files that are in the output now, and so changes when they were changed
    state.put(double=_twins(stage), done=stamp(stage.output))
    return written - len(parts), removed


def _is_nothing(output: Path) -> bool:
    return not output.exists() or (output.is_dir() and not any(output.iterdir()))


def _shadow(stage: Backstage, state: State, *, cold: bool) -> Path:
    """Give a tree of the whole new site to be shown while the output is changed: the double, brought up to date, or all that was made."""
    if not stage.beside:
        return stage.new
    if not state.get("double") or state.get("double") != _twins(stage):
        if cold:
            shutil.rmtree(stage.double, ignore_errors=True)
            return stage.new
        make_double(stage, chain(state.output_paths(), [ROOT], digest_parts(stage.output)))
    change_double(stage)
    return stage.double


def _twins(stage: Backstage) -> str:
    """Name output and double, as long as each is the folder that it was; empty where there is no double."""
    return f"{stage.output.stat().st_ino} {stage.double.stat().st_ino}" if stage.double.is_dir() else ""


def _digests(place: Workplace, output: Path, site: str, state: State, changed: set[str]) -> tuple[list[str], list[str]]:
    """Write the parts of the list of digests that changed, and the root; gives their names, and those of parts that are no more."""
    digests: dict[str, str] = state.kept("digests") or {}
    old = state.parts("digests")
    made = recut(old, changed, state.output_paths, DIGESTS)
    state.note_parts("digests", made.firsts)
    rows = []
    for first in made.stale:
        end = until(made.firsts, first)
        part = (row for row in _rows_before(state.output(first), end))
        row = write_file(place.staging, part_name(first), part_bytes(part))
        digests[first] = row.sha256
        rows.append(row)
    digests = {first: digests[first] for first in made.firsts}
    state.keep("digests", digests)
    data = root_bytes(place.audience, site, place.as_of.isoformat(), state.get("laws"), [(part_name(first), digest) for first, digest in digests.items()])
    root = write_file(place.staging, ROOT, data)
    state.put(root=root.sha256, shown_by=_shown_by(place, state))
    rows.append(root)
    names = {part_name(first) for first in digests}
    known = map(part_name, old) if old else [*digest_parts(output), *former_list(output)]
    return [row.path for row in rows], [name for name in known if name not in names]


def _shown_by(place: Workplace, state: State) -> str:
    """Name the day and the texts of the law by which the output is made."""
    return f"{place.as_of.isoformat()} {state.get('laws')}"


def _rows_before(rows: Iterator[FileRow], end: str) -> Iterator[FileRow]:
    for row in rows:
        if end and row.path >= end:
            return
        yield row


