"""The end of a build: site map and manifest brought up to date, then everything moved into the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quanli.assemble.cut import MANIFEST, SITEMAP, recut, until
from quanli.assemble.data import site_map, site_map_index, site_map_name
from quanli.assemble.facts import Reason
from quanli.assemble.kinds import LISTED
from quanli.build.manifest import ROOT, manifest_parts, part_bytes, part_name, root_bytes
from quanli.build.owner import claim
from quanli.build.staging import FileRow, move_files, remove_files, write_file
from quanli.build.state import State
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


def publish(place: Workplace, output: Path, site: str, state: State, made: MadeFiles) -> tuple[int, int]:
    """Move what changed into the output, remove what is gone, and let the manifest vouch for all.

    ``site`` says whose the output is. Gives how many files were written and removed.
    """
    if made.cold:
        claim(place.staging, output, place.audience, site)
    written = made.publish(place.staging, output)
    gone = made.to_remove()
    removed = remove_files(output, gone)
    changed = {""} if made.cold else {*(row.path for row in made.changed), *gone}
    if changed:
        _manifest(place, output, site, state, changed)
    return written, removed


def _manifest(place: Workplace, output: Path, site: str, state: State, changed: set[str]) -> None:
    """Write the parts of the manifest that changed, then the root: a build that is cut off has an old root."""
    digests: dict[str, str] = state.kept("manifest") or {}
    old = state.parts("manifest")
    made = recut(old, changed, state.output_paths, MANIFEST)
    state.note_parts("manifest", made.firsts)
    rows = []
    for first in made.stale:
        end = until(made.firsts, first)
        part = (row for row in _rows_before(state.output(first), end))
        row = write_file(place.staging, part_name(first), part_bytes(part))
        digests[first] = row.sha256
        rows.append(row)
    digests = {first: digests[first] for first in made.firsts}
    state.keep("manifest", digests)
    data = root_bytes(place.audience, site, [(part_name(first), digest) for first, digest in digests.items()])
    root = write_file(place.staging, ROOT, data)
    state.put(root=root.sha256)
    move_files(place.staging, output, [*rows, root])
    names = {part_name(first) for first in digests}
    known = map(part_name, old) if old else manifest_parts(output)
    remove_files(output, [name for name in known if name not in names])


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


