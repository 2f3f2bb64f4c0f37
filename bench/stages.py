"""Where the time of a cold build goes: a profile of one process, added up by the part of the program that spends it.

usage: python bench/stages.py SITE

Time in C functions counts for the code that calls them. The profiler makes every Python call dearer, so the shares of
parts with many small calls are somewhat too high; the order of the parts is right.
"""

import cProfile
import pstats
import shutil
import sys
from pathlib import Path

from quanli.pipeline.options import Options
from quanli.plugin.host import build_site

PARTS = (
    ("read YAML", ("quanli/records/", "yaml/")),
    ("check against the rules", ("quanli/catalogue/", "quanli/discretion/", "quanli/pipeline/rules", "quanli/codes/")),
    ("tell the history", ("quanli/history/", "quanli/git/")),
    ("draw flowcharts", ("quanli/flowchart/", "graphviz/", "subprocess")),
    ("put pages together", ("quanli/assemble/",)),
    ("render templates", ("jinja2/", "markupsafe/", "templates/", "quanli/render/", "markdown/", "nh3")),
    ("search index", ("quanli/search/", "whoosh/", "numpy/")),
    ("write JSON", ("json/",)),
    ("write, publish, remember", ("quanli/build/", "quanli/pipeline/", "pathlib", "shutil", "posixpath", "<frozen os>", "os.py", "pickle")),
    ("import and compile", ("importlib",)),
)


def part_of(file: str) -> str:
    return next((name for name, places in PARTS if any(place in file for place in places)), "")


def shares(site: Path) -> list[tuple[str, float]]:
    """Build a site in this process and give the seconds of each part, the greatest first."""
    for name in ("output", ".quanli"):
        shutil.rmtree(site / name, ignore_errors=True)
    profile = cProfile.Profile()
    profile.runcall(build_site, Options(site.resolve(), jobs=1, quiet=True))
    spent: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():
        if file != "~":  # a function written in Python
            spent[part_of(file) or "rest"] = spent.get(part_of(file) or "rest", 0) + own
            continue
        for (caller, _, _), (_, _, seconds, _) in callers.items():
            spent[part_of(caller) or "rest"] = spent.get(part_of(caller) or "rest", 0) + seconds
    return sorted(spent.items(), key=lambda one: -one[1])


if __name__ == "__main__":
    found = shares(Path(sys.argv[1]))
    whole = sum(seconds for _, seconds in found)
    for name, seconds in found:
        print(f"{name:<28}{seconds:8.2f} s {seconds / whole:6.1%}")
