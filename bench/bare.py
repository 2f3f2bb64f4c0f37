"""Builds a site with less than the program does, so that it can be held against others and its parts can be told apart.

usage: python bench/bare.py SITE same-work|without-search [JOBS]

``same-work`` is what the peers do: pages of items and lists; no chart drawn, no JSON, no bulk data, no site map, no search.
``without-search`` is everything else but the search index. The program itself has no such switch: nobody would publish
that. What it does beyond its peers and cannot leave out stays in both figures: every item checked against the rules, the
pages of laws, topics and statistics, and the list of digests, one of each file.
"""

import pickle
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from quanli.flowchart.draw import Drawing
from quanli.pipeline import build, draw, update
from quanli.pipeline.options import Options
from quanli.pipeline.past import Present
from quanli.plugin.host import build_site


class Undrawn(NamedTuple):
    """What a page asks of a chart."""

    flow: str
    variant: str


NO_PICTURES = [Drawing(Undrawn(flow, variant), "", 0) for flow in ("external", "internal") for variant in ("wide", "narrow")]


def read_undrawn(chunk, _site):
    """Take up the powers of a chunk as quanli.pipeline.draw does, without drawing their charts."""
    kept = pickle.loads(chunk.place.spill(chunk.number).read_bytes())
    return (Present(power.code, power, "", NO_PICTURES) for _, power in kept)


def leave_out(module, name, value):
    if not hasattr(module, name):
        raise SystemExit(f"{module.__name__} has no {name} any more: bring bench/bare.py up to date")
    setattr(module, name, value)


def without_search():
    for module, name in ((draw, "spill_documents"), (draw, "search_document"), (update, "search_files"), (build, "settle_search")):
        leave_out(module, name, lambda *_: None)
    leave_out(update, "PAGES", tuple(kind for kind in update.PAGES if kind.name != "opensearch"))


def same_work():
    without_search()
    leave_out(draw, "_read", read_undrawn)
    leave_out(draw, "ITEMS", tuple(replace(kind, formats=()) for kind in draw.ITEMS))
    leave_out(update, "LISTS", update.LISTS[:4])  # categories, offices, laws, life events: what the peers list
    leave_out(build, "site_maps", lambda *_: None)
    leave_out(update.Update, "_data", lambda _: None)


def main(site: Path, what: str, jobs: int) -> None:
    {"same-work": same_work, "without-search": without_search}[what]()
    build_site(Options(site.resolve(), jobs=jobs, quiet=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
