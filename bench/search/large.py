"""The search index of a catalogue too large to be held against Pagefind: is memory flat, are the bytes of a query?

usage: python bench/search/large.py NUMBER [QUERIES]

Makes NUMBER items of bench/catalogue.py some at a time, as a build does, indexes them in a process of its own as a build
does, and asks in Chromium. Prints CPU seconds, peak memory, files; bytes, requests and milliseconds of queries; recall@10 and MRR.
"""

import json
import pickle
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "generator"), str(HERE.parent)]

import catalogue  # noqa: E402
from quanli.catalogue.office import Office  # noqa: E402
from quanli.catalogue.power import Power  # noqa: E402
from quanli.pipeline.indexing import IndexTask  # noqa: E402
from quanli.records.read import read_record  # noqa: E402
from quanli.search.document import search_document  # noqa: E402
from quanli.search.index import Settings  # noqa: E402

TOGETHER = 500


def spill(folder, number, offices):
    """Lay down the documents of some items a file; give what queries are made from."""
    named = []
    for first in range(0, number, TOGETHER):
        powers = (read_record(catalogue.power(n).encode(), "", Power)[0] for n in range(first, min(number, first + TOGETHER)))
        documents = [search_document(power, "active", offices) for power in powers]
        (folder / f"{first:08}.pickle").write_bytes(pickle.dumps(documents, protocol=5))
        named += [(one.code, one.name, one.keywords) for one in documents]
    return named


def index(folder):
    """Index what was laid down, in this process."""
    task = pickle.loads((folder / "task").read_bytes())
    files = sum(len(rows) for rows in task.run())
    (peak,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))  # since the program began
    print(json.dumps({"files": files, "cpu": time.process_time(), "mb": int(peak) / 1024}))


def main(number, count):
    import queries  # noqa: PLC0415 - not in the process that is measured
    import run  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as temporary:
        folder, site = Path(temporary) / "spilled", Path(temporary) / "site"
        folder.mkdir()
        site.mkdir()
        offices = {
            catalogue.office_id(n): read_record(catalogue.office(n).encode(), "", Office)[0] for n in range(len(catalogue.BUREAUS))
        }
        named = spill(folder, number, offices)
        names = {id_: office.name for id_, office in offices.items()}
        spills = tuple(sorted(folder.glob("*.pickle")))
        task = IndexTask(Path(temporary) / "index.db", Settings(names), site, spills, frozenset(), cold=True)
        (folder / "task").write_bytes(pickle.dumps(task))
        cost = json.loads(run.measured([sys.executable, __file__, "--index", str(folder)])[1])
        print(f"{number} items: {cost['files']} files, with their packed forms")
        asked = [one for one in queries.make(named, count) if one.half == "held"]
        random.Random(1).shuffle(asked)
        for script in ("search-words.js", "search-index.js"):
            (site / script).write_bytes((run.ROOT / "theme" / "static" / "js" / script).read_bytes())
        arguments = ["/search-words.js", "/search-index.js", f"/{quote(run.FOLDER)}/"]
        run.report("quanli", cost, site / run.FOLDER, asked, *run.drive(site, run.OURS, arguments, asked, excerpts=True))


if __name__ == "__main__":
    if sys.argv[1] == "--index":
        index(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 30)
