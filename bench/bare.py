"""Builds a site with less than the program does, so that it can be held against others and its parts can be told apart.

usage: python bench/bare.py SITE same-work|embedded|without-search [JOBS]

``same-work`` is what the peers do: pages of items and lists; no chart drawn, no data, nothing to embed, no site map, no search.
``embedded`` has charts, JSON, bulk data, feeds, site maps, pages to embed and schema.org in each page; ``without-search`` every
format too, as a site has it whose settings say nothing of ``formats``. The program itself has no switch for the rest: nobody would
publish that. What it does beyond its peers and cannot leave out stays in both figures: every item checked against the rules, the
pages of laws, topics and statistics, and the list of digests, one of each file.
"""

import pickle
import sys
from pathlib import Path
from typing import NamedTuple

from quanli.assemble.power import POWER_PAGE
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
    return (Present(one.power.code, one.power, "", NO_PICTURES) for one in kept if one.power)


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
    leave_out(draw, "ITEMS", (POWER_PAGE,))
    leave_out(update, "LISTS", update.LISTS[:4])  # categories, offices, laws, life events: what the peers list
    leave_out(build, "site_maps", lambda *_: None)
    leave_out(build, "changed_items", lambda *_: None)
    leave_out(build, "national_parts", lambda *_: None)
    leave_out(update.Update, "_data", lambda _: None)


def publish_in(site: Path, formats: str) -> None:
    """Let the settings say in which formats items are published; without, in all."""
    file = site / "content/site.yaml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("formats:")]
    file.write_text("\n".join([*lines, *([f"formats: {formats}"] if formats else [])]) + "\n", encoding="utf-8")


WAYS = {"same-work": (same_work, "[]"), "embedded": (without_search, "[embed, jsonld]"), "without-search": (without_search, "")}


def main(site: Path, what: str, jobs: int) -> None:
    leave, formats = WAYS[what]
    publish_in(site, formats)
    leave()
    build_site(Options(site.resolve(), jobs=jobs, quiet=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
