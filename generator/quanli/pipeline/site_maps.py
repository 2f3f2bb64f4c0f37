"""The site maps brought up to date: those in which an address appeared or went, or a page of an item became otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quanli.assemble.context import Context
from quanli.assemble.cut import SITEMAP, recut, until
from quanli.assemble.facts import Reason
from quanli.assemble.history import HISTORY_PAGE
from quanli.assemble.kinds import LISTED
from quanli.assemble.power import POWER_PAGE
from quanli.assemble.removed import REMOVED_PAGE
from quanli.assemble.site_map import Mapped, site_map, site_map_index, site_map_name
from quanli.build.staging import FileRow
from quanli.build.state import State
from quanli.pipeline.made import MadeFiles
from quanli.pipeline.opened import opened
from quanli.pipeline.workplace import Workplace

SITE_MAP = "site-map"
_DATED = frozenset((POWER_PAGE.name, REMOVED_PAGE.name, HISTORY_PAGE.name))
"""The kinds of page of which git knows when they became otherwise: with the last change of their item."""


def site_maps(place: Workplace, state: State, made: MadeFiles, gone: Iterable[str]) -> None:
    """Write the site maps in which anything differs; ``gone`` are the files of listed pages that are no more."""
    changed = {""} if made.cold else {*listed(state, made.appeared), *gone, *_dated_anew(state, made)}
    if not changed:
        return
    old = state.parts("sitemap")

    def pages(start: str) -> Iterator[str]:
        return (row.path for row in _pages(state, start))

    cuts = recut(old, changed, pages, SITEMAP)
    state.note_parts("sitemap", cuts.firsts)
    site = opened(place)
    for first in cuts.stale:
        part = site_map(first, _mapped(list(_before(_pages(state, first), until(cuts.firsts, first))), site.context), site.context)
        made.add(site.write(part, SITE_MAP, first), _why)
    names = {site_map_name(first) for first in cuts.firsts}
    made.drop(name for name in map(site_map_name, old) if name not in names)
    if old != list(cuts.firsts):
        made.add((row for part in site_map_index(cuts.firsts, site.context) for row in site.write(part, SITE_MAP, "")), _why)


def listed(state: State, paths: Iterable[str]) -> list[str]:
    """Give those files of the output that are pages which search engines may list."""
    return [path for path in paths if _is_page(path) and state.kind_of(path) in LISTED]


def _pages(state: State, start: str) -> Iterator[FileRow]:
    return (row for row in state.output(start) if row.kind in LISTED and _is_page(row.path))


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _dated_anew(state: State, made: MadeFiles) -> Iterator[str]:
    """Give the dated pages of the items of which one became otherwise: all bear the same day."""
    for code in {row.key for row in made.changed if row.kind in _DATED}:
        for kind in _DATED:
            yield from filter(_is_page, state.files_of(kind, code))


def _mapped(rows: list[FileRow], context: Context) -> Iterator[Mapped]:
    codes = sorted({row.key for row in rows if row.kind in _DATED})
    days = context.record.last_days(codes[0], codes[-1], context.as_of) if codes and context.record else {}
    return (Mapped(row.path, days.get(row.key, "") if row.kind in _DATED else "") for row in rows)


def _before(rows: Iterator[FileRow], end: str) -> Iterator[FileRow]:
    for row in rows:
        if end and row.path >= end:
            return
        yield row


def _why(_: FileRow) -> Reason:
    return Reason("网页有增减，或者内容有变", "pages were added or removed, or became otherwise")
