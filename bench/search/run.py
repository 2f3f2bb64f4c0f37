"""This project's search against Pagefind's: the same items, the same queries, both in Chromium from localhost.

usage: python bench/search/run.py NUMBER|CATALOGUE.csv [QUERIES]

NUMBER items are those of bench/catalogue.py; the CSV has columns name, item_code, department, dept_code. Prints, for each:
CPU seconds, peak memory and size of the index; bytes and requests of the first and the next queries, with and without
excerpts, in a fresh browser context; milliseconds a query; recall@10 and MRR on the half of the queries that nothing was
tuned on. Needs: pip install pagefind pagefind-bin-extended, and a Chromium (CHROMIUM names another than /usr/bin/chromium).
"""

import csv
import gzip
import html
import json
import os
import pickle
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "generator"), str(HERE.parent), str(HERE)]

import queries  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

import catalogue  # noqa: E402
from quanli.catalogue.office import Office  # noqa: E402
from quanli.catalogue.power import Power  # noqa: E402
from quanli.records.read import read_record  # noqa: E402
from quanli.search.document import SearchDocument, search_document  # noqa: E402
from quanli.search.files import FOLDER  # noqa: E402
from quanli.search.index import SearchIndex, Settings  # noqa: E402
from quanli.search.release import Release  # noqa: E402

PAIRS = 100
"""Pairs of queries, each in a fresh context, for the bytes of the first and the next."""
OURS = """async ([words, engine, base, typed]) => {
  const started = performance.now();
  if (!window.index) {
    const modules = await Promise.all([import(words), import(engine)]);
    const bytes = async (address) => { const r = await fetch(address); return r.ok ? new Uint8Array(await r.arrayBuffer()) : null; };
    window.index = await modules[1].openIndex(base, bytes, modules[0]);
  }
  const { items } = await window.index.find(typed);
  const top = items.slice(0, 10).map((item) => item.id);
  const named = await window.index.names(top);
  const ms = performance.now() - started;
  window.excerpts = () => window.index.excerpts(top);
  return { codes: named.map(([code]) => code), ms };
}"""
THEIRS = """async ([typed]) => {
  const started = performance.now();
  if (!window.pagefind) { window.pagefind = await import("/pagefind/pagefind.js"); await window.pagefind.init(); }
  const { results } = await window.pagefind.search(typed);
  const shown = await Promise.all(results.slice(0, 10).map((one) => one.data()));
  return { codes: shown.map((one) => one.meta.code), ms: performance.now() - started };
}"""


def items_of(source):
    if source.isdigit():
        offices = {
            catalogue.office_id(n): read_record(catalogue.office(n).encode(), "", Office)[0] for n in range(len(catalogue.BUREAUS))
        }
        powers = (read_record(catalogue.power(n).encode(), "", Power)[0] for n in range(int(source)))
        return [search_document(power, "active", offices) for power in powers], {id_: one.name for id_, one in offices.items()}
    with Path(source).open(encoding="utf-8-sig", newline="") as file:
        rows = list({row["item_code"]: row for row in csv.DictReader(file)}.values())
    made = [
        SearchDocument(row["item_code"], "", row["name"], (), (), row["dept_code"], "other", "active", (), False, "", row["department"], "", "")
        for row in rows
    ]
    return made, {row["dept_code"]: row["department"] for row in rows}


def build_ours(folder, given):
    """Build in a process of its own, whose CPU time and memory are measured."""
    items, offices = pickle.loads(Path(given).read_bytes())
    before = time.process_time()
    index = SearchIndex(Path(folder) / "index.db", Settings(offices))
    index.update(items)
    for path, data in Release(index).export():
        target = Path(folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(json.dumps({"cpu": time.process_time() - before, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def write_pages(folder, items):
    """Write a page for each item, as Pagefind would meet it; keywords stand on it, and pinyin cannot."""
    for at, item in enumerate(items):
        page = (
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(item.name)}</title></head><body>'
            f'<main data-pagefind-body><h1>{html.escape(item.name)}</h1><p data-pagefind-meta="code">{html.escape(item.code)}</p>'
            f"<p>{html.escape('，'.join(item.keywords))}</p><p>{html.escape(item.places)}</p><p>{html.escape(item.materials)}</p>"
            f"<p>{html.escape(item.body)}</p></main></body></html>"
        )
        target = folder / f"{at // 1000}" / f"{at}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")


def measured(command):
    """Run a command; give its CPU seconds and peak memory in MB (with its children)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "mb": after.ru_maxrss / 1024}, out


class Server(SimpleHTTPRequestHandler):
    """Serves a folder, packed as a good server would, and counts."""

    sent: list = []  # noqa: RUF012

    def do_GET(self):
        path = Path(self.directory) / unquote(self.path.partition("?")[0]).lstrip("/")
        if self.path == "/blank":
            return self.answer(b"<!doctype html><html lang=zh-CN><meta charset=utf-8>", "text/html")
        if not path.is_file():
            return self.send_error(404)
        data = path.read_bytes()
        packed = path.with_name(path.name + ".gz")
        small = packed.read_bytes() if packed.is_file() else gzip.compress(data, 9)
        kind = {".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}
        squeezed = len(small) < len(data) and path.suffix in {".js", ".json", ".bin", ".txt"}
        return self.answer(small if squeezed else data, kind.get(path.suffix, "application/octet-stream"), packed=squeezed)

    def answer(self, data, kind, *, packed=False):
        if self.path != "/blank":
            Server.sent.append(len(data))
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.send_header("cache-control", "max-age=3600")
        if packed:
            self.send_header("content-encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def drive(folder, script, arguments, asked, excerpts):
    """Ask in Chromium: some pairs of queries in fresh contexts for bytes, then all in one page for time and answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    figures = {name: [] for name in ("first", "first requests", "first with excerpts", "next", "next requests", "next with excerpts", "ms")}
    answers = {}
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])

        def page_of():
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/blank")
            Server.sent.clear()
            return page

        def ask(page, text):
            Server.sent.clear()
            found = page.evaluate(script, [*arguments, text])
            bytes_, requests = sum(Server.sent), len(Server.sent)
            if excerpts:
                page.evaluate("window.excerpts()")
            return found, bytes_, requests, sum(Server.sent)

        for one, other in zip(asked[: 2 * PAIRS : 2], asked[1 : 2 * PAIRS : 2], strict=False):
            page = page_of()
            for name, text in (("first", one.text), ("next", other.text)):
                _, bytes_, requests, total = ask(page, text)
                figures[name].append(bytes_)
                figures[f"{name} requests"].append(requests)
                figures[f"{name} with excerpts"].append(total)
            page.context.close()
        page = page_of()
        for one in asked:
            found = ask(page, one.text)[0]
            figures["ms"].append(found["ms"])
            answers[one.text] = found["codes"]
        browser.close()
    server.shutdown()
    return {name: spread(values) for name, values in figures.items()}, answers


def spread(values):
    ordered = sorted(values)
    return f"median {statistics.median(ordered):8.0f}  p90 {ordered[len(ordered) * 9 // 10]:8.0f}  max {ordered[-1]:8.0f}"


def size_of(folder):
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".gz", ".br", ".db"}]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


def main(source, count):
    items, offices = items_of(source)
    asked = [one for one in queries.make([(one.code, one.name, one.keywords) for one in items], count) if one.half == "held"]
    random.Random(1).shuffle(asked)
    with tempfile.TemporaryDirectory() as temporary:
        ours, theirs = Path(temporary) / "ours", Path(temporary) / "theirs"
        ours.mkdir()
        given = Path(temporary) / "items.pickle"
        given.write_bytes(pickle.dumps((items, offices)))
        cost = json.loads(measured([sys.executable, __file__, "--build", str(ours), str(given)])[1])
        for script in ("search-words.js", "search-index.js"):
            (ours / script).write_bytes((ROOT / "theme" / "static" / "js" / script).read_bytes())
        arguments = ["/search-words.js", "/search-index.js", f"/{quote(FOLDER)}/"]
        report("quanli", cost, ours / FOLDER, asked, *drive(ours, OURS, arguments, asked, excerpts=True))
        write_pages(theirs, items)
        cost, _ = measured([sys.executable, "-m", "pagefind", "--site", str(theirs), "--quiet"])
        report("pagefind", cost, theirs / "pagefind", asked, *drive(theirs, THEIRS, [], asked, excerpts=False))


def report(name, cost, folder, asked, figures, answers):
    print(f"\n{name}: index {cost['cpu']:.1f} CPU s, {cost['mb']:.0f} MB, {size_of(folder)}")
    for figure, values in figures.items():
        print(f"  {figure:22} {values}")
    for (_, kind), (number, recall, mrr) in sorted(queries.judge(asked, answers.get).items()):
        print(f"  {kind:10} {number:5} queries  recall@10 {recall:.3f}  MRR {mrr:.3f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--build":
        build_ours(*sys.argv[2:])
    else:
        main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
