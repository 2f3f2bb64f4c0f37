"""The end of a build: site map and list of digests brought up to date, then everything shown at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from quanli.assemble.cut import DIGESTS, SITEMAP, recut, until
from quanli.assemble.data import site_map, site_map_index, site_map_name
from quanli.assemble.facts import Reason
from quanli.assemble.kinds import LISTED
from quanli.build.backstage import Backstage
from quanli.build.digests import ROOT, digest_parts, former_list, part_bytes, part_name, root_bytes
from quanli.build.look import stamp
from quanli.build.staging import FileRow, write_file
from quanli.build.state import State
from quanli.build.switch import change_double, make_double, note_changes, show, switch
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import opened
from quanli.pipeline.workplace import Workplace

SITE_MAP = "site-map"


def site_maps(place: Workplace, state: State, made: MadeFiles, gone: Iterable[str]) -> None:
    """Write the site maps in which an address appeared or went; ``gone`` are the files of listed pages that are no more."""
    changed = {""} if made.cold else {*listed(state, made.appeared), *gone}
    if not changed:
        return
    old = state.parts("sitemap")

    def pages(start: str) -> Iterator[str]:
        return filter(_is_page, state.output_paths(start, LISTED))

    cuts = recut(old, changed, pages, SITEMAP)
    state.note_parts("sitemap", cuts.firsts)
    site = opened(place)
    for first in cuts.stale:
        part = site_map(first, list(_before(pages(first), until(cuts.firsts, first))), site.context)
        made.add(site.write(part, SITE_MAP, first), _why)
    names = {site_map_name(first) for first in cuts.firsts}
    made.drop(name for name in map(site_map_name, old) if name not in names)
    if old != list(cuts.firsts):
        made.add((row for part in site_map_index(cuts.firsts, site.context) for row in site.write(part, SITE_MAP, "")), _why)


def listed(state: State, paths: Iterable[str]) -> list[str]:
    """Give those files of the output that are pages which search engines may list."""
    return [path for path in paths if _is_page(path) and state.kind_of(path) in LISTED]


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _why(_: FileRow) -> Reason:
    return Reason("网页有增减", "pages were added or removed")


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


def _before(paths: Iterator[str], end: str) -> Iterator[str]:
    for path in paths:
        if end and path >= end:
            return
        yield path


def _rows_before(rows: Iterator[FileRow], end: str) -> Iterator[FileRow]:
    for row in rows:
        if end and row.path >= end:
            return
        yield row


