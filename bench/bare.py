"""Builds a site with less than the program does, so that it can be held against others and its parts can be told apart.

usage: python bench/bare.py SITE same-work|without-search [JOBS]

``same-work`` is what the peers do: pages of items and lists; no chart drawn, no JSON, no bulk data, no site map, no search.
``without-search`` is everything else but the search index. The program itself has no such switch: nobody would publish
that. What it does beyond its peers and cannot leave out stays in both figures: every item checked against the rules, the
pages of laws, topics and statistics, and the manifest with the digest of each file.
"""

import pickle
import sys
from pathlib import Path
from typing import NamedTuple

from quanli.assemble.power import power_page
from quanli.flowchart.draw import Drawing
from quanli.pipeline import build, render, update
from quanli.pipeline.opened import opened
from quanli.pipeline.options import Options
from quanli.pipeline.recorded import PastFile
from quanli.plugin.host import build_site


class Undrawn(NamedTuple):
    """What a page asks of a chart."""

    flow: str
    variant: str


NO_PICTURES = [Drawing(Undrawn(flow, variant), "", 0) for flow in ("external", "internal") for variant in ("wide", "narrow")]


def render_pages(chunk):
    """Render the pages of a chunk of powers: what quanli.pipeline.render.render_chunk does, without charts and JSON."""
    kept = pickle.loads(chunk.place.spill(chunk.number).read_bytes())
    site = opened(chunk.place)
    PastFile(chunk.place, str(chunk.number)).leave({})
    return tuple(row for _, power in kept for row in site.write(power_page(power, NO_PICTURES, site.context)))


def leave_out(module, name, value):
    if not hasattr(module, name):
        raise SystemExit(f"{module.__name__} has no {name} any more: bring bench/bare.py up to date")
    setattr(module, name, value)


def without_sections(*names):
    kept = tuple(section for section in update.SECTIONS if section.__name__ not in names)
    if len(kept) != len(update.SECTIONS) - len(names):
        raise SystemExit(f"quanli.pipeline.update.SECTIONS has not all of {names} any more: bring bench/bare.py up to date")
    leave_out(update, "SECTIONS", kept)


def without_search():
    leave_out(render, "spill_documents", lambda *_: None)
    leave_out(render, "search_document", lambda *_: None)
    leave_out(build, "settle_search", lambda *_: None)
    without_sections("search_files")


def same_work():
    without_search()
    leave_out(update, "render_chunk", render_pages)
    leave_out(update, "LISTS", update.LISTS[:4])  # categories, offices, laws, life events: what the peers list
    leave_out(build, "site_maps", lambda *_: None)
    without_sections("data")


def main(site: Path, what: str, jobs: int) -> None:
    {"same-work": same_work, "without-search": without_search}[what]()
    build_site(Options(site.resolve(), jobs=jobs, quiet=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
