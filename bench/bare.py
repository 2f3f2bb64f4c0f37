"""Builds a site with the work of its peers alone: pages of items and lists; no chart drawn, no JSON, no bulk data, no site map.

usage: python bench/bare.py SITE [JOBS]

The program itself has no such switch: nobody would publish that. What it does beyond its peers here and cannot leave
out stays in the figure: every item checked against the rules, the pages of laws, topics and statistics, and the
manifest with the digest of each file.
"""

import pickle
import sys
from pathlib import Path
from typing import NamedTuple

from quanli.assemble.power import power_page
from quanli.flowchart.draw import Drawing
from quanli.pipeline import build, update
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


def main(site: Path, jobs: int) -> None:
    leave_out(update, "render_chunk", render_pages)
    leave_out(update, "LISTS", update.LISTS[:4])  # categories, offices, laws, life events: what the peers list
    leave_out(update, "SECTIONS", tuple(section for section in update.SECTIONS if section.__name__ not in {"data", "search_files"}))
    leave_out(build, "settle_search", lambda *_: None)
    leave_out(build, "site_maps", lambda *_: None)
    build_site(Options(site.resolve(), jobs=jobs, quiet=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
