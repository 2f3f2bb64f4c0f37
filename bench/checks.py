"""What each check of a power costs: µs of CPU an item, over all powers of a site, the articles that they cite being read once.

usage: python bench/checks.py SITE [ROUNDS]

The first round reads the statutes (its own column): in a large catalogue the same articles are cited again and again.
"""

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from quanli.catalogue.content_kinds import POWER
from quanli.catalogue.power import Power
from quanli.catalogue.registry import read_registry
from quanli.catalogue.tree import FolderTree, files_of
from quanli.pipeline.day import build_day
from quanli.pipeline.options import STATE
from quanli.pipeline.rules import ALONE, AMONG, BY_LAW
from quanli.pipeline.statute_books import statute_book
from quanli.records.read import read_record

Items = Sequence[tuple[Power, str]]


def spent(check: Callable[[Power, str], Iterable[object]], items: Items) -> float:
    """Give the µs of CPU that a check takes for an item."""
    start = time.process_time()
    for power, file in items:
        for _ in check(power, file):
            pass
    return (time.process_time() - start) / len(items) * 1e6


def main() -> None:
    """Print a line a check, and the sums."""
    site, rounds = Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    tree = FolderTree(site)
    registry, problems = read_registry(tree)
    if registry is None:
        raise SystemExit(f"the site cannot be read: {problems}")
    read = [(read_record((site / file).read_bytes(), file, Power)[0], file) for file in files_of(tree, POWER)]
    items = [(power, file) for power, file in read if power is not None]
    book = statute_book(tree, registry.laws, build_day(site), site / STATE)
    checks: dict[str, Callable[[Power, str], Iterable[object]]] = {check.__name__: check for check in ALONE}
    checks |= {check.__name__: lambda power, file, check=check: check(power, file, registry) for check in AMONG}  # type: ignore[misc]
    checks |= {check.__name__: lambda power, file, check=check: check(power, file, book) for check in BY_LAW}  # type: ignore[misc]
    first = {name: spent(check, items) for name, check in checks.items()}
    again = {name: min(spent(check, items) for _ in range(rounds)) for name, check in checks.items()}
    print(f"{len(items)} items\n{'check':<26}{'first':>10}{'again':>10}  µs an item")
    for name in sorted(again, key=lambda one: -again[one]):
        print(f"{name:<26}{first[name]:>10.0f}{again[name]:>10.0f}")
    print(f"{'all':<26}{sum(first.values()):>10.0f}{sum(again.values()):>10.0f}")


if __name__ == "__main__":
    main()
