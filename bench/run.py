"""Measures what the design promises, against the peers, and prints the table.

usage: python bench/run.py [--items N] [--rows cold,change,template,growth,laws,stages] [--repeat N] [--quick] [--save] [--keep DIR]

``--quick`` takes 500 items once and leaves growth out (a minute or two); the full run takes 10,000 items and, for growth, up to
100,000 (an hour, 12 GB of disk). ``--save`` writes bench/RESULTS.md and its chart; with ``--rows`` it puts the rows measured in
the place of those of the same name and says that they were measured apart.
"""

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import peers
from contest import Bench
from row import Row
from rows import ROWS

HERE = Path(__file__).resolve().parent


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int)
    parser.add_argument("--rows", default="")
    parser.add_argument("--repeat", type=int)
    parser.add_argument("--growth", default="1000,10000,100000")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def main() -> None:
    asked = parsed()
    groups = asked.rows.split(",") if asked.rows else [name for name in (*ROWS, "stages") if name != "growth" or not asked.quick]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as place:
        folder = asked.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        growth = tuple(int(count) for count in asked.growth.split(","))
        bench = Bench(folder.resolve(), asked.items or (500 if asked.quick else 10_000), asked.repeat or (1 if asked.quick else 3), growth)
        print(f"{bench.items:,} items, load at the start {load:.1f}", flush=True)
        rows = []
        for group, measured in ROWS.items():
            for row in measured(bench) if group in groups else ():
                rows.append(row)
                print(line(row), flush=True)
        stages = measured_stages(bench) if "stages" in groups else ""
    print(contestants(bench) + stages)
    if asked.save and asked.rows:
        save_apart(bench, rows, load)
    elif asked.save:
        save(bench, rows, stages, load)


def line(row: Row) -> str:
    target = "" if row.target is None else f"≤ {row.target:.4g}"
    return f"{row.name:<48}{row.value:9.3g} {row.unit:<18}{target:<10}{row.verdict:<8}{row.detail}"


def contestants(bench: Bench) -> str:
    return "".join(f"{name:<20}{cost.cpu:9.2f} s CPU{cost.wall:8.1f} s{cost.peak:8.0f} MiB\n" for name, cost in bench.costs.items())


def measured_stages(bench: Bench) -> str:
    """Profile a cold build of at most a thousand items."""
    site = bench.site(min(bench.items, 1000))
    return subprocess.run((sys.executable, HERE / "stages.py", site), check=True, capture_output=True, text=True).stdout


def cells(row: Row, apart: str = "") -> str:
    target = "" if row.target is None else f"≤ {row.target:.3g}"
    return f"| {row.name} | {row.value:.3g} {row.unit} | {target} | {row.verdict} | {row.detail}{apart} |\n"


def save_apart(bench: Bench, rows: list[Row], load: float) -> None:
    """Put rows in the place of those of the last full run."""
    file = HERE / "RESULTS.md"
    apart = f"; measured apart on {datetime.datetime.now(datetime.UTC).date()}, {bench.items:,} items, load {load:.1f}"
    anew = {row.name: cells(row, apart) for row in rows}
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(next((made for name, made in anew.items() if line.startswith(f"| {name} |")), line) for line in lines), encoding="utf-8")


def save(bench: Bench, rows: list[Row], stages: str, load: float) -> None:
    """Write the last full run and its chart."""
    table = "".join(map(cells, rows))
    versions = ", ".join(f"{peer.name} {peer.version}" for peer in peers.installed())
    machine = f"{os.cpu_count()} × {processor()}, Linux {platform.release()}, Python {platform.python_version()}"
    (HERE / "RESULTS.md").write_text(
        "# Benchmarks: the last full run\n\nMade by `make bench` (`python bench/run.py --save`); nothing here is written by hand.\n\n"
        f"{bench.items:,} items; {machine}; {versions}; load average {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.\n"
        "All figures are CPU seconds, user and system, of whole process trees; contestants took turns on the same catalogue.\n\n"
        f"| | measured | target | | |\n|---|---|---|---|---|\n{table}\n![CPU of a cold build](results.svg)\n\n```\n{contestants(bench)}```\n\n"
        f"Where a cold build spends its time (profiled, one process):\n\n```\n{stages}```\n",
        encoding="utf-8",
    )
    (HERE / "results.svg").write_text(chart({name: cost.cpu for name, cost in bench.costs.items()}), encoding="utf-8")


def processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [one.partition(":")[2].strip() for one in info.read_text().splitlines() if one.startswith("model name")] if info.is_file() else []
    return names[0] if names else platform.machine()


def chart(seconds: dict[str, float]) -> str:
    """Draw one bar a contestant."""
    most = max(seconds.values(), default=1)
    bars = "".join(
        f'<text x="150" y="{28 * n + 20}" text-anchor="end">{name}</text><rect x="160" y="{28 * n + 6}" width="{400 * spent / most:.1f}" height="18" fill="{"#1f5fa8" if "quanli" in name else "#9aa5b1"}"/>'
        f'<text x="{168 + 400 * spent / most:.1f}" y="{28 * n + 20}">{spent:.1f} s</text>'
        for n, (name, spent) in enumerate(seconds.items())
    )
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="{28 * len(seconds) + 8}" font-family="sans-serif" font-size="13" role="img">'
            f"<title>CPU seconds of a cold build</title>{bars}</svg>\n")


if __name__ == "__main__":
    main()
