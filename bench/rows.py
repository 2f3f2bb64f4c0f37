"""The rows of the table: each measures one promise of the design on one machine, as a ratio taken within one run."""

import shutil
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import peers
from changes import EDITS, additions, committed_edits, edits, moves, removals
from contest import Bench, commit, forget
from laws import law_rows
from measure import Cost, measure
from row import Row

import quanli

PASS = (sys.executable, "-c", "pass")
THEME = Path(quanli.__file__).resolve().parents[2] / "theme"


def pages(folder: Path) -> tuple[int, float]:
    """Count the pages of items in an output, and give their mean size in bytes."""
    sizes = [path.stat().st_size for path in (folder / "powers").glob("*/index.html")]
    return len(sizes), statistics.mean(sizes)


def cold_rows(bench: Bench) -> Iterator[Row]:
    """Build the same catalogue by each contestant in turn, round after round."""
    rivals = peers.installed()
    contestants: dict[str, Callable[[], Cost]] = {peer.name: lambda peer=peer: bench.peer(peer) for peer in rivals}
    contestants |= {
        "quanli, same work": lambda: bench.bare(bench.items, "same-work"),
        "quanli, + charts, data": lambda: bench.bare(bench.items, "embedded"),
        "quanli, all formats": lambda: bench.bare(bench.items, "without-search"),
        "quanli, + search": lambda: bench.searchable(bench.items),
        "quanli, + history": lambda: bench.cold(bench.items),
    }
    for _ in range(bench.repeat):
        for name, build in contestants.items():
            cost = build()
            print(f"  {name}: {cost.cpu:.2f} s CPU, {cost.wall:.0f} s, peak {cost.peak:.0f} MiB", file=sys.stderr, flush=True)
            if name not in bench.costs or cost.cpu < bench.costs[name].cpu:
                bench.costs[name] = cost
    for peer in rivals:
        count, _ = pages(bench.folder / peer.name / peer.output)
        if count != bench.items:
            raise SystemExit(f"{peer.name} made {count} pages of {bench.items}")
    hugo, pelican = bench.costs["Hugo"], bench.costs["Pelican"]
    bare, whole, every, found, past = (bench.costs[name] for name in contestants if name.startswith("quanli"))
    weights = ", ".join(f"{peer.name} {pages(bench.folder / peer.name / peer.output)[1] / 1000:.1f}" for peer in rivals)
    yield Row("cold, same work, against Hugo", bare.cpu / hugo.cpu, "×", 0.50, f"{bare.cpu:.1f} s : {hugo.cpu:.1f} s; KB a page: {weights}")
    yield Row("cold, same work, against Pelican", bare.cpu / pelican.cpu, "×", 0.35, f"{bare.cpu:.1f} s : {pelican.cpu:.1f} s")
    yield Row("cold, same work, against Eleventy", bare.cpu / bench.costs["Eleventy"].cpu, "×", None, f"{bare.cpu:.1f} s : {bench.costs['Eleventy'].cpu:.1f} s")
    yield Row("cold, with charts and data, against Hugo's bare pages", whole.cpu / hugo.cpu, "×", 0.90, f"{whole.cpu:.1f} s : {hugo.cpu:.1f} s")
    yield Row("cold, with every format, against Hugo's bare pages", every.cpu / hugo.cpu, "×", None, f"{every.cpu:.1f} s : {hugo.cpu:.1f} s; without CPSV-AP and national records {whole.cpu:.1f} s")
    yield Row("cold, what the search index adds", found.cpu - every.cpu, "s", 30, f"{(found.cpu - every.cpu) / bench.items * 1000:.2f} ms an item")
    yield Row("cold, what the history adds, a version an item", (past.cpu - found.cpu) / bench.items * 1000, "ms an item", None, f"{past.cpu:.1f} s in all")


def change_rows(bench: Bench) -> Iterator[Row]:
    """Change one item in each way, and the templates; and change nothing."""
    site = bench.site(bench.items)
    if not (site / "output").is_dir():
        bench.cold(bench.items)
    none = statistics.median(measure(PASS).cpu for _ in range(20))
    edit = middle(bench, edits(site, "改"), bench.items)
    committed = middle(bench, committed_edits(site, "定"), bench.items, "--committed")
    yield from rebuilds(bench, edit, committed)
    for name, done in (("added", additions(site)), ("moved to another office", moves(site)), ("removed", removals(site))):
        spent = middle(bench, done, bench.items)
        yield Row(f"one item {name}", spent / edit, "× an edit", 3, ms(spent))
    commit(site)
    for name, more in (("nothing changed", ()), ("nothing changed, --committed", ("--committed",))):
        bench.quanli(bench.items, *more)
        idle = statistics.median(bench.quanli(bench.items, *more).cpu for _ in range(EDITS))
        yield Row(name, idle / none, "× python -c pass", 3, f"{ms(idle)} : {ms(none)}")


def rebuilds(bench: Bench, edit: float, committed: float) -> Iterator[Row]:
    """Compare an edit with what each peer takes to build the site again with its output and caches in place."""
    for peer in peers.installed():
        site = bench.folder / peer.name
        if not (site / peer.output).is_dir():
            bench.peer(peer)
        file = site / peer.item(7)
        file.write_text(file.read_text(encoding="utf-8").replace("依法办理", "依法及时办理", 1), encoding="utf-8")
        spent = measure(peer.command, site).cpu
        target = 1 / 150 if peer.name == "Hugo" else None
        yield Row(f"one item changed, against {peer.name}'s rebuild", edit / spent, "×", target, f"{ms(edit)} : {spent:.1f} s, {spent / edit:.0f} times less")
        if target:
            detail = f"{ms(committed)} : {spent:.1f} s, {spent / committed:.0f} times less; history, months and feeds too"
            yield Row(f"one item changed, --committed, against {peer.name}'s rebuild", committed / spent, "×", target, detail)


def template_rows(bench: Bench) -> Iterator[Row]:
    """Change the template of the items' pages in a theme of the site's own: every one of them is drawn again."""
    site = bench.site(bench.items)
    shutil.copytree(THEME, site / "theme", dirs_exist_ok=True)
    commit(site)
    whole = bench.cold(bench.items).cpu
    file = site / "theme" / "templates" / "pages" / "power.html"
    file.write_text(file.read_text(encoding="utf-8").replace("</article>", "<!-- changed -->\n</article>"), encoding="utf-8")
    spent = bench.quanli(bench.items).cpu
    shutil.rmtree(site / "theme")
    commit(site)
    forget(site, "output", ".quanli")
    yield Row("template of the items' pages changed", spent / whole, "× a cold build", 1.1, f"{spent:.1f} s : {whole:.1f} s")


def growth_rows(bench: Bench) -> Iterator[Row]:
    """Build and edit catalogues of several sizes."""
    cold = {count: bench.cold(count) for count in bench.growth}
    change = {count: middle(bench, edits(bench.site(count), "长"), count) for count in bench.growth}
    committed = {count: middle(bench, committed_edits(bench.site(count), "成"), count, "--committed") for count in bench.growth}
    idle = {count: min(bench.quanli(count, "--committed").cpu for _ in range(EDITS)) for count in bench.growth}
    first, *middle_sizes, last = bench.growth
    for count in bench.growth:
        yield Row(f"{count:,} items, cold", cold[count].cpu / count * 1000, "ms an item", None,
                  f"{cold[count].cpu:.1f} s CPU, {cold[count].wall:.0f} s, peak {cold[count].peak:.0f} MiB; an edit {ms(change[count])}; --committed: an edit {ms(committed[count])}, nothing {ms(idle[count])}")
    if middle_sizes:
        base = middle_sizes[-1]
        ratio = cold[last].cpu / last / (cold[base].cpu / base)
        yield Row(f"cost an item, {last:,} : {base:,}", ratio, "×", 1.10, "")
    yield Row(f"an edit, {last:,} : {first:,}", change[last] / change[first], "×", 1.15, f"{ms(change[last])} : {ms(change[first])}")
    yield Row(f"an edit, --committed, {last:,} : {first:,}", committed[last] / committed[first], "×", 1.15, f"{ms(committed[last])} : {ms(committed[first])}")
    yield Row(f"peak memory at {last:,}", cold[last].peak, "MiB", 100, "of the largest process")
    yield Row(f"peak memory, {last:,} : {first:,}", cold[last].peak / cold[first].peak, "×", 1.25, f"{cold[last].peak:.0f} : {cold[first].peak:.0f} MiB")


def middle(bench: Bench, changes: Iterable[None], count: int, *more: str) -> float:
    """Give the median CPU of the builds after each of some changes; one build before them is not counted."""
    bench.quanli(count)
    return statistics.median(bench.quanli(count, *more).cpu for _ in changes)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {"cold": cold_rows, "change": change_rows, "template": template_rows, "growth": growth_rows, "laws": law_rows}
"""Groups of rows, in the order in which they are measured."""
